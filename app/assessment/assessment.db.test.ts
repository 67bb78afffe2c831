import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, Visitor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import {
	auditedActions,
	contextOfVisitor,
	finishAsVisitor,
	levelTwoSums,
	startAsVisitor,
} from "#testing/make-assessment.ts";
import { contextOf, makePerson } from "#testing/makers.ts";
import { answersWithSums } from "#testing/sample-answers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { completeAssessment } from "./complete-assessment.server.ts";
import { type AnswerScore, frameworkSchema, questionsOf } from "./framework/framework.ts";
import content from "./framework/framework-1.json" with { type: "json" };
import { overviewPage } from "./overview-page.server.ts";
import { questionPage } from "./question-page.server.ts";
import { resultPage } from "./result-page.server.ts";
import { saveAnswers } from "./save-answers.server.ts";
import { startAssessment } from "./start-assessment.server.ts";
import { makeVisitorToken } from "./visitor-token.server.ts";

const framework = frameworkSchema.parse(content);
const visitor: Visitor = { visitor: true };
const now = new Date("2026-09-08T03:00:00Z");
const everyAnswer = answersWithSums(framework, levelTwoSums);

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

function asVisitor(at = now): CommandContext<Visitor> {
	return contextOfVisitor(house.db, at);
}

const started = (token: string) => startAsVisitor(house.db, token);
const finished = (token: string) => finishAsVisitor(house.db, token);
const audited = (assessmentId: string) => auditedActions(house.db, assessmentId);

async function answer(token: string, assessmentId: string, questionId: string, score: AnswerScore | null) {
	return saveAnswers(asVisitor(), { token, assessmentId, answers: { [questionId]: score } });
}

describe("a visitor without an account", () => {
	test("starts, answers, resumes by the token and finishes", async () => {
		const token = makeVisitorToken();
		const keeper = { actor: visitor, token };
		const assessmentId = await started(token);
		expect(await answer(token, assessmentId, "customer.1", 3)).toEqual({ next: 2 });
		expect(await answer(token, assessmentId, "customer.2", null)).toEqual({ next: 3 });
		expect(await answer(token, assessmentId, "customer.1", 4)).toEqual({ next: 2 });

		const overview = await overviewPage(house.db, keeper, now);
		expect(overview.unfinished).toMatchObject({ id: assessmentId, answered: 1, total: 41, nextNumber: 3 });
		expect(overview.unfinished?.later.map(({ number }) => number)).toEqual([2]);
		const page = await questionPage(house.db, keeper, "1");
		expect(page).toMatchObject({ assessmentId, score: 4, number: 1, next: 2, savedAt: now });
		expect(await questionPage(house.db, keeper, "19")).toMatchObject({
			question: { id: "infrastructure.7" },
			numberInPillar: 7,
			pillar: { id: "infrastructure", number: 3, questions: 9 },
			score: null,
		});

		await saveAnswers(asVisitor(), { token, assessmentId, answers: everyAnswer });
		expect(await completeAssessment(asVisitor(), { token, assessmentId })).toBe(assessmentId);
		expect(await audited(assessmentId)).toEqual(["assessment.completed"]);
		const result = await resultPage(house.db, keeper, assessmentId);
		expect(result).toMatchObject({
			level: 2,
			scoreTenths: 426,
			anonymous: true,
			businessName: null,
			nextLevel: { level: 3, percentAbove: 40, name: { vi: "Hình thành", en: "Developing" }, steps: 2 },
		});
		expect(result?.threeWeakest.map((pillar) => [pillar.id, pillar.scorePercent])).toEqual([
			["data", 23],
			["culture", 37],
			["operations", 38],
		]);
		expect(result?.nextLevel?.raises[0]?.questions[0]).toEqual({
			question: {
				vi: "Các quy trình kinh doanh chính đã được chuẩn hóa và số hóa đến đâu?",
				en: "How far are the main business processes standardised and digitised?",
			},
			from: { vi: "Số hóa một vài bước", en: "A few steps digitised" },
			to: { vi: "Số hóa trọn vẹn ít nhất một quy trình chính", en: "At least one main process fully digitised" },
		});
		const after = await overviewPage(house.db, keeper, now);
		expect(after.unfinished).toBeNull();
		expect(after.completed.rows).toEqual([
			{
				id: assessmentId,
				completedAt: now,
				level: 2,
				scoreTenths: 426,
				levelName: { vi: "Bắt đầu", en: "Basic" },
			},
		]);
	});

	test("only the hash of the token is kept", async () => {
		const token = makeVisitorToken();
		const assessmentId = await started(token);
		const row = await house.db
			.selectFrom("assessment")
			.select(sql<string>`to_json(assessment)::text`.as("everything"))
			.where("id", "=", assessmentId)
			.executeTakeFirstOrThrow();
		expect(row.everything).not.toContain(token);
	});

	test("a second press or a second tab starts nothing more", async () => {
		const token = makeVisitorToken();
		const assessmentId = await started(token);
		await startAssessment(asVisitor(), { assessmentId, token });
		await startAssessment(asVisitor(), { assessmentId: randomUUID(), token });
		const { rows } = await sql<{ count: bigint }>`
			select count(*) from assessment where visitor_hash = (select visitor_hash from assessment where id = ${assessmentId})
		`.execute(house.db);
		expect(rows[0]?.count).toBe(1n);
	});

	test("can start again once the first has its result, with the same token", async () => {
		const token = makeVisitorToken();
		const first = await finished(token);
		const second = await started(token);
		const overview = await overviewPage(house.db, { actor: visitor, token }, now);
		expect(overview.unfinished?.id).toBe(second);
		expect(overview.completed.rows.map(({ id }) => id)).toEqual([first]);
	});
});

