import type { Locator, Page } from "@playwright/test";
import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import { pdfThatSays } from "./steps/plan.ts";

/* With the keyboard alone: where Tab goes on after each step, and how far it is to what one came for. */

// One item is paid for once, and other journeys submit applications of the same owner.
test.use({ ownHouse: "keyboard" });

/** Presses Tab until this has the focus. Returns how often. */
async function tabTo(page: Page, target: Locator, atMost = 60): Promise<number> {
	await target.waitFor({ state: "attached" });
	for (let stops = 0; stops <= atMost; stops++) {
		if (await target.evaluate((element) => element === document.activeElement)) return stops;
		await page.keyboard.press("Tab");
	}
	throw new Error(`Tab does not lead to ${target}`);
}

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press(key);
}

/** Goes to the field and writes into it; letters choose from a list. */
async function write(page: Page, field: Locator, text: string): Promise<void> {
	await tabTo(page, field);
	await page.keyboard.type(text);
}

const heading = (page: Page, name?: string | RegExp) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("an application goes out by the keyboard alone", async ({ page, house }) => {
	await signIn(page, accountOf(house, "owner"));
	await page.goto("/applications");
	await press(page, page.getByRole("link", { name: "Làm hồ sơ mới" }));
	await expect(heading(page, "Bạn nộp hồ sơ cho chương trình nào, qua hiệp hội nào?")).toBeFocused();
	await write(page, page.getByRole("searchbox"), "my nghe");
	await press(page, button(page, "Bắt đầu hồ sơ"));
	await expect(page).toHaveURL(/\/applications\/HS-\d{4}-\d+$/);
	await expect(heading(page)).toBeFocused();
	const own = new URL(page.url()).pathname;

	await press(page, page.getByRole("link", { name: /^Làm tiếp/ }));
	await expect(heading(page, "Hạng mục chi phí")).toBeFocused();
	await write(page, page.getByLabel("Nội dung hỗ trợ"), "Mua");
	await write(page, page.getByLabel("Mua hoặc thuê gì"), "Phần mềm kho");
	await write(page, page.getByLabel("Tên giải pháp"), "Phần mềm Thử");
	await write(page, page.getByLabel("Nhà cung cấp", { exact: true }), "Công ty TNHH Giải pháp Thử");
	await write(page, page.getByLabel("Mã số thuế nhà cung cấp"), "0312687878");
	await write(page, page.getByLabel("Giá có thuế"), "30 triệu");
	await press(page, button(page, "Lưu và tiếp tục"));
	await expect(page).toHaveURL(new RegExp(`${own}$`));
	await expect(heading(page)).toBeFocused();

	await press(page, page.getByRole("link", { name: /^Làm tiếp/ }));
	await expect(heading(page, "Tài liệu")).toBeFocused();
	const choosing = page.waitForEvent("filechooser");
	await press(page, page.locator("input[type=file]").first(), "Space");
	await (await choosing).setFiles({
		name: "bao-gia.pdf",
		mimeType: "application/pdf",
		buffer: pdfThatSays("Bao gia"),
	});
	await expect(page.getByText("Đã nhận", { exact: true })).toBeVisible();
	await press(page, button(page, "Gửi và tiếp tục"));
	await expect(page).toHaveURL(new RegExp(`${own}$`));

	await press(page, page.getByRole("link", { name: /^Làm tiếp/ }));
	await expect(heading(page, "Xem lại trước khi nộp")).toBeFocused();
	await press(page, page.getByLabel(/^Tôi khai đúng sự thật/), "Space");
	await press(page, page.getByLabel(/^Tôi chưa mua/), "Space");
	await press(page, button(page, "Nộp hồ sơ"));
	await expect(heading(page, /^Đã nộp hồ sơ/)).toBeFocused();
});

test("the decision is few steps from the top of a case", async ({ page, house }) => {
	await signIn(page, accountOf(house, "reviewer"));
	const { reference } = await house.subject<{ reference: string }>("a file in the hands of the demo's reviewer");
	await page.goto(`/review/${reference}`);
	await page.getByRole("link", { name: "Hàng chờ xét" }).focus();
	const jump = page.getByRole("link", { name: "Đến phần quyết định" });
	expect(await tabTo(page, jump)).toBeLessThanOrEqual(2);
	await page.keyboard.press("Enter");
	await expect(page.locator("#decision")).toBeFocused();
	expect(await tabTo(page, page.getByLabel("Duyệt toàn bộ"))).toBe(1);

	await page.getByRole("link", { name: "Hàng chờ xét" }).focus();
	await page.keyboard.press("Shift+Tab");
	expect(await tabTo(page, page.getByLabel("Duyệt toàn bộ")), "without the jump").toBeLessThanOrEqual(30);
});

test("where the page stays the same one, so does the focus", async ({ page, house }) => {
	await signIn(page, accountOf(house, "reviewer"));
	const { reference } = await house.subject<{ reference: string }>("a file in the hands of the demo's reviewer");
	await page.goto(`/review/${reference}`);
	const history = page.getByRole("link", { name: /^Lịch sử/ });
	await press(page, history);
	await expect(page).toHaveURL(/view=history/);
	await expect(history).toBeFocused();
});
