import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { type MadeApplication, makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { declareConflict } from "./declare-conflict.server.ts";
import { readThread } from "./thread.server.ts";
import { writeMessage } from "./write-message.server.ts";

let house: TestHouse;
let programmeId: string;
let associationId: string;
let reviewer: Actor;
let application: MadeApplication;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeSubmittedApplication(house.db, { programmeId, associationId });
});

const at = (minute: number) => new Date(Date.UTC(2026, 8, 8, 4, minute));

const write = (actor: Actor, body: string, minute = 0, messageId: string = randomUUID()) =>
	writeMessage(contextOf(house.db, actor, at(minute)), { reference: application.reference, messageId, body });

const declare = (hasConflict: boolean) =>
	declareConflict(contextOf(house.db, reviewer), { reference: application.reference, hasConflict, note: "" });

describe("the thread of an application", () => {
	test("holds both sides and the requests for changes, newest first", async () => {
		await write(application.owner, "Báo giá ở trang 2.", 1);
		const decisionId = await makeDecision(house.db, reviewer, application.reference, {
			kind: "request_changes",
			reasons: "Báo giá chưa có chữ ký.",
			now: at(2),
		});
		await write(reviewer, "Gửi trước thứ Sáu nhé.", 3);
		const { messages: thread } = await readThread(house.db, application.id);
		expect(thread.map(({ body, side, stopsClock }) => ({ body, side, stopsClock }))).toEqual([
			{ body: "Gửi trước thứ Sáu nhé.", side: "association", stopsClock: false },
			{ body: "Báo giá chưa có chữ ký.", side: "association", stopsClock: true },
			{ body: "Báo giá ở trang 2.", side: "business", stopsClock: false },
		]);
		expect(thread[1]?.id).toBe(decisionId);
	});

	test("takes a message once, however often it is sent", async () => {
		const messageId = randomUUID();
		await Promise.all([1, 2].map(() => write(application.owner, "Một lần.", 1, messageId)));
		expect((await readThread(house.db, application.id)).messages).toHaveLength(1);
	});

	test("is closed to a reviewer who has not declared, or has a conflict", async () => {
		await expect(write(reviewer, "Xin chào.")).rejects.toMatchObject({ code: "review_refusal_not_declared" });
		await declare(true);
		await expect(write(reviewer, "Xin chào.")).rejects.toMatchObject({ code: "review_refusal_conflict" });
	});

	test("is not there for strangers and other associations", async () => {
		const strangers = [
			await makePerson(house.db),
			await makeStaff(house.db, "reviewer", await makeAssociation(house.db)),
			(await makeSubmittedApplication(house.db, { programmeId, associationId })).owner,
		];
		for (const stranger of strangers) {
			const error = await write(stranger, "Xin chào.").catch((reason: unknown) => reason);
			expect((error as Response).status).toBe(404);
		}
	});

	test("is read by the city, and not written", async () => {
		const auditor = await makeStaff(house.db, "auditor");
		await expect(write(auditor, "Xin chào.")).rejects.toMatchObject({ code: "house_refusal_not_yours", status: 403 });
	});
});
