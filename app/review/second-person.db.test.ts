import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { thaw } from "#app/application/frozen-json.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { decideAsRead as decide } from "#testing/as-read.ts";
import { type MadeBusiness, makeBusiness } from "#testing/make-business.ts";
import { makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { type MadeApplication, makeSubmittedApplication, takeUp } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { casePage } from "./case/case-page.server.ts";
import type { DecisionInput } from "./decide.server.ts";
import { declareConflict } from "./declare-conflict.server.ts";
import { openRecommendation } from "./recommendation.server.ts";
import type { Draw } from "./second-person.server.ts";
import { approvedAlone, secondPersonFor } from "./second-person.server.ts";

const MILLION = 1_000_000n;
const LIMIT_DONG = 60n * MILLION;

let house: TestHouse;
let associationId: string;
let reviewer: Actor;
let second: Actor;
let programmeId: string;
/** Of which one in two is drawn. */
let drawing: string;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId, "Lê Thị Kim Ngân");
	second = await makeStaff(house.db, "reviewer", associationId, "Trần Văn Phúc");
	const envelopes = { [associationId]: 4_000n * MILLION };
	const limit = { secondPersonAboveDong: String(LIMIT_DONG) };
	programmeId = await makeProgramme({ envelopes, rules: rulesWith(limit) });
	drawing = await makeProgramme({ envelopes, rules: rulesWith({ ...limit, secondPersonSampleOneIn: 2 }) });
});
afterAll(() => house.close());

/** Taken up and judged by the first reviewer, open to the second: of half of the price the rules allow up to 50 or 100 million. */
async function inReview(business: MadeBusiness, item: string, millions: bigint, programme = programmeId) {
	const prices: [string, bigint][] = [[item, 2n * millions * MILLION]];
	const application = await makeSubmittedApplication(house.db, {
		programmeId: programme,
		associationId,
		business,
		prices,
	});
	await takeUp(contextOf(house.db, reviewer), application.reference);
	await declareConflict(contextOf(house.db, second), { ...application, hasConflict: false, note: "" });
	await makeFindings(house.db, reviewer, application.reference);
	return application;
}

const decideAs = (
	actor: Actor,
	{ reference }: MadeApplication,
	input: Partial<DecisionInput> & { draw?: Draw } = {},
) => {
	const { draw, ...said } = input;
	const approval = {
		decisionId: randomUUID(),
		kind: "approve" as const,
		lines: [],
		reasons: "Đúng quy định.",
	} satisfies Partial<DecisionInput>;
	return decide(contextOf(house.db, actor), { reference, ...approval, ...said }, draw);
};

const answer = async (actor: Actor, application: MadeApplication, kind: "approve" | "return") =>
	decideAs(actor, application, { kind, confirms: (await openRecommendation(house.db, application.id))?.id });

/** Its state, and why a second person was asked for last. */
async function outcomeOf({ id }: MadeApplication) {
	const { state } = await house.db
		.selectFrom("application")
		.select("state")
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	const last = await house.db
		.selectFrom("decision")
		.select("secondPerson")
		.where("applicationId", "=", id)
		.where("kind", "=", "recommend")
		.orderBy("decidedAt", "desc")
		.limit(1)
		.executeTakeFirst();
	return { state, second: thaw(last?.secondPerson ?? null) };
}

const pageFor = async (actor: Actor, { reference }: MadeApplication) => {
	const page = await casePage(house.db, actor, reference, now());
	if (page?.access !== "open") throw new Error(`${reference} is not open to ${actor.name}`);
	return page;
};

