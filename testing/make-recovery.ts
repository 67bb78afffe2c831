import { randomUUID } from "node:crypto";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import type { Actor } from "#app/house/access.ts";
import { addDays, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { answerProposal } from "#app/recovery/answer-proposal.server.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { recordReceipt } from "#app/recovery/record-receipt.server.ts";
import type { Database } from "#db/connection.server.ts";
import { type MadeAgreed, makeAgreed, makeSentBatch, makeVerifiedClaim } from "./make-claim.ts";
import { makeProgramme, rulesWith } from "./make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "./makers.ts";

export type MadePaid = {
	application: MadeAgreed;
	programmeId: string;
	associationId: string;
	payment: string;
	/** Who makes notices, and who confirms them. */
	officers: [Actor, Actor];
};

/** A subsidy of 25 million đồng that the bank has paid. */
export async function makePaid(
	db: Database,
	{ recoveryInstalmentsMost = 6, now }: { recoveryInstalmentsMost?: number; now?: Date } = {},
): Promise<MadePaid> {
	const associationId = await makeAssociation(db);
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ recoveryInstalmentsMost }),
	});
	const officers: [Actor, Actor] = [await makeStaff(db, "finance_officer"), await makeStaff(db, "finance_officer")];
	const application = await makeAgreed(db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(db, application, { costs: [59_000_000n] });
	const [maker, releaser] = officers;
	const { payments } = await makeSentBatch(db, [claim], { maker, releaser });
	const payment = payments[0] ?? "";
	const ctx = contextOf(db, maker, now);
	await recordAnswer(ctx, { reference: payment, answer: "paid", on: plainDateAt(contextOf(db, maker).now), said: "" });
	return { application, programmeId, associationId, payment, officers };
}

/** The second officer's answer to what the first proposed: to lower a recovery, or to drop it. */
export async function answerLess(
	db: Database,
	by: Actor,
	reference: string,
	{ answer = "confirm", now }: { answer?: "confirm" | "decline"; now?: Date } = {},
): Promise<void> {
	const { proposedAt } = await db
		.selectFrom("recovery")
		.select("proposedAt")
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	if (!proposedAt) throw new Error(`nothing is proposed about ${reference}`);
	await answerProposal(contextOf(db, by, now), { reference, answer, proposedAt });
}

/** Money that came back, written down by one officer and booked by another. */
export async function receiveBack(
	db: Database,
	[recorder, second]: readonly [Actor, Actor],
	receipt: Parameters<typeof recordReceipt>[1],
	now?: Date,
): Promise<void> {
	await recordReceipt(contextOf(db, recorder, now), receipt);
	const { proposedAt } = await db
		.selectFrom("recovery")
		.select("proposedAt")
		.where("reference", "=", receipt.reference)
		.executeTakeFirstOrThrow();
	// Nothing waits where the same receipt was booked before.
	if (proposedAt) await answerLess(db, second, receipt.reference, { now });
}

/** A notice that was made and, by the second officer, sent to the business. Its reference. */
export async function makeNotified(
	db: Database,
	{ payment, officers: [maker, second] }: MadePaid,
	wishes: { amountDong?: bigint; now?: Date; answerBy?: PlainDate; dueOn?: PlainDate } = {},
): Promise<string> {
	const ctx = contextOf(db, maker, wishes.now);
	const today = plainDateAt(ctx.now);
	const reference = await makeNotice(ctx, {
		recoveryId: randomUUID(),
		payment,
		amountDong: wishes.amountDong ?? 10_000_000n,
		reason: "Kê khai không đúng số lao động.",
		answerBy: wishes.answerBy ?? addDays(today, 10),
		dueOn: wishes.dueOn ?? addDays(today, 40),
	});
	await confirmNotice(contextOf(db, second, wishes.now), { reference });
	return reference;
}
