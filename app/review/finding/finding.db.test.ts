import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { submitApplication } from "#app/application/submit-application.server.ts";
import type { Actor } from "#app/house/access.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { decideAsRead as decide } from "#testing/as-read.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { conditionsToJudge, makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { basisOf, type MadeApplication, makeSubmittedApplication, takeUp } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { casePage } from "../case/case-page.server.ts";
import type { DecisionInput } from "../decide.server.ts";
import { declareConflict } from "../declare-conflict.server.ts";
import { recordFinding } from "./record-finding.server.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
let reviewer: Actor;
let second: Actor;

beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId, "Lê Thị Kim Ngân");
	second = await makeStaff(house.db, "reviewer", associationId, "Trần Văn Phúc");
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ secondPersonAboveDong: "60000000" }),
	});
});

const both: [string, bigint][] = [
	["DX-CONSULT", 72_000_000n],
	["DX-SOLUTION", 118_000_000n],
];

async function inReview(wishes: Partial<Parameters<typeof makeSubmittedApplication>[1]> = {}) {
	const application = await makeSubmittedApplication(house.db, { programmeId, associationId, ...wishes });
	const { reference } = application;
	await takeUp(contextOf(house.db, reviewer), reference);
	await declareConflict(contextOf(house.db, second), { reference, hasConflict: false, note: "" });
	return application;
}

const judged = ({ reference }: MadeApplication) => conditionsToJudge(house.db, reviewer, reference);
const find = (
	{ reference }: MadeApplication,
	condition: string,
	change: Partial<Parameters<typeof recordFinding>[1]> = {},
	actor = reviewer,
) =>
	recordFinding(contextOf(house.db, actor), {
		reference,
		findingId: randomUUID(),
		condition,
		result: "met",
		lookedAt: "vamsong.example/cong-bo",
		lookedOn: "2026-09-08",
		...change,
	});
const decideAs = (actor: Actor, { reference }: MadeApplication, input: Partial<DecisionInput> = {}) =>
	decide(contextOf(house.db, actor), {
		reference,
		decisionId: randomUUID(),
		kind: "approve",
		lines: [],
		reasons: "Đúng quy định.",
		...input,
	});
const grants = async (application: MadeApplication, ...approvedDong: bigint[]) => {
	const page = await casePage(house.db, reviewer, application.reference, contextOf(house.db, reviewer).now);
	if (page?.access !== "open") throw new Error("not open");
	return page.submitted.lines.map(({ id }, at) => ({ costLineId: id, approvedDong: approvedDong[at] ?? 0n }));
};

