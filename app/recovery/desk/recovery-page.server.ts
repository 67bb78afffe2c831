import type { Kysely } from "kysely";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import { newlyGivenReason } from "#app/house/refusal.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { fileOf, reviewerTie } from "#app/review/case-in-hand.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { findProposal } from "../proposals.server.ts";
import { receiptCounts } from "../recoveries.server.ts";
import { canAnswerProposal, canConfirm, canDecide, canReadRecovery, canReceive } from "../recovery.access.ts";
import {
	type RecoveryEventRow,
	type RecoverySummary,
	recoveryEvents,
	unsafeRecoveries,
	withStanding,
} from "../recovery-facts.server.ts";

export type ReceiptRow = {
	id: string;
	amountDong: bigint;
	receivedOn: PlainDate;
	bankReference: string;
	recordedAt: Date;
	recordedByName: string;
	/** False once two persons have corrected it. */
	counts: boolean;
};

export type RecoveryPage = RecoverySummary & {
	/** Others read of it what is about their file. */
	seesPayments: boolean;
	/** Newest first, also those that the business does not know of. */
	events: RecoveryEventRow[];
	/** Newest first. */
	receipts: ReceiptRow[];
	confirm: ReturnType<typeof canConfirm>;
	/** Why the actor does neither confirm nor decide yet, in words. */
	tooNew?: string;
	decide: ReturnType<typeof canDecide>;
	receive: ReturnType<typeof canReceive>;
	/** What waits for a second officer. */
	proposal: Awaited<ReturnType<typeof findProposal>>;
	answerProposal: ReturnType<typeof canAnswerProposal>;
};

/** A recovery, with what a finance officer can do now; null where there is none, or not for them. */
export async function recoveryPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
): Promise<RecoveryPage | null> {
	const rows = await unsafeRecoveries(db).where("recovery.reference", "=", reference).execute();
	const [found] = await withStanding(db, rows, now);
	if (!found) return null;
	const { row, ...recovery } = found;
	const [tie, file] = await Promise.all([
		reviewerTie(db, actor.personId, { id: row.applicationId }),
		db
			.selectFrom("application")
			.select(["associationId", "state"])
			.where("id", "=", row.applicationId)
			.executeTakeFirstOrThrow(),
	]);
	const confirmed = row.confirmedAt !== null;
	if (!canReadRecovery(actor, { file: fileOf(file), tie, confirmed }).allowed) return null;
	const seen = {
		...recovery,
		madeBy: row.madeBy,
		confirmed,
		today: plainDateAt(now),
		ownBusiness: await isTied(db, actor.personId, row.applicationId),
	};
	const receipts = await db
		.selectFrom("recoveryReceipt")
		.select(["id", "amountDong", "receivedOn", "bankReference", "recordedAt", "recordedByName"])
		.select(receiptCounts.as("counts"))
		.where("recoveryId", "=", row.id)
		.orderBy("recordedAt", "desc")
		.execute();
	const seesPayments = canSeePayments(actor).allowed;
	const proposal = seesPayments ? await findProposal(db, row.id) : null;
	return {
		...recovery,
		seesPayments,
		events: await recoveryEvents(db, [row.id]),
		receipts,
		confirm: canConfirm(actor, seen),
		tooNew: newlyGivenReason(actor, "finance_officer"),
		decide: canDecide(actor, seen),
		receive: canReceive(actor, seen),
		proposal,
		answerProposal: canAnswerProposal(actor, { ...seen, proposedBy: proposal?.byId ?? null }, "confirm"),
	};
}
