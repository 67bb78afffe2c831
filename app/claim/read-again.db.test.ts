import { afterAll, beforeAll, expect, test } from "vitest";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { makeAgreed, makeSubmittedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { answerClaim } from "./answer-claim.server.ts";
import { readClaimDraft } from "./claim-draft.ts";
import { saveClaim } from "./save-claim.server.ts";
import { submitClaim } from "./submit-claim.server.ts";

/* An answer names the submission that was read: a claim that was submitted again since is answered by who has read that. */

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

async function standing(reference: string) {
	return house.db
		.selectFrom("claim")
		.select(["state", "draft", "draftVersion", "submittedAt", "subsidyDong"])
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
}

const MINUTE = 60_000;

test("a page that was opened before answers nothing, whichever way", async () => {
	const { db } = house;
	const associationId = await makeAssociation(db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	const file = await makeAgreed(db, { programmeId, associationId });
	const second = await makeStaff(db, "reviewer", associationId);
	await declareConflict(contextOf(db, second), { reference: file.reference, hasConflict: false, note: "" });
	const reference = await makeSubmittedClaim(db, file, { costs: [10_000_000n] });
	const read = await standing(reference);
	const submittedAt = read.submittedAt ?? new Date(0);
	const returned = { reference, submittedAt, answer: "return" as const, reasons: "Ảnh hóa đơn không đọc được." };
	await answerClaim(contextOf(db, file.reviewer), returned);

	const { lines, invoices } = readClaimDraft(read.draft);
	await saveClaim(contextOf(db, file.owner), {
		...{ reference, draftVersion: read.draftVersion, isLast: false },
		lines: lines.map((line) => ({ ...line, cost: "20000000" })),
		invoices: invoices.map((invoice) => ({ ...invoice, total: "20000000", number: "777" })),
	});
	await submitClaim(contextOf(db, file.owner, new Date(submittedAt.getTime() + MINUTE)), { reference });
	const again = await standing(reference);
	const later = contextOf(db, second, new Date(submittedAt.getTime() + 2 * MINUTE));
	const refused = { code: "claim_refusal_submitted_again", facts: { at: again.submittedAt } };
	for (const answer of ["verify", "return", "refuse"] as const) {
		await expect(answerClaim(later, { ...returned, answer })).rejects.toMatchObject(refused);
	}
	expect(await standing(reference)).toEqual(again);
	expect(again.state).toBe("submitted");
	await answerClaim(later, { reference, submittedAt: again.submittedAt ?? submittedAt, answer: "verify", reasons: "" });
	expect(await standing(reference)).toMatchObject({ state: "verified", subsidyDong: 8_474_576n });
});