describe("nobody else", () => {
	const others = () => [
		{ actor: visitor, token: makeVisitorToken() },
		{ actor: visitor, token: null },
	];

	test("sees, answers or finishes a visitor's assessment", async () => {
		const token = makeVisitorToken();
		const assessmentId = await finished(token);
		const open = await started(token);
		const stranger = { actor: await makePerson(house.db), token: null };
		for (const keeper of [...others(), stranger]) {
			const ctx = contextOf(house.db, keeper.actor) as CommandContext<Actor | Visitor>;
			expect(await resultPage(house.db, keeper, assessmentId)).toBeNull();
			expect((await overviewPage(house.db, keeper, now)).unfinished).toBeNull();
			expect(await questionPage(house.db, keeper, "1")).toBe(
				"visitor" in keeper.actor && !keeper.token ? "no-cookie" : "not-started",
			);
			const given = { assessmentId: open, token: keeper.token };
			expect(await saveAnswers(ctx, { ...given, answers: { "data.1": 1 } })).toBeNull();
			expect(await completeAssessment(ctx, given)).toBeNull();
		}
	});

	test("takes over the id of another's", async () => {
		const assessmentId = await started(makeVisitorToken());
		const token = makeVisitorToken();
		await expect(startAssessment(asVisitor(), { assessmentId, token })).rejects.toThrow("house_refusal_moved_on");
	});
});

