import { expect, type House } from "#e2e/support/fixtures.ts";
import { makeBatch, releaseBatch } from "./city.ts";
import { onPage, type Person } from "./person.ts";
import { todayInBoxes } from "./plan.ts";

/** Makes, releases and sends a batch of the claim, and records that the bank has paid. The payment's reference. */
export async function payByBank(maker: Person, releaser: Person, house: House, claim: string): Promise<string> {
	const { page } = maker;
	const batch = await makeBatch(maker, claim);
	await releaseBatch(releaser, batch);
	await page.goto(`/finance/batches/${batch}/export`);
	await page.getByRole("button", { name: "Gửi ngân hàng" }).click();
	await expect(page).toHaveURL(new RegExp(`${batch}$`));
	const [row] = await house.query<{ payment: string }>(
		"select d.reference as payment from disbursement d join claim c on c.id = d.claim_id where c.reference = $1",
		[claim],
	);
	const payment = row?.payment ?? "";
	await page.goto(`/finance/payments/${payment}/answer`);
	await onPage(maker, /^Khoản chi /);
	const today = todayInBoxes();
	await page.getByLabel(/^Đã trả/).check();
	await page.getByLabel("ngày", { exact: true }).fill(today.day);
	await page.getByLabel("tháng", { exact: true }).fill(today.month);
	await page.getByLabel("năm", { exact: true }).fill(today.year);
	await page.getByRole("button", { name: "Ghi nhận" }).click();
	await expect(page.getByText("Đã trả xong. Không còn việc gì.")).toBeVisible();
	return payment;
}
