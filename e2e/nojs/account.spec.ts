import * as account from "#e2e/journeys/steps/account.ts";
import { people } from "#e2e/journeys/steps/person.ts";
import { accountOf, signIn, test } from "#testing/fixtures.ts";

// One's own account on a telephone that runs no scripts.

test.use({ ownHouse: "account-nojs" });

test("the account is looked after without scripts", async ({ browser, house }) => {
	test.setTimeout(6 * 60_000);
	const { enter, leave } = people(browser, house, { looking: false });
	const owner = accountOf(house, "owner");
	const plain = { javaScriptEnabled: false, viewport: { width: 360, height: 800 } };
	const [one, other] = [await enter(plain), await enter({ viewport: { width: 1280, height: 900 } })];
	await signIn(one.page, owner);
	await signIn(other.page, owner);
	await account.endTheOther(one, other);
	const password = "ba chú mèo mướp phơi nắng";
	await account.changePassword(one, owner.password, password);
	await account.changeAddress(one, { ...owner, password }, "chu-nojs@donbay.example");
	await account.chooseMails(one);
	await leave();
});
