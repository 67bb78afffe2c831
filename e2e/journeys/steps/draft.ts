import type { Page } from "@playwright/test";
import { expect } from "#testing/fixtures.ts";
import { association } from "./owner.ts";

/** A new draft of the signed-in owner. Returns its reference. */
export async function startDraft(page: Page): Promise<string> {
	await page.goto("/applications/new");
	await page.getByLabel("Hiệp hội xét hồ sơ").selectOption({ label: association });
	await page.getByRole("button", { name: "Bắt đầu hồ sơ" }).click();
	await expect(page).toHaveURL(/\/applications\/HS-\d{4}-\d+$/);
	return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Fills in the first cost line, not yet saved. */
export async function fillLine(
	page: Page,
	{ item = "Mua, thuê giải pháp chuyển đổi số", description = "Phần mềm kho" } = {},
): Promise<void> {
	const fields = page.getByRole("group", { name: "Hạng mục 1" });
	await fields.getByLabel("Nội dung hỗ trợ").selectOption({ label: item });
	await fields.getByLabel("Mua hoặc thuê gì").fill(description);
	await fields.getByLabel("Tên giải pháp").fill("Phần mềm Thử");
	await fields.getByLabel("Nhà cung cấp", { exact: true }).fill("Công ty TNHH Giải pháp Thử");
	await fields.getByLabel("Mã số thuế nhà cung cấp").fill("0312687878");
	await fields.getByLabel("Giá có thuế").fill("30.000.000");
}

/** What the forms of this page would send, by name, hidden fields included. */
export function fieldsOf(page: Page): Promise<Record<string, string>> {
	return page
		.locator("main form")
		.first()
		.evaluate((form) =>
			Object.fromEntries([...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)])),
		);
}
