import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
	auditedActions,
	contextOfVisitor,
	finishAsVisitor,
	levelTwoAnswers,
	makeAssessment,
	startAsVisitor,
} from "#testing/make-assessment.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { claimAssessments } from "./claim-assessments.server.ts";
import { completeAssessment } from "./complete-assessment.server.ts";
import { latestCompletedAssessment } from "./latest-assessment.server.ts";
import { overviewPage } from "./overview-page.server.ts";
import { resultPage } from "./result-page.server.ts";
import { saveAnswers } from "./save-answers.server.ts";
import { makeVisitorToken } from "./visitor-token.server.ts";

const visitor = { visitor: true } as const;
const now = new Date("2026-09-08T03:00:00Z");

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

describe("an account", () => {
	test("takes over what its owner answered before; the browser alone then opens nothing", async () => {
		const token = makeVisitorToken();
		const completed = await finishAsVisitor(house.db, token);
		const open = await startAsVisitor(house.db, token);
		const actor = await makePerson(house.db);
		await claimAssessments(contextOf(house.db, actor), { token });
		await claimAssessments(contextOf(house.db, actor), { token });
		const overview = await overviewPage(house.db, { actor, token: null }, now);
		expect(overview.unfinished?.id).toBe(open);
		expect(overview.completed.rows.map(({ id }) => id)).toEqual([completed]);
		expect(await resultPage(house.db, { actor, token: null }, completed)).toMatchObject({ anonymous: false });
		expect(await resultPage(house.db, { actor: visitor, token }, completed)).toBeNull();
		expect(await auditedActions(house.db, completed)).toEqual(["assessment.completed", "assessment.claimed"]);
	});

	test("of staff keeps none: the result stays with the browser", async () => {
		const token = makeVisitorToken();
		const completed = await finishAsVisitor(house.db, token);
		const auditor = await makeStaff(house.db, "auditor");
		await claimAssessments(contextOf(house.db, auditor), { token });
		expect(await resultPage(house.db, { actor: visitor, token }, completed)).toMatchObject({ anonymous: true });
	});

	test("finishing what was begun without one moves it in", async () => {
		const token = makeVisitorToken();
		const assessmentId = await startAsVisitor(house.db, token);
		const answers = await levelTwoAnswers(house.db);
		await saveAnswers(contextOfVisitor(house.db), { token, assessmentId, answers });
		const actor = await makePerson(house.db);
		await completeAssessment(contextOf(house.db, actor), { token, assessmentId });
		expect(await resultPage(house.db, { actor, token: null }, assessmentId)).toMatchObject({ level: 2 });
	});

	test("a business counts what its owner answered before it was registered", async () => {
		const owner = await makePerson(house.db);
		const before = await makeAssessment(house.db, owner);
		const { id: businessId, legalName } = await makeBusiness(house.db, { owner });
		expect(await latestCompletedAssessment(house.db, businessId)).toEqual({
			id: before,
			completedAt: now,
			level: 2,
			scoreTenths: 426,
		});

		const laterNow = new Date("2026-11-02T03:00:00Z");
		const later = await makeAssessment(house.db, owner, { sums: [32, 16, 36, 32, 24, 24], now: laterNow });
		expect(await latestCompletedAssessment(house.db, businessId)).toMatchObject({
			id: later,
			level: 4,
			completedAt: laterNow,
		});
		const result = await resultPage(house.db, { actor: owner, token: null }, later);
		expect(result?.businessName).toBe(legalName);
	});

	test("no business sees another's", async () => {
		const [first, second] = [await makePerson(house.db), await makePerson(house.db)];
		const firstBusiness = (await makeBusiness(house.db, { owner: first })).id;
		const secondBusiness = (await makeBusiness(house.db, { owner: second })).id;
		const own = await makeAssessment(house.db, first);
		expect(await latestCompletedAssessment(house.db, secondBusiness)).toBeNull();
		expect(await latestCompletedAssessment(house.db, firstBusiness)).toMatchObject({ id: own });
		expect(await resultPage(house.db, { actor: second, token: null }, own)).toBeNull();
	});
});
