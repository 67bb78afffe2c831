import { expect } from "#testing/fixtures.ts";
import { onPage, type Person } from "./person.ts";
import { allowedDongOf, inFigures, type Plan } from "./plan.ts";

/** Opens the file from the queue, declares no conflict of interest, looks at the case and takes it up where nobody has. */
export async function openCase(person: Person, plan: Plan, reference: string): Promise<void> {
	const { page } = person;
	await page.goto(`/review/${reference}`);
	await onPage(person, "Khai về xung đột lợi ích");
	await page.getByLabel("Không, tôi không có xung đột lợi ích").check();
	await page.getByRole("button", { name: "Khai và tiếp tục" }).click();
	await onPage(person, plan.business.legalName);
	await expect(page.getByText("bao-gia-1.pdf").first()).toBeVisible();
	const takeUp = page.getByRole("button", { name: "Nhận hồ sơ này để xét" });
	if (await takeUp.isVisible()) {
		await takeUp.press("Enter");
		// The button changes its words as soon as it is pressed; the decision is there once the file was taken up.
		await expect(page.getByText("Chưa ghi được: hãy chọn một quyết định.")).toBeVisible();
	}
}

/** Finds the file in the queue by its reference. */
export async function findInQueue(person: Person, reference: string): Promise<void> {
	const { page } = person;
	await page.goto("/review");
	await onPage(person, /cần quyết định hôm nay$|^Hàng chờ xét$/);
	await page.getByLabel("Tìm theo tên, mã, nhà cung cấp").fill(reference);
	await page.getByRole("button", { name: "Lọc" }).click();
	await expect(page.getByRole("link", { name: reference })).toBeVisible();
}

/** Writes down what was found on every condition that no machine can check, one after the other: all are met. */
async function recordFindings(person: Person): Promise<void> {
	const { page } = person;
	const panel = page.getByRole("region", { name: /điều kiện bạn phải kiểm tra/ });
	while ((await panel.count()) > 0) {
		const open = await panel.getByText("Chưa kiểm tra được").count();
		await panel.getByLabel("Đạt", { exact: true }).check();
		await panel.getByLabel("Bạn đã xem gì, ở đâu?").fill("Trang công bố của nhà cung cấp, có đúng tên trong hồ sơ.");
		await panel.getByRole("button", { name: "Ghi kết quả" }).press("Enter");
		await expect(page.getByText("Chưa kiểm tra được")).toHaveCount(open - 1);
	}
	await expect(page.getByRole("heading", { name: "Mọi điều kiện đã có kết quả kiểm tra" })).toBeVisible();
}

/** Approves all that the rules allow: a recommendation where a second person is needed, otherwise the decision. */
export async function approve(person: Person, plan: Plan, choice: string, button: RegExp): Promise<void> {
	const { page } = person;
	// Says that the scripts run: from now on the button follows what is chosen.
	await expect(page.getByText("Chưa ghi được: hãy chọn một quyết định.")).toBeVisible();
	await recordFindings(person);
	// By keyboard: the browser's PDF viewer above has a process of its own, which may take a click that follows a scroll.
	await page.getByLabel(choice).press("Space");
	await page.getByLabel("Lý do").fill("Đủ điều kiện, giá hợp lý so với báo giá.");
	const decide = page.getByRole("button", { name: button });
	await expect(decide).toContainText(inFigures(allowedDongOf(plan)));
	await decide.press("Enter");
	await expect(decide).toBeHidden();
}

/** Compares invoices with the agreement and confirms the claim. */
export async function verifyClaim(person: Person, plan: Plan, claim: string): Promise<void> {
	const { page } = person;
	await page.goto("/review/claims");
	await onPage(person, "Đề nghị thanh toán");
	await page.getByRole("link", { name: claim }).click();
	await expect(page.getByRole("heading", { level: 1 })).toContainText(inFigures(allowedDongOf(plan)));
	await person.look();
	await page.getByLabel(/^Xác nhận/).check();
	await page.getByRole("button", { name: "Gửi trả lời" }).click();
	await expect(page.getByRole("button", { name: "Gửi trả lời" })).toBeHidden();
	await expect(page.getByText("Hiệp hội xác nhận hóa đơn")).toBeVisible();
}