describe("with what the same person approved alone for the business", () => {
	test("is above the limit: a second person confirms, and everybody reads why", async () => {
		const business = await makeBusiness(house.db);
		const earlier = await inReview(business, "DX-SOLUTION", 40n);
		await decideAs(reviewer, earlier);
		const application = await inReview(business, "IP-CONSULT", 20n);
		const counted = { reference: earlier.reference, approvedDong: 40n * MILLION };
		expect((await pageFor(reviewer, application)).approvedAlone).toEqual([counted]);
		expect((await pageFor(second, application)).approvedAlone).toEqual([]);
		await decideAs(reviewer, application);
		expect(await outcomeOf(application), "at the limit one is enough").toEqual({ state: "approved", second: null });

		const next = await inReview(business, "TECH-TRANSFER", 1n);
		await decideAs(reviewer, next);
		const why = {
			because: "sum",
			limitDong: LIMIT_DONG,
			earlierDong: 60n * MILLION,
			earlier: [earlier.reference, application.reference],
		};
		expect(await outcomeOf(next)).toEqual({ state: "recommended", second: why });
		const page = await pageFor(second, next);
		expect(page.decisions[0]).toMatchObject({ kind: "recommend", secondPerson: why });
		const facts = {
			secondPerson: "sum",
			limitDong: LIMIT_DONG,
			earlierDong: 60n * MILLION,
			earlier: `${earlier.reference}, ${application.reference}`,
		};
		expect(page.events[0]?.facts).toMatchObject(facts);
		const line = await house.db
			.selectFrom("auditEntry")
			.select("facts")
			.where("action", "=", "application.recommended")
			.where("subjectId", "=", next.id)
			.executeTakeFirstOrThrow();
		expect(thaw(line.facts)).toMatchObject(facts);

		await answer(second, next, "approve");
		expect((await outcomeOf(next)).state).toBe("approved");
		const who = { businessId: business.id, now: now() };
		const alone = await approvedAlone(house.db, { personId: reviewer.personId, ...who });
		expect(alone.map(({ reference }) => reference)).toEqual([earlier.reference, application.reference]);
		expect(await approvedAlone(house.db, { personId: second.personId, ...who })).toEqual([]);
	});

	test("counts twelve months and all branches, and nothing that came to nothing or is another's", async () => {
		const whole = await makeBusiness(house.db);
		const branch = await makeBusiness(house.db, { taxCode: `${whole.taxCode}-001` });
		const application = await inReview(whole, "DX-SOLUTION", 40n);
		await decideAs(reviewer, application);
		const aloneOn = async (day: string, personId = reviewer.personId, businessId = branch.id) => {
			const asked = { personId, businessId, now: new Date(`${day}T03:00:00Z`) };
			return (await approvedAlone(house.db, asked)).map(({ approvedDong }) => approvedDong);
		};
		expect(await aloneOn("2026-09-08")).toEqual([40n * MILLION]);
		expect(await aloneOn("2027-09-08")).toEqual([40n * MILLION]);
		expect(await aloneOn("2027-09-09")).toEqual([]);
		expect(await aloneOn("2026-09-08", second.personId)).toEqual([]);
		expect(await aloneOn("2026-09-08", reviewer.personId, (await makeBusiness(house.db)).id)).toEqual([]);
		for (const [state, counted] of [
			["agreed", 1],
			["completed", 1],
			["lapsed", 0],
			["cancelled", 0],
		] as const) {
			// As if it had gone all that way.
			await house.owner.transaction().execute(async (trx) => {
				await sql`set local session_replication_role = replica`.execute(trx);
				await trx.updateTable("application").set({ state }).where("id", "=", application.id).execute();
			});
			expect(await aloneOn("2026-09-08"), state).toHaveLength(counted);
		}
	});

	test("decided at once, files of one business do not pass alone together", async () => {
		const items = ["DX-CONSULT", "DX-SOLUTION", "IP-CONSULT", "TECH-TRANSFER"];
		for (let round = 0; round < 3; round++) {
			const business = await makeBusiness(house.db);
			const files: MadeApplication[] = [];
			// Each fits alone, two together do not.
			for (const item of items) files.push(await inReview(business, item, 31n + BigInt(round) * 9n));
			await Promise.all(files.map((file) => decideAs(reviewer, file)));
			const states = await Promise.all(files.map(outcomeOf));
			expect(states.map(({ state }) => state).sort()).toEqual([
				"approved",
				"recommended",
				"recommended",
				"recommended",
			]);
			expect(states.filter(({ state }) => state === "recommended")).toMatchObject(
				Array.from({ length: 3 }, () => ({ second: { because: "sum", earlier: [expect.any(String)] } })),
			);
		}
	});
});

