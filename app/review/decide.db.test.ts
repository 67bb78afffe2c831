import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ceilingUsedAccount } from "#app/funding/accounts.ts";
import { reserve } from "#app/funding/bookings.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { decideAsRead as decide } from "#testing/as-read.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { basisOf, type MadeApplication, makeSubmittedApplication, takeUp } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { sellToItself } from "#testing/sell-to-itself.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { approvalOf } from "./approved-lines.server.ts";
import { casePage } from "./case/case-page.server.ts";
import type { DecisionInput } from "./decide.server.ts";
import { declareConflict } from "./declare-conflict.server.ts";
import { openRecommendation } from "./recommendation.server.ts";
import { takeUpCase } from "./take-up-case.server.ts";

let house: TestHouse;
let programmeId: string;
let associationId: string;
let reviewer: Actor;
let second: Actor;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId, "Lê Thị Kim Ngân");
	second = await makeStaff(house.db, "reviewer", associationId, "Trần Văn Phúc");
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ secondPersonAboveDong: "60000000" }),
	});
});
afterAll(() => house.close());

const allItems: [string, bigint][] = [
	["DX-CONSULT", 72_000_000n],
	["DX-SOLUTION", 118_000_000n],
];

const declare = (actor: Actor, { reference }: MadeApplication, hasConflict = false) =>
	declareConflict(contextOf(house.db, actor), { reference, hasConflict, note: "" });

const decideAs = (actor: Actor, { reference }: MadeApplication, input: Partial<DecisionInput> = {}) =>
	decide(contextOf(house.db, actor), {
		reference,
		decisionId: randomUUID(),
		kind: "approve",
		lines: [],
		reasons: "Đúng quy định.",
		...input,
	});

const refusal = async ({ reference }: MadeApplication): Promise<Partial<DecisionInput>> => ({
	kind: "reject",
	reasons: "Báo giá không ghi tên giải pháp, nên không đối chiếu được.",
	basis: await basisOf(house.db, reference),
});

