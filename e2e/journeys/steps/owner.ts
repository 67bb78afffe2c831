import type { Page } from "@playwright/test";
import { textOf } from "#templates/testing/read-pdf.ts";
import { expect } from "#testing/fixtures.ts";
import { fetchLink } from "./city.ts";
import { followMail, onPage, type Person } from "./person.ts";
import { allowedDongOf, inFigures, type Plan, pdfThatSays } from "./plan.ts";

export const association = "Hội Mỹ nghệ và Chế biến gỗ TP. Hồ Chí Minh";

/** An account, confirmed by the link in the mail and its password; signed in afterwards. */
export async function signUp(person: Person, { owner }: Plan): Promise<void> {
	const { page } = person;
	await page.goto("/sign-up");
	await onPage(person, "Tạo tài khoản");
	await page.getByLabel("Họ và tên").fill(owner.name);
	await page.getByLabel("Thư điện tử").fill(owner.email);
	await page.getByLabel("Mật khẩu").fill(owner.password);
	await page.getByLabel(/^Tôi đồng ý để Đòn Bẩy xử lý/).check();
	await page.getByRole("button", { name: "Tạo tài khoản" }).click();
	await onPage(person, "Hãy mở thư để xác nhận");
	await followMail(person, { to: owner.email, subject: /xác nhận địa chỉ thư/, link: "Xác nhận địa chỉ" });
	await onPage(person, "Xác nhận địa chỉ thư");
	await page.getByLabel("Mật khẩu").fill(owner.password);
	await page.getByRole("button", { name: "Xác nhận và đăng nhập" }).click();
	await expect(page).toHaveURL(/\/business$/);
	await onPage(person, "Khai doanh nghiệp của bạn");
}

/** The title of the first page of a business: how much is its turn. */
const ownFirstPage = /^(Đến lượt bạn: \d+ việc|Bạn không phải làm gì lúc này)/;

/** Registration, figures of last year, priority groups and bank account. */
export async function describeBusiness(person: Person, { business }: Plan): Promise<void> {
	const { page } = person;
	await page.goto("/business/registration");
	await onPage(person, "Thông tin đăng ký");
	await page.getByLabel("Công ty, doanh nghiệp tư nhân").check();
	await page.getByLabel("Mã số thuế").fill(business.taxCode);
	await page.getByLabel("Tên đăng ký").fill(business.legalName);
	await page.getByLabel("Ngành kinh doanh chính").selectOption({ label: "Công nghiệp chế biến, chế tạo" });
	await page.getByLabel("Số nhà, tên đường").fill("12 đường Thử Nghiệm");
	await page.getByLabel("Phường, xã, đặc khu").selectOption({ label: "Phường Bến Thành" });
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();

	await onPage(person, /^Lao động, doanh thu, vốn năm \d{4}$/);
	await page.getByLabel("Số lao động").fill(business.employees);
	await page.getByLabel("Trong đó lao động nữ").fill("12");
	await page.getByLabel(/^Tổng doanh thu năm/).fill(business.revenue);
	await page.getByLabel(/^Tổng nguồn vốn năm/).fill(business.capital);
	await page.getByRole("button", { name: "Lưu" }).click();
	await onPage(person, ownFirstPage);

	await page.goto("/business/groups");
	await onPage(person, "Nhóm được ưu tiên");
	await page.getByLabel("Doanh nghiệp do phụ nữ làm chủ").check();
	await page.getByRole("button", { name: "Lưu" }).click();
	await onPage(person, ownFirstPage);
	await expect(page.getByText(/nữ làm chủ/i).first()).toBeVisible();

	await page.goto("/business/bank-account");
	await onPage(person, "Tài khoản ngân hàng");
	await page.getByLabel("Ngân hàng").selectOption({ label: "Vietcombank – Ngân hàng TMCP Ngoại Thương Việt Nam" });
	await page.getByLabel("Số tài khoản").fill(business.account);
	await page.getByRole("button", { name: "Lưu" }).click();
	await onPage(person, ownFirstPage);
	await expect(page.getByText(`số tận cùng ${business.account.slice(-4)}`)).toBeVisible();
}

/** A draft through the association, with its cost lines. Returns its reference. */
export async function draftApplication(person: Person, plan: Plan): Promise<string> {
	const { page } = person;
	await page.goto("/applications");
	await onPage(person, "Hồ sơ của tôi");
	await page.goto("/applications/new");
	await onPage(person, "Bạn nộp hồ sơ cho chương trình nào, qua hiệp hội nào?");
	await page.getByLabel("Hiệp hội xét hồ sơ").selectOption({ label: association });
	await page.getByRole("button", { name: "Bắt đầu hồ sơ" }).click();
	await expect(page).toHaveURL(/\/applications\/HS-\d{4}-\d+$/);
	await person.look();
	const reference = new URL(page.url()).pathname.split("/").at(-1) ?? "";
	await page.goto(`/applications/${reference}/lines`);
	await onPage(person, "Hạng mục chi phí");
	for (const [at, line] of plan.lines.entries()) {
		if (at > 0) await page.getByRole("button", { name: "Thêm hạng mục" }).click();
		const fields = page.getByRole("group", { name: `Hạng mục ${at + 1}` });
		await fields.getByLabel("Nội dung hỗ trợ").selectOption({ label: line.item });
		await fields.getByLabel("Mua hoặc thuê gì").fill(line.description);
		await fields.getByLabel(/^Tên/).fill("Vàm Sông Sản xuất");
		await fields.getByLabel("Nhà cung cấp", { exact: true }).fill(plan.provider.name);
		await fields.getByLabel("Mã số thuế nhà cung cấp").fill(plan.provider.taxCode);
		if (at === 0) {
			await fields.getByText("Liên hệ của nhà cung cấp").click();
			await fields.getByLabel("Thư điện tử của nhà cung cấp").fill(plan.provider.email);
		}
		await fields.getByLabel("Giá có thuế").fill(line.price);
	}
	return reference;
}