describe("refusals", () => {
	test("a question that is not part of the questionnaire", async () => {
		const token = makeVisitorToken();
		const assessmentId = await started(token);
		await expect(answer(token, assessmentId, "data.99", 1)).rejects.toThrow("assessment_refusal_unknown_question");
		await expect(answer(token, assessmentId, "__proto__", 1)).rejects.toThrow("assessment_refusal_unknown_question");
	});

	test("a result with questions left for later says how many, and they can be answered in a new one", async () => {
		const token = makeVisitorToken();
		const keeper = { actor: visitor, token };
		const assessmentId = await started(token);
		const answers = { ...everyAnswer, "customer.2": null, "data.6": null };
		await saveAnswers(asVisitor(), { token, assessmentId, answers });
		await completeAssessment(asVisitor(), { token, assessmentId });
		expect(await resultPage(house.db, keeper, assessmentId)).toMatchObject({ skipped: 2 });
		const again = randomUUID();
		await startAssessment(asVisitor(), { assessmentId: again, token, from: assessmentId });
		const { unfinished } = await overviewPage(house.db, keeper, now);
		expect(unfinished).toMatchObject({ id: again, answered: 39, canFinish: false, nextNumber: 2 });
		// Nobody begins with the answers of somebody else.
		const stranger = makeVisitorToken();
		const theirs = randomUUID();
		await startAssessment(asVisitor(), { assessmentId: theirs, token: stranger, from: assessmentId });
		const seen = await overviewPage(house.db, { actor: visitor, token: stranger }, now);
		expect(seen.unfinished).toMatchObject({ id: theirs, answered: 0 });
	});

	test("no result while a question was not seen", async () => {
		const token = makeVisitorToken();
		const assessmentId = await started(token);
		const { "data.6": _unseen, ...answers } = everyAnswer;
		await saveAnswers(asVisitor(), { token, assessmentId, answers });
		await expect(completeAssessment(asVisitor(), { token, assessmentId })).rejects.toMatchObject({
			code: "assessment_refusal_unanswered",
			facts: { count: 1 },
		});
		expect(await audited(assessmentId)).toEqual([]);
	});

	test("no answer after the result", async () => {
		const token = makeVisitorToken();
		const assessmentId = await finished(token);
		await expect(answer(token, assessmentId, "data.1", 5)).rejects.toThrow("assessment_refusal_completed");
		expect(await questionPage(house.db, { actor: visitor, token }, "1")).toBe("completed");
	});

	test.each(["nine", "0", "42", "1.0", "01", undefined])("no question at the number %s", async (number) => {
		const token = makeVisitorToken();
		await started(token);
		expect(await questionPage(house.db, { actor: visitor, token }, number)).toBeNull();
	});

	test("no result at an address that is no id", async () => {
		expect(await resultPage(house.db, { actor: visitor, token: makeVisitorToken() }, "x' or 1=1")).toBeNull();
	});
});

describe("a result is evidence", () => {
	test("finishing twice, also at once, keeps the first result", async () => {
		const token = makeVisitorToken();
		const assessmentId = await started(token);
		await saveAnswers(asVisitor(), { token, assessmentId, answers: everyAnswer });
		const later = asVisitor(new Date("2026-09-09T03:00:00Z"));
		await Promise.all([
			completeAssessment(asVisitor(), { token, assessmentId }),
			completeAssessment(asVisitor(), { token, assessmentId }),
		]);
		expect(await completeAssessment(later, { token, assessmentId })).toBe(assessmentId);
		expect(await resultPage(house.db, { actor: visitor, token }, assessmentId)).toMatchObject({ completedAt: now });
		expect((await audited(assessmentId)).filter((action) => action === "assessment.completed")).toHaveLength(1);
	});

	test("the database refuses to change it", async () => {
		const assessmentId = await finished(makeVisitorToken());
		const own = { constraint: "assessment_frozen" };
		const db = house.owner;
		await expect(
			db.updateTable("assessment").set({ level: 5 }).where("id", "=", assessmentId).execute(),
		).rejects.toMatchObject(own);
		await expect(db.deleteFrom("assessment").where("id", "=", assessmentId).execute()).rejects.toMatchObject(own);
		await expect(
			db.updateTable("assessmentAnswer").set({ score: 5 }).where("assessmentId", "=", assessmentId).execute(),
		).rejects.toMatchObject(own);
		await expect(
			db.deleteFrom("assessmentAnswer").where("assessmentId", "=", assessmentId).execute(),
		).rejects.toMatchObject(own);
	});

	test("the questionnaire of a version is never changed", async () => {
		await expect(
			house.owner.updateTable("framework").set({ effectiveFrom: "2030-01-01" }).execute(),
		).rejects.toMatchObject({
			constraint: "framework_append_only",
		});
		expect(questionsOf(framework)).toHaveLength(41);
	});
});
