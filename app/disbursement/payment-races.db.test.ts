import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { createBatch } from "./create-batch.server.ts";
import { exportBatch } from "./export-batch.server.ts";
import { recordAnswer } from "./record-answer.server.ts";
import { releaseBatch } from "./release-batch.server.ts";

/* One batch, and many finance officers who press the same button at the same moment. */

const CROWD = 20;

let house: TestHouse;
let officers: Actor[];
let associationId: string;
let programmeId: string;
beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	officers = await Promise.all(Array.from({ length: CROWD }, () => makeStaff(house.db, "finance_officer")));
});
afterAll(() => house.close());

/** What those read who were refused. */
async function atOnce(press: (officer: Actor) => Promise<unknown>): Promise<string[]> {
	const outcomes = await Promise.allSettled(officers.map(press));
	return outcomes.flatMap((outcome) => {
		if (outcome.status === "fulfilled") return [];
		const refusal = asRefusal(outcome.reason);
		return [refusal ? refusalText(refusal, "vi") : String(outcome.reason)];
	});
}

const told = async (action: string, label: string) =>
	(
		await house.db
			.selectFrom("auditEntry")
			.select("id")
			.where("action", "=", action)
			.where("subjectLabel", "=", label)
			.execute()
	).length;

test("a batch is released by one of many, sent once and paid once", async () => {
	const claims: string[] = [];
	for (let each = 0; each < 3; each++) {
		claims.push(await makeVerifiedClaim(house.db, await makeAgreed(house.db, { programmeId, associationId })));
	}
	const maker = await makeStaff(house.db, "finance_officer");
	const made = contextOf(house.db, maker);
	const reference = await createBatch(made, { batchId: randomUUID(), claimReferences: claims });

	const refused = await atOnce((officer) => releaseBatch(contextOf(house.db, officer), { reference }));
	expect(refused).toHaveLength(CROWD - 1);
	expect(new Set(refused)).toEqual(new Set(["Đợt chi này đã được duyệt."]));
	expect(await told("disbursement.batch-released", reference)).toBe(1);

	expect(await atOnce((officer) => exportBatch(contextOf(house.db, officer), { reference }))).toEqual([]);
	expect(await told("disbursement.batch-sent", reference)).toBe(1);

	const payments = await house.db
		.selectFrom("disbursement")
		.select(["reference", "amountDong", "sentAt"])
		.where("state", "=", "sent")
		.execute();
	expect(payments).toHaveLength(claims.length);
	for (const payment of payments) {
		const paid = { reference: payment.reference, answer: "paid" as const, on: "2026-09-08", said: "" };
		expect(await atOnce((officer) => recordAnswer(contextOf(house.db, officer), paid))).toEqual([]);
		expect(await told("disbursement.paid", payment.reference)).toBe(1);
	}
	expect(await envelopeBalances(house.db, programmeId, associationId)).toMatchObject({
		payableDong: 0n,
		paidDong: 150_000_000n,
	});
});

test("a claim that many put into a batch at once is in one", async () => {
	const claim = await makeVerifiedClaim(house.db, await makeAgreed(house.db, { programmeId, associationId }));
	const refused = await atOnce((officer) =>
		createBatch(contextOf(house.db, officer), { batchId: randomUUID(), claimReferences: [claim] }),
	);
	expect(refused).toHaveLength(CROWD - 1);
	expect(new Set(refused)).toEqual(new Set([`Đề nghị ${claim} đã ở trong một đợt chi khác. Hãy tải lại trang.`]));
});

test("the same form that is posted many times at once makes one batch, and each post leads to it", async () => {
	const claim = await makeVerifiedClaim(house.db, await makeAgreed(house.db, { programmeId, associationId }));
	const [officer] = officers;
	const form = { batchId: randomUUID(), claimReferences: [claim] };
	const references = await Promise.all(
		Array.from({ length: CROWD }, () => createBatch(contextOf(house.db, officer as Actor), form)),
	);
	const [reference = ""] = references;
	expect(new Set(references)).toEqual(new Set([reference]));
	expect(await told("disbursement.batch-created", reference)).toBe(1);
});