/** Saves the lines, uploads a quotation for each, looks everything over and submits. */
export async function submitApplication(person: Person, plan: Plan, reference: string): Promise<void> {
	const { page } = person;
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).toHaveURL(new RegExp(`/applications/${reference}$`));
	await expect(page.getByText(inFigures(allowedDongOf(plan))).first()).toBeVisible();
	await page.goto(`/applications/${reference}/documents`);
	await onPage(person, "Tài liệu");
	for (const at of plan.lines.keys()) await upload(page, `Báo giá cho hạng mục ${at + 1}`, `bao-gia-${at + 1}.pdf`);
	await page.goto(`/applications/${reference}/check`);
	await onPage(person, "Xem lại trước khi nộp");
	await expect(page.getByText("bao-gia-1.pdf")).toBeVisible();
	await page.getByLabel(/^Tôi khai đúng sự thật/).check();
	await page.getByLabel(/^Tôi chưa mua/).check();
	await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
	await expect(page).toHaveURL(new RegExp(`/applications/${reference}/receipt$`));
	await onPage(person, `Đã nộp hồ sơ ${reference}`);
	const receipt = await textOf({ bytes: await fetchLink(page, "Tải giấy biên nhận (PDF)") });
	expect(receipt).toContain(`Đã nhận hồ sơ ${reference}`);
	expect(receipt).toMatch(/Hạn trả lời: 14 ngày làm việc kể từ ngày nộp, chậm nhất thứ /);
	expect(receipt).toContain("bao-gia-1.pdf");
}

/**
 * Sends a PDF in the part of the page with this heading: with scripts by choosing it; without them by the page's button,
 * which goes on, so that we come back.
 */
export async function upload(page: Page, part: string, name: string): Promise<void> {
	const section = page.getByRole("region", { name: part, exact: true });
	const documents = page.url();
	await section
		.locator("input[type=file]")
		.first()
		.setInputFiles({ name, mimeType: "application/pdf", buffer: pdfThatSays(`Bao gia: ${name}`) });
	const sent = section.getByRole("link", { name: `Xem ${name}` });
	const arrived = sent.waitFor({ timeout: 5_000 }).then(
		() => true,
		() => false,
	);
	if (!(await arrived)) {
		await page.getByRole("button", { name: "Gửi và tiếp tục" }).click();
		await page.goto(documents);
	}
	await expect(sent).toBeVisible();
	await expect(section.getByText("Đã nhận")).toBeVisible();
}

/** Reads the receipt's mail and follows it to the application. */
export async function readReceipt(person: Person, { owner }: Plan, reference: string): Promise<void> {
	const { page } = person;
	const subject = new RegExp(`${reference}: đã nộp, trả lời chậm nhất ngày`);
	await followMail(person, { to: owner.email, subject, link: "Mở hồ sơ" });
	await expect(page).toHaveURL(new RegExp(`/applications/${reference}$`));
	await onPage(person, "Hồ sơ đã nộp, đang chờ xét");
}

/** From the mail of the approval to the agreement that waits for the provider. */
export async function acceptAgreement(person: Person, plan: Plan, reference: string): Promise<void> {
	const { page } = person;
	const subject = new RegExp(`${reference}: được duyệt`);
	await followMail(person, { to: plan.owner.email, subject, link: "Xem và ký thỏa thuận" });
	if (!page.url().endsWith("/agreement")) await page.goto(`/applications/${reference}/agreement`);
	await expect(page.getByRole("heading", { level: 1 })).toContainText(inFigures(allowedDongOf(plan)));
	await person.look();
	await page.getByLabel(`Thư điện tử của ${plan.provider.name}`).fill(plan.provider.email);
	await page.getByLabel("Chức vụ của bạn").fill("Giám đốc");
	await page.getByLabel("Tôi có quyền ký thay doanh nghiệp.").check();
	await page.getByLabel("Tôi đã đọc và đồng ý với các điều trên.").check();
	await page.getByRole("button", { name: "Ký thỏa thuận" }).click();
	await onPage(person, "Bạn đã ký, đang chờ nhà cung cấp");
}

/** The provider has declined: the owner reads why, and mails it once more. */
export async function askProviderAgain(person: Person, { provider }: Plan, reference: string): Promise<void> {
	const { page } = person;
	await page.goto(`/applications/${reference}`);
	await expect(page.getByText("Giá đã tăng từ tháng này.").first()).toBeVisible();
	await page.getByRole("link", { name: "Xem và quyết định" }).click();
	await onPage(person, "Nhà cung cấp không đồng ý");
	await page.getByRole("link", { name: "Mời lại nhà cung cấp này" }).click();
	await onPage(person, `Gửi thư cho ${provider.name}`);
	await page.getByRole("button", { name: "Gửi thư" }).click();
	await onPage(person, "Bạn đã ký, đang chờ nhà cung cấp");
}
