import { randomUUID } from "node:crypto";
import { saveAdvance } from "#app/claim/advance/save-advance.server.ts";
import { startAdvance } from "#app/claim/advance/start-advance.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import type { Database } from "#db/connection.server.ts";
import { answerClaimAsRead as answerClaim } from "./as-read.ts";
import { giveProviderAccount, type MadeAgreed, makePaid } from "./make-claim.ts";
import { contextOf } from "./makers.ts";

type Wishes = {
	now?: Date;
	/** The most that the programme pays ahead, unless given. */
	amountDong?: bigint;
};

/** The request for an advance, ready to submit. Its reference. */
export async function makeAdvance(db: Database, { owner, reference }: MadeAgreed, wishes: Wishes = {}) {
	const ctx = contextOf(db, owner, wishes.now);
	const advance = await startAdvance(ctx, { claimId: randomUUID(), reference });
	const { id, draft } = await db
		.selectFrom("claim")
		.select(["id", "draft"])
		.where("reference", "=", advance)
		.executeTakeFirstOrThrow();
	const [line] = (draft as unknown as { lines: { costLineId: string; cost: string }[] }).lines;
	await saveAdvance(ctx, {
		reference: advance,
		draftVersion: 1,
		costLineId: line?.costLineId ?? "",
		amount: wishes.amountDong === undefined ? (line?.cost ?? "") : String(wishes.amountDong),
		reason: "Đặt cọc theo hợp đồng.",
	});
	await giveProviderAccount(db, ctx, id, advance);
	return advance;
}

/** With the association. */
export async function makeSubmittedAdvance(db: Database, application: MadeAgreed, wishes: Wishes = {}) {
	const reference = await makeAdvance(db, application, wishes);
	await submitClaim(contextOf(db, application.owner, wishes.now), { reference });
	return reference;
}

/** Verified: it waits to be paid. */
export async function makeVerifiedAdvance(db: Database, application: MadeAgreed, wishes: Wishes = {}) {
	const reference = await makeSubmittedAdvance(db, application, wishes);
	await answerClaim(contextOf(db, application.reviewer, wishes.now), { reference, answer: "verify", reasons: "" });
	return reference;
}

/** Paid by the bank. Its claim's reference and its payment's. */
export async function makePaidAdvance(
	db: Database,
	application: MadeAgreed,
	wishes: Wishes & Parameters<typeof makePaid>[2] = {},
) {
	const advance = await makeVerifiedAdvance(db, application, wishes);
	const { payments } = await makePaid(db, [advance], wishes);
	return { advance, payment: payments[0] ?? "" };
}