describe("a condition that no machine can check", () => {
	test("is never passed over: no approval without a finding, by one person or two", async () => {
		const application = await inReview({ prices: both });
		const conditions = await judged(application);
		expect(conditions.map((each) => each.kind === "rule" && each.outcome.rule)).toEqual([
			"adviser-network",
			"solution-published",
		]);
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "review_refusal_conditions_open",
			facts: { count: 2, condition: "Tư vấn viên thuộc mạng lưới" },
		});
		await find(application, conditions[0]?.id ?? "");
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "review_refusal_conditions_open",
			facts: { count: 1, condition: "Giải pháp đã được công bố" },
		});
		// What is granted nothing needs no finding.
		await decideAs(reviewer, application, {
			kind: "approve_in_part",
			lines: await grants(application, 36_000_000n, 0n),
		});
	});

	test("shows who found what and when, stands in audit log and timeline, and is kept with the decision", async () => {
		const application = await inReview();
		const [condition] = await judged(application);
		const findingId = randomUUID();
		await Promise.all([1, 2].map(() => find(application, condition?.id ?? "", { findingId })));
		const seen = await conditionsToJudge(house.db, second, application.reference);
		expect(seen[0]?.finding).toMatchObject({
			...{ id: findingId, result: "met", byName: "Lê Thị Kim Ngân" },
			...{ lookedAt: "vamsong.example/cong-bo", lookedOn: "2026-09-08" },
		});
		const { facts } = await house.db
			.selectFrom("auditEntry")
			.select("facts")
			.where("action", "=", "review.finding-recorded")
			.where("subjectId", "=", application.id)
			.executeTakeFirstOrThrow();
		expect(facts).toMatchObject({ condition: "solution-published", result: "met", lookedOn: "2026-09-08" });
		const events = await house.db
			.selectFrom("applicationEvent")
			.select("what")
			.where("applicationId", "=", application.id)
			.where("what", "=", "condition-checked")
			.execute();
		expect(events).toHaveLength(1);
		const decisionId = randomUUID();
		await decideAs(reviewer, application, { decisionId });
		const kept = () =>
			house.db.selectFrom("decisionFinding").selectAll().where("decisionId", "=", decisionId).execute();
		expect(await kept()).toEqual([{ decisionId, findingId }]);
		for (const change of [
			house.owner.deleteFrom("decisionFinding").where("decisionId", "=", decisionId),
			house.owner.updateTable("finding").set({ result: "not-met" }).where("id", "=", findingId),
		]) {
			await expect(change.execute()).rejects.toMatchObject({ code: "23001" });
		}
	});

	test("that is not met is refused, or left out; one that the business is asked about waits for it", async () => {
		const application = await inReview({ prices: both });
		const [adviser, solution] = await judged(application);
		await find(application, adviser?.id ?? "", { result: "not-met" });
		await find(application, solution?.id ?? "", { result: "ask" });
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({
			code: "review_refusal_condition_not_met",
			facts: { condition: "Tư vấn viên thuộc mạng lưới" },
		});
		const lines = await grants(application, 0n, 50_000_000n);
		await expect(decideAs(reviewer, application, { kind: "approve_in_part", lines })).rejects.toMatchObject({
			code: "review_refusal_condition_asked",
		});
		await decideAs(reviewer, application, { kind: "request_changes" });
		await submitApplication(contextOf(house.db, application.owner), {
			reference: application.reference,
			submissionId: randomUUID(),
		});
		// Nothing of it has changed, which the page says, so what was found still stands.
		const again = await casePage(house.db, reviewer, application.reference, contextOf(house.db, reviewer).now);
		expect(again).toMatchObject({ since: { changes: [], messages: 0 } });
		expect((await judged(application)).map(({ finding }) => finding?.result)).toEqual(["not-met", "ask"]);
		await find(application, solution?.id ?? "");
		await decideAs(reviewer, application, {
			kind: "approve_in_part",
			lines: await grants(application, 0n, 50_000_000n),
		});
	});

	test("binds the second person too", async () => {
		const application = await inReview({ prices: both });
		await makeFindings(house.db, reviewer, application.reference);
		const decisionId = randomUUID();
		await decideAs(reviewer, application, { decisionId });
		const [adviser] = await judged(application);
		await find(application, adviser?.id ?? "", { result: "not-met" }, second);
		await expect(decideAs(second, application, { confirms: decisionId })).rejects.toMatchObject({
			code: "review_refusal_condition_not_met",
		});
	});

	test("is written down by who may decide, of this file, on a day that has been", async () => {
		const application = await inReview();
		const [condition] = await judged(application);
		const id = condition?.id ?? "";
		await expect(find(application, id, { lookedOn: "2999-01-01" })).rejects.toMatchObject({ field: "lookedOn" });
		await expect(find(application, "0".repeat(64))).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		const undeclared = await makeStaff(house.db, "reviewer", associationId);
		await expect(find(application, id, {}, undeclared)).rejects.toMatchObject({ code: "review_refusal_not_declared" });
		const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
		await expect(find(application, id, {}, elsewhere)).rejects.toBeInstanceOf(NotFound);
		await decideAs(reviewer, application, {
			kind: "reject",
			reasons: "Giải pháp trong hồ sơ chưa được công bố ở nơi nào.",
			basis: await basisOf(house.db, application.reference),
		});
		await expect(find(application, id)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
	});
});