describe("by sample", () => {
	const drawn = { draw: () => true };
	const notDrawn = { draw: () => false };
	let business: MadeBusiness;
	let application: MadeApplication;
	beforeEach(async () => {
		business = await makeBusiness(house.db);
		application = await inReview(business, "DX-SOLUTION", 10n, drawing);
	});

	test("one that is drawn waits for a second person, and one that is not does not", async () => {
		const other = await inReview(await makeBusiness(house.db), "DX-SOLUTION", 10n, drawing);
		await decideAs(reviewer, application, drawn);
		await decideAs(reviewer, other, notDrawn);
		expect(await outcomeOf(application)).toEqual({ state: "recommended", second: { because: "sample", oneIn: 2 } });
		expect(await outcomeOf(other)).toEqual({ state: "approved", second: null });
		await answer(second, application, "approve");
		expect((await outcomeOf(application)).state).toBe("approved");
	});

	test("stays drawn, returned and decided by either, and submitted anew", async () => {
		await decideAs(reviewer, application, drawn);
		await answer(second, application, "return");
		await decideAs(second, application, notDrawn);
		expect((await outcomeOf(application)).state).toBe("recommended");
		await answer(reviewer, application, "return");
		await decideAs(reviewer, application, { kind: "request_changes" });
		const { reference, owner } = application;
		await submitApplication(contextOf(house.db, owner), { reference, submissionId: randomUUID() });
		await makeFindings(house.db, reviewer, reference);
		await decideAs(reviewer, application, notDrawn);
		expect(await outcomeOf(application)).toMatchObject({ state: "recommended", second: { because: "sample" } });
	});

	test("an attempt that is refused tells nothing: the next one is drawn anew", async () => {
		const poor = await makeProgramme({
			envelopes: { [associationId]: 5n * MILLION },
			rules: rulesWith({ secondPersonSampleOneIn: 2 }),
		});
		const tried = await inReview(await makeBusiness(house.db), "DX-SOLUTION", 10n, poor);
		await expect(decideAs(reviewer, tried, notDrawn)).rejects.toMatchObject({ code: "programme_refusal_envelope" });
		await decideAs(reviewer, tried, drawn);
		expect((await outcomeOf(tried)).state).toBe("recommended");
	});

	test("nothing is drawn where the amount asks for a second person anyway, or the programme draws none", async () => {
		const never = () => {
			throw new Error("drawn");
		};
		const large = await inReview(business, "IP-CONSULT", 61n, drawing);
		await decideAs(reviewer, large, { draw: never });
		expect(await outcomeOf(large)).toEqual({
			state: "recommended",
			second: { because: "amount", limitDong: LIMIT_DONG },
		});
		const usual = await inReview(await makeBusiness(house.db), "DX-SOLUTION", 10n);
		await decideAs(reviewer, usual, { draw: never });
		expect((await outcomeOf(usual)).state).toBe("approved");
	});

	test("without a draw of its own it falls either way", async () => {
		const settings = { secondPersonAboveDong: LIMIT_DONG, secondPersonSampleOneIn: 2 };
		const found = await inTransaction(house.db, async (trx) => {
			const row = await trx
				.selectFrom("application")
				.selectAll()
				.where("id", "=", application.id)
				.executeTakeFirstOrThrow();
			const approval = { application: row, totalDong: MILLION, settings } as Parameters<typeof secondPersonFor>[2];
			const reasons: unknown[] = [];
			for (let each = 0; each < 40; each++) {
				reasons.push((await secondPersonFor(trx, contextOf(house.db, reviewer), approval))?.because);
			}
			return new Set(reasons);
		});
		expect(found).toEqual(new Set(["sample", undefined]));
	});
});

test("a recommendation without its reason, and a reason without a recommendation, are refused by the database", async () => {
	const application = await inReview(await makeBusiness(house.db), "DX-SOLUTION", 10n);
	const insert = (db: Database, kind: string, why: string | null) =>
		sql`insert into decision (id, application_id, submission_id, kind, reasons, approved_dong, decided_by, decided_by_name,
			decided_at, second_person) select gen_random_uuid(), id, submission_id, ${kind}, '', 1, ${reviewer.personId}, '', submitted_at,
			${why}::jsonb from application where id = ${application.id}`.execute(db);
	await expect(insert(house.owner, "recommend", null)).rejects.toThrow("decision_recommendation_says_why");
	await expect(insert(house.owner, "approve", '{"because":"sum"}')).rejects.toThrow("decision_recommendation_says_why");
	await expect(insert(house.owner, "recommend", '{"because":"mood"}')).rejects.toThrow("decision_second_person_check");
});
