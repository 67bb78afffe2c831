import { expect, type House } from "#testing/fixtures.ts";
import { makeBatch, recordPaid, releaseBatch } from "./city.ts";
import type { Person } from "./person.ts";

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
	await recordPaid(maker);
	return payment;
}
