import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { makePaidAdvance } from "#testing/make-advance.ts";
import { type MadeAgreed, makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProposed } from "#testing/make-correction.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmCorrection } from "./confirm-correction.server.ts";

let house: TestHouse;
let proposer: Actor;
let confirmer: Actor;
let associationId: string;
let programmeId: string;
let application: MadeAgreed;
let payment: string;

beforeAll(async () => {
	house = await testHouse();
	[proposer, confirmer] = [await makeStaff(house.db, "finance_officer"), await makeStaff(house.db, "finance_officer")];
	associationId = await makeAssociation(house.db);
});
afterAll(() => house.close());
beforeEach(async () => {
	const rules = rulesWith({ advancePercent: 30 });
	programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n }, rules });
	application = await makeAgreed(house.db, { programmeId, associationId });
	payment = (await makePaidAdvance(house.db, application)).payment;
});

const balances = () => envelopeBalances(house.db, programmeId, associationId);
const propose = () => makeProposed(house.db, payment, proposer);

test("an advance that nothing has earned is reversed whole", async () => {
	const { advancedDong, payableDong } = await balances();
	expect(advancedDong).toBeGreaterThan(0n);
	const reference = await propose();
	await confirmCorrection(contextOf(house.db, confirmer), { reference }, null);
	expect(await balances()).toMatchObject({ advancedDong: 0n, payableDong: payableDong + advancedDong });
});

test("one that a claim has earned in part is not, and it is said why, also of a proposal from before", async () => {
	const reference = await propose();
	await makeVerifiedClaim(house.db, application, { costs: [1_000_000n] });
	const before = await balances();
	await expect(confirmCorrection(contextOf(house.db, confirmer), { reference }, null)).rejects.toMatchObject({
		code: "correction_refusal_advance_earned",
	});
	expect(await balances()).toEqual(before);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});
