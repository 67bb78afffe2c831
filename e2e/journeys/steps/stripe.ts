import { expect, type House } from "#testing/fixtures.ts";
import type { Person } from "./person.ts";

/** Stripe reports everything so far, the newest first, and then all of it once more. */
export async function reportAll({ stripe, url }: House): Promise<void> {
	if (!stripe) throw new Error("the house has no Stripe");
	const newestFirst = [...stripe.things.events].reverse();
	const statuses = await stripe.deliver(`${url}/webhooks/stripe`, [...newestFirst, ...newestFirst]);
	expect(new Set(statuses)).toEqual(new Set([200]));
}

/** Opens a page until a job has made it say so, and looks at it. */
export async function expectOnPage(person: Person, address: string, text: string): Promise<void> {
	await expect(async () => {
		await person.page.goto(address);
		await expect(person.page.getByText(text).first()).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 30_000 });
	await person.look();
}

/** Makes the person whom the demo lets in an owner of the application's business. */
export async function lendApplication({ query }: House, application: string): Promise<void> {
	await query(
		`update business_member set person_id = (select id from person where email = 'chu@donbay.example')
		where business_id = (select business_id from application where reference = $1)`,
		[application],
	);
}
