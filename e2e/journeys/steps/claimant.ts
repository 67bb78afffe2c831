import { textOf } from "#templates/testing/read-pdf.ts";
import { expect } from "#testing/fixtures.ts";
import { fetchLink } from "./city.ts";
import { upload } from "./owner.ts";
import { onPage, type Person } from "./person.ts";
import { allowedDongOf, inFigures, type Plan, todayInBoxes } from "./plan.ts";

/** The whole of what was approved, by one invoice. Returns the claim's reference. */
export async function claimAll(person: Person, plan: Plan, application: string): Promise<string> {
	const { page } = person;
	const toClaim = page.getByRole("link", { name: "Lập đề nghị" });
	await page.goto(`/applications/${application}/agreement`);
	await toClaim.click();
	await onPage(person, "Đề nghị thanh toán");
	await page.getByRole("button", { name: "Lập đề nghị" }).click();
	await expect(page).toHaveURL(/\/claims\/DN-\d{4}-\d+$/);
	await person.look();
	const reference = new URL(page.url()).pathname.split("/").at(-1) ?? "";
	await enterCosts(person, plan, reference);

	await page.goto(`/claims/${reference}/account`);
	await onPage(person, "Tài khoản của nhà cung cấp");
	await page.getByLabel("Ngân hàng").selectOption({ label: "Techcombank – Ngân hàng TMCP Kỹ thương Việt Nam" });
	await page.getByLabel("Số tài khoản").fill(plan.provider.account);
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).not.toHaveURL(/account$/);

	await page.goto(`/claims/${reference}/documents`);
	await onPage(person, "Hóa đơn và chứng từ");
	await upload(page, "Hóa đơn", "hoa-don.pdf");
	await upload(page, "Chứng từ đã trả phần của doanh nghiệp", "uy-nhiem-chi.pdf");

	await page.goto(`/claims/${reference}/submit`);
	await onPage(person, "Xem lại trước khi nộp");
	await page.getByLabel(/^Tôi xác nhận hóa đơn, chứng từ là thật/).check();
	await page.getByRole("button", { name: "Nộp đề nghị" }).click();
	await expect(page).toHaveURL(new RegExp(`/claims/${reference}$`));
	await expect(page.getByRole("heading", { level: 1, name: /^Đề nghị trả/ })).toContainText(
		inFigures(allowedDongOf(plan)),
	);
	await page.goto(`/applications/${application}/agreement`);
	await expect(page.getByText(/Đang chờ .* kiểm tra đề nghị/)).toBeVisible();
	await expect(toClaim).toHaveCount(0);
	return reference;
}

/** What each line cost and the invoice over all of it, which is the last of this application. */
async function enterCosts(person: Person, plan: Plan, reference: string): Promise<void> {
	const { page } = person;
	const today = todayInBoxes();
	const total = plan.lines.reduce((sum, line) => sum + Number(line.price.replaceAll(".", "")), 0);
	await page.goto(`/claims/${reference}/costs`);
	await onPage(person, "Chi phí và hóa đơn");
	for (const line of plan.lines) await page.getByLabel(line.description).fill(line.price);
	const invoice = page.getByRole("group", { name: "Hóa đơn 1" });
	await invoice.getByLabel("Mã số thuế người bán").fill(plan.provider.taxCode);
	await invoice.getByLabel("Ký hiệu").fill(`1C${today.year.slice(2)}TAA`);
	await invoice.getByLabel("Số hóa đơn").fill(plan.provider.taxCode.slice(2, 9).replace(/^0+/, ""));
	await invoice.getByLabel("ngày", { exact: true }).fill(today.day);
	await invoice.getByLabel("tháng", { exact: true }).fill(today.month);
	await invoice.getByLabel("năm", { exact: true }).fill(today.year);
	await invoice.getByLabel("Tổng tiền thanh toán").fill(inFigures(total));
	await page.getByLabel("Đây là đề nghị cuối cùng của hồ sơ").check();
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).not.toHaveURL(/costs$/);
}

/** The trail of the money to the provider's account. */
export async function readMoney(person: Person, plan: Plan, application: string): Promise<void> {
	const { page } = person;
	await page.goto("/money");
	await onPage(person, "Tiền của tôi đang ở đâu");
	await page.goto(`/applications/${application}/money`);
	await onPage(person, "Tiền của tôi đang ở đâu");
	await expect(page.getByText(inFigures(allowedDongOf(plan))).first()).toBeVisible();
	await page.getByText("Xem từng bước").click();
	for (const step of ["Bạn gửi đề nghị thanh toán", "Hiệp hội xác nhận hóa đơn", "Tiền đã vào tài khoản"]) {
		await expect(page.getByText(step).first()).toBeVisible();
	}
}

/** The certificate of completion, once the job has issued it; its PDF says for whom and how much. Returns its code. */
export async function takeCertificate(person: Person, plan: Plan): Promise<string> {
	const { page } = person;
	const row = page.getByRole("row").filter({ hasText: "Chứng nhận hoàn thành nội dung hỗ trợ" });
	await expect(async () => {
		await page.goto("/documents");
		await expect(row).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 60_000 });
	await onPage(person, "Tài liệu");
	const href = await row.getByRole("link", { name: /^Tải PDF/ }).getAttribute("href");
	const code = /certificates\/(\w{8})\.pdf/.exec(href ?? "")?.[1] ?? "";
	const pdf = await fetchLink(page, new RegExp(`^Tải PDF.*${code.slice(0, 4)}`));
	const text = await textOf({ bytes: pdf });
	for (const words of [plan.business.legalName, plan.business.taxCode, inFigures(allowedDongOf(plan))]) {
		expect(text).toContain(words);
	}
	return code;
}