const stateOf = async ({ id }: MadeApplication) =>
	(await house.db.selectFrom("application").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;

const linesOf = ({ id }: MadeApplication) =>
	house.db
		.selectFrom("costLine")
		.innerJoin("submission", "submission.id", "costLine.submissionId")
		.select(["costLine.id", "costLine.allowedDong"])
		.where("submission.applicationId", "=", id)
		.orderBy("submission.number", "desc")
		.orderBy("position")
		.execute();

const jobsOf = async ({ id }: MadeApplication) =>
	(
		await sql<{ name: string }>`select task.identifier as name from graphile_worker._private_jobs job
			join graphile_worker._private_tasks task on task.id = job.task_id
			where job.payload->>'applicationId' = ${id} order by job.id`.execute(house.db)
	).rows.map((row) => row.name);

async function inReview(prices?: [string, bigint][]): Promise<MadeApplication> {
	const application = await makeSubmittedApplication(house.db, { programmeId, associationId, prices });
	await takeUp(contextOf(house.db, reviewer), application.reference);
	await declare(second, application);
	await makeFindings(house.db, reviewer, application.reference);
	return application;
}

const balances = () => envelopeBalances(house.db, programmeId, associationId);

describe("approving", () => {
	let application: MadeApplication;
	beforeEach(async () => {
		application = await inReview();
	});

	test("reserves what the rules allow, in the envelope and under the ceiling", async () => {
		const before = await balances();
		await decideAs(reviewer, application);
		const after = await balances();
		expect(after.reservedDong - before.reservedDong).toBe(50_000_000n);
		expect(before.availableDong - after.availableDong).toBe(50_000_000n);
		const { taxCode } = application.business;
		const counter = ceilingUsedAccount({ taxCode, supportItemCode: "DX-SOLUTION", year: 2026 });
		expect(await balanceOf(house.db, counter)).toBe(50_000_000n);
		const row = await house.db
			.selectFrom("application")
			.select(["state", "approvedDong", "decidedAt"])
			.where("id", "=", application.id)
			.executeTakeFirstOrThrow();
		expect(row).toEqual({ state: "approved", approvedDong: 50_000_000n, decidedAt: new Date("2026-09-08T03:00:00Z") });
		expect(await jobsOf(application)).toContain("application.approved");
	});

	test("in part reserves what was granted, and says so", async () => {
		const before = await balances();
		const [line] = await linesOf(application);
		await decideAs(reviewer, application, {
			kind: "approve_in_part",
			lines: [{ costLineId: line?.id ?? "", approvedDong: 32_000_000n }],
		});
		expect((await balances()).reservedDong - before.reservedDong).toBe(32_000_000n);
		const decisions = await house.db
			.selectFrom("decision")
			.innerJoin("decisionLine", "decisionLine.decisionId", "decision.id")
			.select(["kind", "decision.approvedDong", "decisionLine.approvedDong as lineDong"])
			.where("applicationId", "=", application.id)
			.execute();
		expect(decisions).toEqual([{ kind: "approve_in_part", approvedDong: 32_000_000n, lineDong: 32_000_000n }]);
	});

	test("is taken once, however often the form is sent", async () => {
		const before = await balances();
		const decisionId = randomUUID();
		await Promise.all([1, 2, 3].map(() => decideAs(reviewer, application, { decisionId })));
		await decideAs(reviewer, application, { decisionId });
		expect((await balances()).reservedDong - before.reservedDong).toBe(50_000_000n);
		expect((await jobsOf(application)).filter((name) => name === "application.approved")).toHaveLength(1);
	});

	test("refuses more than the rules allow, at the line", async () => {
		const [line] = await linesOf(application);
		const lines = [{ costLineId: line?.id ?? "", approvedDong: 50_000_001n }];
		await expect(decideAs(reviewer, application, { kind: "approve_in_part", lines })).rejects.toMatchObject({
			code: "review_refusal_above_allowed",
			facts: { allowed: 50_000_000n },
			field: "lines.0.approved",
		});
	});

	test("refuses a line that the business sells to itself, also of a file from before the rule", async () => {
		await sellToItself(house.owner, application.id);
		const page = await casePage(house.db, reviewer, application.reference, now());
		expect(page).toMatchObject({
			changedSince: expect.arrayContaining([expect.objectContaining({ outcome: "fail" })]),
		});
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({ code: "review_refusal_own_provider" });
		expect(await stateOf(application)).toBe("in_review");
		await decideAs(reviewer, application, await refusal(application));
	});

	test("refuses nothing at all, and lines of another application", async () => {
		const [line] = await linesOf(application);
		const give = (costLineId: string, approvedDong: bigint) =>
			decideAs(reviewer, application, { kind: "approve_in_part", lines: [{ costLineId, approvedDong }] });
		await expect(give(line?.id ?? "", 0n)).rejects.toMatchObject({ code: "review_refusal_nothing_approved" });
		const [foreign] = await linesOf(await inReview());
		await expect(give(foreign?.id ?? "", 1n)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		await expect(decideAs(reviewer, application, { kind: "approve_in_part" })).rejects.toMatchObject({
			code: "house_refusal_moved_on",
		});
		expect(await stateOf(application)).toBe("in_review");
	});
});

describe("two reviewers at once", () => {
	test("one wins, the other is told who decided, and the money is reserved once", async () => {
		const application = await inReview();
		const before = await balances();
		const outcomes = await Promise.allSettled([decideAs(reviewer, application), decideAs(second, application)]);
		const winner = outcomes[0]?.status === "fulfilled" ? reviewer : second;
		const refusal = asRefusal(outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []))[0]);
		expect(outcomes.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(refusal && refusalText(refusal, "vi")).toContain(`đã được ${winner.name} quyết định lúc 10:00, 08/09/2026`);
		expect((await balances()).reservedDong - before.reservedDong).toBe(50_000_000n);
	});

	test("an approval of a page that did not show the recommendation does not confirm it", async () => {
		const application = await inReview(allItems);
		const outcomes = await Promise.allSettled([decideAs(reviewer, application), decideAs(second, application)]);
		expect(outcomes.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(await stateOf(application)).toBe("recommended");
	});
});

describe("above the programme's limit", () => {
	let application: MadeApplication;
	let recommendation: string;
	beforeEach(async () => {
		application = await inReview(allItems);
		await decideAs(reviewer, application, { reasons: "Giá phù hợp." });
		recommendation = (await openRecommendation(house.db, application.id))?.id ?? "";
	});

	test("a first approval books nothing and waits for a second person", async () => {
		const before = await balances();
		expect(await stateOf(application)).toBe("recommended");
		expect(await jobsOf(application)).toContain("application.recommended");
		expect(await jobsOf(application)).not.toContain("application.approved");
		await decideAs(second, application, { confirms: recommendation });
		expect(await stateOf(application)).toBe("approved");
		expect((await balances()).reservedDong - before.reservedDong).toBe(86_000_000n);
	});

	test("a confirmation without words of its own stands on the first person's reasons", async () => {
		await decideAs(second, application, { confirms: recommendation, reasons: "" });
		const approval = await approvalOf(house.db, application.id);
		expect(approval).toMatchObject({ kind: "approve", reasons: "Giá phù hợp.", decidedBy: second.personId });
	});

	test("the second person is never the first, for the code and for the database", async () => {
		await expect(decideAs(reviewer, application, { confirms: recommendation })).rejects.toMatchObject({
			code: "review_refusal_same_person",
			status: 403,
		});
		const raw = sql`insert into decision (id, application_id, submission_id, kind, reasons, approved_dong, decided_by,
			decided_by_name, decided_at, confirms) select gen_random_uuid(), application_id, submission_id, 'approve', '', 1,
			decided_by, '', now(), id from decision where id = ${recommendation}::uuid`;
		const error = await raw.execute(house.db).catch((reason: unknown) => reason);
		expect(asRefusal(error)?.code).toBe("review_refusal_same_person");
	});

	test.each(["declared", "joined"])("is not confirmed once the first person has a conflict: %s", async (how) => {
		const member = { businessId: application.business.id, personId: reviewer.personId, since: now() };
		if (how === "declared") await declare(reviewer, application, true);
		else await house.db.insertInto("businessMember").values(member).execute();
		const page = await casePage(house.db, second, application.reference, now());
		expect(page).toMatchObject({ turn: { turn: "second", firstTied: true } });
		await expect(decideAs(second, application, { confirms: recommendation })).rejects.toMatchObject({
			code: "review_refusal_first_conflict",
		});
		await decideAs(second, application, { kind: "return", confirms: recommendation });
		expect(await stateOf(application)).toBe("in_review");
	});

	test("it goes back with reasons, and can be recommended again", async () => {
		await expect(
			decideAs(second, application, { kind: "return", confirms: recommendation, reasons: "" }),
		).rejects.toMatchObject({ code: "review_refusal_reasons", field: "reasons" });
		await decideAs(second, application, { kind: "return", confirms: recommendation });
		expect(await stateOf(application)).toBe("in_review");
		expect(await openRecommendation(house.db, application.id)).toBeNull();
		await decideAs(second, application);
		const next = await openRecommendation(house.db, application.id);
		expect(next?.decidedBy).toBe(second.personId);
		await decideAs(reviewer, application, { confirms: next?.id });
		expect(await stateOf(application)).toBe("approved");
	});

	test("the second person confirms or returns, and does nothing else", async () => {
		const [line] = await linesOf(application);
		const lines = [{ costLineId: line?.id ?? "", approvedDong: 1n }];
		for (const kind of ["approve_in_part", "reject", "request_changes"] as const) {
			await expect(decideAs(second, application, { kind, lines, confirms: recommendation })).rejects.toMatchObject({
				code: "review_refusal_confirm_or_return",
			});
		}
	});
});

describe("against", () => {
	test.each([
		["reject", "rejected", "application.rejected"],
		["request_changes", "changes_requested", "application.changes-requested"],
	] as const)("%s needs reasons and books nothing", async (kind, state, job) => {
		const application = await inReview();
		const before = await balances();
		await expect(decideAs(reviewer, application, { kind, reasons: "" })).rejects.toMatchObject({
			code: "review_refusal_reasons",
		});
		await decideAs(reviewer, application, { ...(await refusal(application)), kind });
		expect(await stateOf(application)).toBe(state);
		expect(await jobsOf(application)).toContain(job);
		expect(await balances()).toEqual(before);
		await expect(decideAs(second, application)).rejects.toMatchObject({ code: "review_refusal_already_decided" });
	});

	test("a refusal says why in more than a few words, and names a basis that the file is judged by", async () => {
		const application = await inReview();
		const wrong: [Partial<DecisionInput>, string, string][] = [
			[{ reasons: "Hồ sơ không đạt." }, "review_refusal_reasons_short", "reasons"],
			[{ basis: undefined }, "review_refusal_basis", "basis"],
			[{ basis: "Luật của người xét, Điều 1" }, "review_refusal_basis", "basis"],
		];
		for (const [change, code, field] of wrong) {
			const input = { ...(await refusal(application)), ...change };
			await expect(decideAs(reviewer, application, input)).rejects.toMatchObject({ code, field });
		}
		expect(await stateOf(application)).toBe("in_review");
		await decideAs(reviewer, application, await refusal(application));
		const page = await casePage(house.db, reviewer, application.reference, now());
		expect(page).toMatchObject({
			decisions: [{ kind: "reject", basis: { vi: await basisOf(house.db, application.reference) } }],
		});
		const approved = await inReview();
		await decideAs(reviewer, approved);
		const without = sql`insert into decision select gen_random_uuid(), application_id, submission_id, 'reject', 'Không.', 0,
			decided_by, decided_by_name, decided_at, null, null from decision where application_id = ${approved.id}`;
		await expect(without.execute(house.owner)).rejects.toThrow("decision_refusal_has_basis");
	});

	test("decisions are never changed or removed", async () => {
		const changes = [
			sql`update decision set reasons = 'other'`,
			sql`delete from decision`,
			sql`delete from decision_line`,
		];
		for (const change of changes) await expect(change.execute(house.owner)).rejects.toThrow(/never changed/);
	});
});

describe("the money", () => {
	test("an envelope with too little left refuses, and nothing is decided", async () => {
		const poor = await makeAssociation(house.db);
		const programme = await makeProgramme({ envelopes: { [poor]: 49_999_999n } });
		const actor = await makeStaff(house.db, "reviewer", poor);
		const application = await makeSubmittedApplication(house.db, { programmeId: programme, associationId: poor });
		await takeUp(contextOf(house.db, actor), application.reference);
		await makeFindings(house.db, actor, application.reference);
		await expect(decideAs(actor, application)).rejects.toMatchObject({
			code: "programme_refusal_envelope",
			facts: { left: 49_999_999n, asked: 50_000_000n },
		});
		expect(await stateOf(application)).toBe("in_review");
		const [line] = await linesOf(application);
		const lines = [{ costLineId: line?.id ?? "", approvedDong: 49_999_999n }];
		await decideAs(actor, application, { kind: "approve_in_part", lines });
		expect(await stateOf(application)).toBe("approved");
	});

	test("a yearly ceiling used meanwhile through another association refuses", async () => {
		const other = await makeAssociation(house.db);
		const otherProgramme = await makeProgramme({ envelopes: { [other]: 1_000_000_000n } });
		const application = await inReview();
		const { taxCode } = application.business;
		const elsewhere = { id: randomUUID(), programmeId: otherProgramme, associationId: other, taxCode, year: 2026 };
		const line = { supportItemCode: "DX-SOLUTION", amountDong: 10_000_000n, ceilingDong: 50_000_000n };
		await inTransaction(house.db, (trx) =>
			reserve(trx, contextOf(house.db, reviewer), { application: elsewhere, lines: [line], key: randomUUID() }),
		);
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "programme_refusal_ceiling",
			facts: { used: 10_000_000n, ceiling: 50_000_000n, year: 2026 },
		});
		expect(await stateOf(application)).toBe("in_review");
	});

	test("what was used before the application was submitted is taken off what can be approved", async () => {
		const business = await makeBusiness(house.db);
		const spend = async (priceDong: bigint) => {
			const prices: [string, bigint][] = [["DX-SOLUTION", priceDong]];
			const application = await makeSubmittedApplication(house.db, { programmeId, associationId, business, prices });
			await takeUp(contextOf(house.db, reviewer), application.reference);
			await makeFindings(house.db, reviewer, application.reference);
			const before = await balances();
			await decideAs(reviewer, application);
			return (await balances()).reservedDong - before.reservedDong;
		};
		expect(await spend(60_000_000n)).toBe(30_000_000n);
		expect(await spend(118_000_000n)).toBe(20_000_000n);
	});
});

