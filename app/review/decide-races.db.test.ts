import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ceilingUsedAccount } from "#app/funding/accounts.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { decideAsRead as decide } from "#testing/as-read.ts";
import { type MadeBusiness, makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubsidy } from "#testing/make-subsidy.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { declareConflict } from "./declare-conflict.server.ts";

/* What the budget and the yearly ceiling are worth when everybody decides at the same moment. */

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

type InReview = { reference: string; reviewer: Actor };

/** With a reviewer who has declared no conflict: one press away from approval, of half of what it costs. */
async function inReview(
	business: MadeBusiness,
	where: { programmeId: string; associationId: string; reviewer: Actor },
	totalDong: bigint,
): Promise<InReview> {
	const { reviewer, ...place } = where;
	const { reference } = await makeSubsidy(house.db, { ...place, business, state: "in_review", totalDong });
	await declareConflict(contextOf(house.db, reviewer), { reference, hasConflict: false, note: "" });
	return { reference, reviewer };
}

/** All at once; the sentences that those who were refused read, and how often each. */
async function approveAll(cases: readonly InReview[]) {
	const outcomes = await Promise.allSettled(
		cases.map(({ reference, reviewer }) =>
			decide(contextOf(house.db, reviewer), {
				reference,
				decisionId: randomUUID(),
				kind: "approve",
				lines: [],
				reasons: "Đúng quy định.",
			}),
		),
	);
	const sentences = outcomes.flatMap((outcome) => {
		if (outcome.status === "fulfilled") return [];
		const refusal = asRefusal(outcome.reason);
		return [refusal ? refusalText(refusal, "vi") : String(outcome.reason)];
	});
	return { approved: outcomes.length - sentences.length, sentences };
}

const approvedOf = async (cases: readonly InReview[]) =>
	await house.db
		.selectFrom("application")
		.select(["state", (eb) => eb.fn.countAll<bigint>().as("count")])
		.where(
			"reference",
			"in",
			cases.map(({ reference }) => reference),
		)
		.groupBy("state")
		.orderBy("state")
		.execute();

test("of 200 approvals at once an envelope that fits 50 takes exactly 50, and tells the others why", async () => {
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 50n * 5_000_000n } });
	const reviewers = await Promise.all([1, 2, 3, 4].map(() => makeStaff(house.db, "reviewer", associationId)));
	const cases: InReview[] = [];
	for (let each = 0; each < 20; each++) {
		const business = await makeBusiness(house.db);
		for (let one = 0; one < 10; one++) {
			const reviewer = reviewers[one % reviewers.length] as Actor;
			cases.push(await inReview(business, { programmeId, associationId, reviewer }, 10_000_000n));
		}
	}
	const { approved, sentences } = await approveAll(cases);
	expect(approved).toBe(50);
	expect(new Set(sentences)).toEqual(
		new Set([
			"Hạn mức của Hội còn 0\u00a0đ, không đủ cho 5.000.000\u00a0đ. Hãy duyệt một phần, hoặc nhờ quản lý Hội đề nghị Thành phố điều chỉnh hạn mức.",
		]),
	);
	expect(await envelopeBalances(house.db, programmeId, associationId)).toMatchObject({
		availableDong: 0n,
		reservedDong: 250_000_000n,
	});
	expect(await approvedOf(cases)).toEqual([
		{ state: "approved", count: 50n },
		{ state: "in_review", count: 150n },
	]);
});

test("of 50 approvals at once for one business, through ten associations, its yearly ceiling takes exactly 10", async () => {
	const business = await makeBusiness(house.db);
	const cases: InReview[] = [];
	for (let each = 0; each < 10; each++) {
		const associationId = await makeAssociation(house.db);
		const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
		const reviewer = await makeStaff(house.db, "reviewer", associationId);
		for (let one = 0; one < 5; one++) {
			cases.push(await inReview(business, { programmeId, associationId, reviewer }, 10_000_000n));
		}
	}
	const { approved, sentences } = await approveAll(cases);
	expect(approved).toBe(10);
	expect(new Set(sentences).size).toBe(1);
	expect(sentences[0]).toContain("50.000.000\u00a0đ");
	const counter = ceilingUsedAccount({ taxCode: business.taxCode, supportItemCode: "DX-SOLUTION", year: 2026 });
	expect(await balanceOf(house.db, counter)).toBe(50_000_000n);
});