describe("ties between business and provider", () => {
	const tiesOf = async (application: MadeApplication) =>
		(await judged(application)).flatMap((each) => (each.kind === "tie" ? [each.tie] : []));

	test("of people that both belong to have to be judged before approval", async () => {
		const name = "Đỗ Văn Dừa";
		const business = await makeBusiness(house.db, { owner: await makePerson(house.db, name) });
		const seller = await makeBusiness(house.db, { owner: await makePerson(house.db, name) });
		const provider = { providerName: seller.legalName, providerTaxCode: `${seller.taxCode}-001` };
		const application = await inReview({ business, provider });
		// A stranger who only declares a provider's tax code says nothing of it.
		expect(await tiesOf(application)).toEqual([]);
		// Nor does one who submits under it, or whom a reviewer only reads.
		const sold = await inReview({ business: seller });
		expect(await tiesOf(application)).toEqual([]);
		await makeFindings(house.db, reviewer, sold.reference);
		await decideAs(reviewer, sold);
		// Made by one hand, both have the street, the mail domain and the end of an account too.
		expect((await tiesOf(application)).map(({ code }) => code)).toEqual([
			"same-account",
			"same-person",
			"same-address",
			"same-email-domain",
		]);
		const rules = (await judged(application)).filter(({ kind }) => kind === "rule");
		for (const { id } of rules) await find(application, id);
		await expect(decideAs(reviewer, application)).rejects.toMatchObject({ code: "review_refusal_conditions_open" });
		await makeFindings(house.db, reviewer, application.reference);
		await decideAs(reviewer, application);
		const events = await house.db
			.selectFrom("applicationEvent")
			.select("what")
			.where("applicationId", "=", application.id)
			.where("what", "=", "condition-checked")
			.execute();
		// The business reads its timeline: what was looked at behind its back is not in it.
		expect(events).toHaveLength(rules.length);
	});

	test("of many files of one provider are counted for this association only, and of 90 days", async () => {
		const provider = { providerName: "Công ty TNHH Bên Bán", providerTaxCode: makeTaxCode(501) };
		const first = await inReview({ provider });
		await inReview();
		expect(await tiesOf(first)).toEqual([]);
		const others = [await inReview({ provider }), await inReview({ provider })];
		const counted = { code: "many-files", files: { ofProvider: 3, ofAssociation: 4 } };
		for (const application of [first, ...others]) {
			expect(await tiesOf(application)).toContainEqual(expect.objectContaining(counted));
		}
	});
});

describe("the price of a line", () => {
	const pageOf = async ({ reference }: MadeApplication) => {
		const page = await casePage(house.db, reviewer, reference, contextOf(house.db, reviewer).now);
		if (page?.access !== "open") throw new Error("not open");
		return page;
	};

	test("is held against like files of others from ten on, and asks for a reason where it is far above", async () => {
		// Of a size class that no other test here uses: the figures are over all associations.
		const medium = () => makeBusiness(house.db, { employees: 150, revenueDong: 200_000_000_000n });
		const price = (priceDong: bigint): [string, bigint][] => [["DX-SOLUTION", priceDong]];
		const dear = await inReview({ business: await medium(), prices: price(300_000_000n) });
		const approved = async (priceDong: bigint) => {
			const application = await inReview({ business: await medium(), prices: price(priceDong) });
			await makeFindings(house.db, reviewer, application.reference);
			await decideAs(reviewer, application);
		};
		for (let each = 1n; each <= 9n; each++) await approved(each * 10_000_000n);
		// What nobody has approved moves nothing, however many lines it has.
		for (let each = 1n; each <= 3n; each++) await inReview({ business: await medium(), prices: price(10_000n * each) });
		const priceIn = async (application: MadeApplication) => Object.values((await pageOf(application)).prices)[0];
		expect(await priceIn(dear)).toEqual({ priceDong: 300_000_000n, like: null });
		expect((await judged(dear)).some(({ kind }) => kind === "price")).toBe(false);
		await approved(95_000_000n);
		expect(await priceIn(dear)).toEqual({
			priceDong: 300_000_000n,
			like: { files: 10, lowDong: 30_000_000n, medianDong: 50_000_000n, highDong: 80_000_000n },
		});
		const asked = (await judged(dear)).filter(({ kind }) => kind === "price");
		expect(asked).toHaveLength(1);
		const alike = await inReview({ business: await medium(), prices: price(95_000_000n) });
		expect((await judged(alike)).some(({ kind }) => kind === "price")).toBe(false);
		const page = JSON.stringify(await pageOf(dear), (_key, value) =>
			typeof value === "bigint" ? String(value) : value,
		);
		expect(page).not.toContain(alike.reference);
		for (const { id, kind } of await judged(dear)) if (kind !== "price") await find(dear, id);
		await expect(decideAs(reviewer, dear)).rejects.toMatchObject({ code: "review_refusal_conditions_open" });
		await find(dear, asked[0]?.id ?? "", { lookedAt: "Gồm chuyển dữ liệu, hai báo giá khác cùng mức." });
		await decideAs(reviewer, dear);
	});
});