describe("who may", () => {
	test("nobody decides before they declared to have no conflict of interest", async () => {
		const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "review_refusal_not_declared",
			status: 403,
		});
	});

	test("a declared conflict locks the file for that person for good, and for nobody else", async () => {
		const application = await inReview();
		await declare(reviewer, application, true);
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "review_refusal_conflict",
			status: 403,
		});
		await expect(declare(reviewer, application)).rejects.toMatchObject({ code: "review_refusal_conflict" });
		await decideAs(second, application);
	});

	test("nobody decides on a business that they belong to", async () => {
		const application = await inReview();
		await house.db
			.insertInto("businessMember")
			.values({ businessId: application.business.id, personId: reviewer.personId, since: now() })
			.execute();
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "review_refusal_conflict",
			status: 403,
		});
	});

	test.each(["a branch", "a provider"])("nobody decides where they belong to %s", async (of) => {
		const application = await inReview();
		const [line] = await house.db
			.selectFrom("costLine")
			.innerJoin("application", "application.submissionId", "costLine.submissionId")
			.select("providerTaxCode")
			.where("application.id", "=", application.id)
			.execute();
		const tied = await makeStaff(house.db, "reviewer", associationId);
		await declare(tied, application);
		const digits = of === "a branch" ? application.business.taxCode : (line?.providerTaxCode ?? "");
		const own = await makeBusiness(house.db, { owner: tied });
		// As it was declared before anybody applied under the tax code.
		const declared = { taxCode: digits.slice(0, 10), branch: "007" };
		await house.db.updateTable("business").set(declared).where("id", "=", own.id).execute();
		expect(await isTied(house.db, tied.personId, application.id)).toBe(true);
		expect(await isTied(house.db, second.personId, application.id)).toBe(false);
		await expect(decideAs(tied, application)).rejects.toMatchObject({ code: "review_refusal_conflict" });
	});

	test("another association's file is not there", async () => {
		const application = await inReview();
		const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
		for (const act of [decideAs, declare]) {
			const error = await act(elsewhere, application).catch((reason: unknown) => reason);
			expect(error).toBeInstanceOf(NotFound);
			expect((error as NotFound).status).toBe(404);
		}
	});

	test("who sees the file without reviewing it does not decide", async () => {
		const application = await inReview();
		const manager = await makeStaff(house.db, "association_manager", associationId);
		const officer = await makeStaff(house.db, "programme_officer");
		for (const actor of [manager, officer, application.owner, { ...reviewer, secondFactor: false }]) {
			const error = await decideAs(actor, application).catch((reason: unknown) => reason);
			if (error instanceof NotFound) expect(error.status).toBe(404);
			else expect(error).toMatchObject({ code: "house_refusal_not_yours", status: 403 });
		}
		expect(await stateOf(application)).toBe("in_review");
	});
});

