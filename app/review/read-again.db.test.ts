import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveLines } from "#app/application/save-lines.server.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import { makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeSubmittedApplication, takeUp } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { type DecisionInput, decide } from "./decide.server.ts";
import { declareConflict } from "./declare-conflict.server.ts";

/* A decision names the submission that was read: what was submitted since is decided by who has read that. */

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

/** A file in review by two, of whom the one has asked for changes, and the business has submitted it with another price. */
async function submittedAgain(price: string, rules = rulesWith({})) {
	const { db } = house;
	const associationId = await makeAssociation(db);
	const programmeId = await makeProgramme({ rules, envelopes: { [associationId]: 5_000_000_000n } });
	const [first, second] = [
		await makeStaff(db, "reviewer", associationId),
		await makeStaff(db, "reviewer", associationId),
	] as const;
	const file = await makeSubmittedApplication(db, {
		...{ programmeId, associationId },
		prices: [["DX-SOLUTION", 20_000_000n]],
	});
	await takeUp(contextOf(db, first), file.reference);
	await declareConflict(contextOf(db, second), { reference: file.reference, hasConflict: false, note: "" });
	await makeFindings(db, first, file.reference);
	const read = await standing(file.reference);
	const asked = { ...decision(file.reference, read.submissionId), kind: "request_changes" as const };
	await decide(contextOf(db, first), { ...asked, reasons: "Báo giá không ghi tên giải pháp." });
	const lines = (read.draft as unknown as { lines: { price: string }[] }).lines.map((line) => ({ ...line, price }));
	const { reference } = file;
	const saved = { reference, draftVersion: read.draftVersion, lines: lines as never };
	await saveLines(contextOf(db, file.owner), saved);
	await submitApplication(contextOf(db, file.owner), { reference, submissionId: randomUUID() });
	return { reference, first, second, read: read.submissionId };
}

async function standing(reference: string) {
	const row = await house.db
		.selectFrom("application")
		.select(["state", "submissionId", "submittedAt", "draft", "draftVersion", "approvedDong"])
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	return { ...row, submissionId: row.submissionId ?? "" };
}

function decision(reference: string, submissionId: string): DecisionInput {
	return { reference, submissionId, decisionId: randomUUID(), kind: "approve", lines: [], reasons: "" };
}

test("a page that was opened before decides nothing, whichever way, and is told when it was submitted again", async () => {
	const { reference, second, read } = await submittedAgain("30000000");
	const now = await standing(reference);
	expect(now.submissionId).not.toBe(read);
	const ctx = contextOf(house.db, second);
	const refused = { code: "review_refusal_submitted_again", facts: { at: now.submittedAt } };
	const reasons = "Nội dung đề nghị không thuộc các nội dung được chương trình hỗ trợ.";
	for (const kind of ["approve", "approve_in_part", "request_changes", "reject"] as const) {
		await expect(decide(ctx, { ...decision(reference, read), kind, reasons })).rejects.toMatchObject(refused);
	}
	expect(await standing(reference)).toMatchObject({ state: "in_review", approvedDong: null });
	await decide(ctx, decision(reference, now.submissionId));
	expect(await standing(reference)).toMatchObject({ state: "approved", approvedDong: 15_000_000n });
});

test("nor does a second person's page confirm what was recommended of another submission", async () => {
	const { reference, first, second, read } = await submittedAgain(
		"60000000",
		rulesWith({ secondPersonAboveDong: "20000000" }),
	);
	await makeFindings(house.db, first, reference);
	const { submissionId } = await standing(reference);
	const recommended = decision(reference, submissionId);
	await decide(contextOf(house.db, first), recommended);
	const confirmed = { ...decision(reference, read), confirms: recommended.decisionId };
	await expect(decide(contextOf(house.db, second), confirmed)).rejects.toMatchObject({
		code: "review_refusal_submitted_again",
	});
	await decide(contextOf(house.db, second), { ...confirmed, submissionId });
	expect((await standing(reference)).state).toBe("approved");
});
