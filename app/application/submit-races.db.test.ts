import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { makeDraft, makeSubmitted } from "#testing/make-application.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { findDraftCase } from "./draft/draft-case.server.ts";
import { submitApplication } from "./submit-application.server.ts";
import { withdrawApplication } from "./withdraw-application.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

test("of 50 applications of one business for one item, through ten associations at once, one is in progress", async () => {
	const business = await makeBusiness(house.db);
	const drafts: string[] = [];
	// A business starts only so many in a day.
	const startedOn = (day: number) => new Date(Date.UTC(2026, 7, 20 + day));
	for (let each = 0; each < 10; each++) {
		const associationId = await makeAssociation(house.db);
		const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
		for (let one = 0; one < 5; one++) {
			const assessed = drafts.length === 0;
			const made = { business, associationId, programmeId, assessed, now: startedOn(each) };
			const { reference } = await makeDraft(house.db, made);
			drafts.push(reference);
		}
	}
	const outcomes = await Promise.allSettled(
		drafts.map((reference) =>
			submitApplication(contextOf(house.db, business.owner), { reference, submissionId: randomUUID() }),
		),
	);
	const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [asRefusal(outcome.reason)] : []));
	expect(refused).toHaveLength(49);
	expect(new Set(refused.map((refusal) => refusal && refusalText(refusal, "vi"))).size).toBe(1);
	expect(refused[0]?.code).toBe("application_refusal_incomplete");
});

test("of two accounts that declare one tax code the first to apply holds it until it withdraws, also at the same moment", async () => {
	const taxCode = makeTaxCode(88_001);
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	const businesses = [await makeBusiness(house.db, { taxCode }), await makeBusiness(house.db, { taxCode })];
	const drafts = await Promise.all(
		businesses.map((business) => makeDraft(house.db, { business, associationId, programmeId })),
	);
	const submit = (at: number) => {
		const draft = drafts[at];
		if (!draft) throw new Error("no such draft");
		const { owner, reference } = draft;
		return submitApplication(contextOf(house.db, owner), { reference, submissionId: randomUUID() });
	};
	const outcomes = await Promise.allSettled([submit(0), submit(1)]);
	const refused = outcomes.flatMap((outcome) =>
		outcome.status === "rejected" ? [asRefusal(outcome.reason)?.code] : [],
	);
	expect(refused).toEqual(["business_refusal_already_registered"]);
	const held = house.db
		.selectFrom("business")
		.select("id")
		.where("taxCode", "=", taxCode)
		.where("appliedAt", "is not", null);
	expect(await held.execute()).toHaveLength(1);

	const first = outcomes[0]?.status === "fulfilled" ? 0 : 1;
	const { owner, reference } = drafts[first] ?? { owner: businesses[0]?.owner as Actor, reference: "" };
	await withdrawApplication(contextOf(house.db, owner), { reference });
	expect(await held.execute()).toEqual([]);
	await submit(1 - first);
	expect(await held.execute()).toEqual([{ id: businesses[1 - first]?.id }]);
});

test("a branch whose owner is another account learns nothing of the other's year, and cannot apply", async () => {
	const taxCode = makeTaxCode(88_002);
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	const stranger = await makeBusiness(house.db, { taxCode: `${taxCode}-001` });
	const draft = await makeDraft(house.db, { business: stranger, associationId, programmeId });
	const business = await makeBusiness(house.db, { taxCode });
	await makeSubmitted(house.db, { business, associationId, programmeId });
	const page = await findDraftCase(house.db, stranger.owner, draft.reference, contextOf(house.db, stranger.owner).now);
	expect(page?.thisYear.inProgressElsewhere).toEqual([]);
	await expect(
		submitApplication(contextOf(house.db, stranger.owner), { reference: draft.reference, submissionId: randomUUID() }),
	).rejects.toMatchObject({ code: "business_refusal_already_registered" });
});