describe("a new file", () => {
	const takeUpAs = (actor: Actor, { reference }: MadeApplication) =>
		takeUpCase(contextOf(house.db, actor), { reference });
	const takenUpBy = async ({ id }: MadeApplication) =>
		(
			await house.db
				.selectFrom("applicationEvent")
				.select("actorId")
				.where("applicationId", "=", id)
				.where("what", "=", "taken-up")
				.execute()
		).map(({ actorId }) => actorId);

	test("is read after the declaration without being taken, and decided only once it is", async () => {
		const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
		await expect(takeUpAs(reviewer, application)).rejects.toMatchObject({ code: "review_refusal_not_declared" });
		await declare(reviewer, application);
		const page = await casePage(house.db, reviewer, application.reference, now());
		expect(page).toMatchObject({ access: "open", state: "submitted", turn: { turn: "take-up" } });
		expect([await stateOf(application), await takenUpBy(application)]).toEqual(["submitted", []]);
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({ code: "review_refusal_not_taken_up" });
		await takeUpAs(reviewer, application);
		expect([await stateOf(application), await takenUpBy(application)]).toEqual(["in_review", [reviewer.personId]]);
		await makeFindings(house.db, reviewer, application.reference);
		await decideAs(reviewer, application);
		await expect(takeUpAs(reviewer, application)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
	});

	test("is taken up once by several at the same moment, and not by who is tied to it", async () => {
		const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
		const tied = await makeStaff(house.db, "reviewer", associationId);
		await declare(tied, application, true);
		await expect(takeUpAs(tied, application)).rejects.toMatchObject({ code: "review_refusal_conflict", status: 403 });
		await Promise.all([declare(reviewer, application), declare(second, application), declare(reviewer, application)]);
		await Promise.all([
			takeUpAs(reviewer, application),
			takeUpAs(second, application),
			takeUpAs(reviewer, application),
		]);
		expect(await stateOf(application)).toBe("in_review");
		expect(await takenUpBy(application)).toHaveLength(1);
	});
});
