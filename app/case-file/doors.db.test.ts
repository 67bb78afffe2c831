import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { loader as claims } from "#app/routes/association/claims.tsx";
import { makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { doorsIn } from "./doors.server.ts";

let house: TestHouse;
let staff: Record<string, Actor>;
let file: Awaited<ReturnType<typeof makeAgreed>>;
let claim: string;
let payment: string;
let batch: string;

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	staff = {
		reviewer,
		manager: await makeStaff(house.db, "association_manager", associationId),
		"programme officer": await makeStaff(house.db, "programme_officer"),
		"finance officer": await makeStaff(house.db, "finance_officer"),
		auditor: await makeStaff(house.db, "auditor"),
		administrator: await makeStaff(house.db, "administrator"),
		"manager elsewhere": await makeStaff(house.db, "association_manager", await makeAssociation(house.db)),
	};
	file = await makeAgreed(house.db, { programmeId, associationId, reviewer });
	claim = await makeVerifiedClaim(house.db, file);
	const sent = await makeSentBatch(house.db, [claim]);
	[payment = ""] = sent.payments;
	batch = sent.batch;
});
afterAll(() => house.close());

test.each([
	["reviewer", "claim"],
	["manager", "claim"],
	["programme officer", "claim"],
	["finance officer", "payment"],
	["auditor", "payment"],
	["administrator", null],
	["manager elsewhere", null],
])("the reference of a payment leads the %s to the %s", async (who, to) => {
	const doors = await doorsIn(house.db, staff[who] as Actor, `${payment} trong ${batch}`);
	const address = to === "claim" ? `/review/claims/${claim}` : `/finance/payments/${payment}/answer`;
	expect(doors[payment]).toBe(to === null ? undefined : address);
	// A batch is read by those who see payments.
	expect(doors[batch]).toBe(to === "payment" ? `/finance/batches/${batch}` : undefined);
});

test("the queue of claims leads to the applications that they belong to", async () => {
	const headers = { cookie: await signedIn(house.db, staff.reviewer as Actor) };
	const request = new Request("http://localhost/review/claims?view=answered", { headers });
	const page = await claims({ request, params: {}, context: {} });
	expect(page.doors[file.reference]).toBe(`/review/${file.reference}`);
});
