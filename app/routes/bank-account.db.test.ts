import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

let house: TestHouse;
let app: Listening;
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
});
afterAll(async () => {
	await app.close();
	await house.close();
});

type Typed = { bankBin: string; number: string; accountName: string; shown?: string };

/** Sends the form as a browser without scripts does. */
async function send(owner: Actor, typed: Typed) {
	const headers = { Cookie: await signedIn(house.db, owner) };
	const body = new URLSearchParams(typed);
	const answer = await fetch(`${app.url}/business/bank-account`, { method: "POST", body, headers, redirect: "manual" });
	const page = await answer.text();
	return { status: answer.status, page, shown: /name="shown" value="([^"]*)"/.exec(page)?.[1] };
}

async function last4Of(businessId: string): Promise<string[]> {
	const kept = house.db.selectFrom("bankAccount").select("numberLast4").where("businessId", "=", businessId);
	return (await kept.where("replacedAt", "is", null).execute()).map(({ numberLast4 }) => numberLast4);
}

test("without scripts a change counts only once both accounts were on the page, as they are now", async () => {
	const { id, owner, legalName } = await makeBusiness(house.db, { accountNumber: null });
	const typed = { bankBin: "970436", number: "0071 0012 3456", accountName: legalName };
	// There is nothing to compare a first one with.
	expect((await send(owner, typed)).status).toBe(303);
	expect(await last4Of(id)).toEqual(["3456"]);

	const next = { ...typed, number: "0071 0099 8877" };
	const first = await send(owner, next);
	expect(first.status).toBe(200);
	expect(await last4Of(id)).toEqual(["3456"]);
	for (const words of ["Chưa lưu.", "Tài khoản đang dùng", "số tận cùng 3456", "Sẽ đổi thành", "0071 0099 8877"]) {
		expect(first.page).toContain(words);
	}
	expect(first.page).toContain(`value="${next.number}"`);

	// What was typed over after the page was shown was not compared.
	const other = { ...typed, number: "0071 0055 4433" };
	const again = await send(owner, { ...other, shown: first.shown });
	expect([again.status, await last4Of(id)]).toEqual([200, ["3456"]]);
	expect(again.page).toContain("0071 0055 4433");

	expect((await send(owner, { ...other, shown: again.shown })).status).toBe(303);
	expect(await last4Of(id)).toEqual(["4433"]);
});

test("what is not an account is said first, and is not asked to be compared", async () => {
	const { owner, legalName } = await makeBusiness(house.db);
	const answer = await send(owner, { bankBin: "970436", number: "12", accountName: legalName });
	expect(answer.status).toBe(422);
	expect(answer.page).not.toContain("Chưa lưu. Hãy so");
});
