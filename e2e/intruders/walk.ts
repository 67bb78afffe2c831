import { type DemoSubject, timeFor } from "../../testing/demo-subjects.ts";
import { accountOf, type DemoAccount, expect, type House } from "../../testing/fixtures.ts";
import type { Person, Rule } from "./rule.ts";

/** Gives somebody of the demo who has no password the password and second factor of somebody who has. */
async function lendKeys(house: House, whose: DemoSubject, from: DemoAccount): Promise<DemoAccount> {
	const { email: to } = await house.subject<{ email: string }>(whose);
	await house.query(
		`insert into credential (id, account_id, provider_id, user_id, password)
		select gen_random_uuid()::text, t.id, 'credential', t.id, c.password
		from person t, person f join credential c on c.user_id = f.id where t.email = $1 and f.email = $2`,
		[to, from.email],
	);
	if (from.totpSecret) {
		await house.query(
			`insert into second_factor (id, secret, backup_codes, user_id, verified)
			select gen_random_uuid()::text, s.secret, s.backup_codes, t.id, true
			from person t, person f join second_factor s on s.user_id = f.id where t.email = $1 and f.email = $2`,
			[to, from.email],
		);
		await house.query("update person set two_factor_enabled = true where email = $1", [to]);
	}
	return { ...from, email: to };
}

/** The account of this person in the demo; null for somebody who has none. */
export async function accountFor(house: House, person: Person): Promise<DemoAccount | null> {
	if (person === "visitor") return null;
	if (person === "other owner") return lendKeys(house, "another owner", accountOf(house, "owner"));
	if (person === "other reviewer") return lendKeys(house, "another reviewer", accountOf(house, "reviewer"));
	return accountOf(house, person);
}

/** The pattern with a value for its parameter, or for two that follow each other, as the rule finds it in the database. */
export async function addressFor(house: House, pattern: string, rule: Rule): Promise<string> {
	if (!rule.param) return pattern;
	const [found] = await house.query<{ value: string }>(rule.param, timeFor(rule.param));
	expect(found, `a value for ${pattern}`).toBeDefined();
	// A whole address, where parameters stand apart from each other.
	if (found?.value.startsWith("/")) return found.value;
	return pattern.replace(/:[a-zA-Z]+(\/:[a-zA-Z]+)*/, found?.value ?? "");
}
