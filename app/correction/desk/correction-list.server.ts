import { type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { type CorrectedThing, correctionRule } from "../correction.rules.ts";
import type { CorrectionState } from "../correction.states.ts";

export type CorrectionListRow = {
	reference: string;
	state: CorrectionState;
	mends: CorrectedThing;
	/** The payment or the recovery. */
	of: string;
	businessName: string;
	amountDong: bigint;
	proposedAt: Date;
	proposedByName: string;
};

/** All corrections, those that wait for a second person first, then the newest; null for who may not see them. */
export async function correctionList(db: Kysely<Tables>, actor: Actor): Promise<CorrectionListRow[] | null> {
	if (!canSeePayments(actor).allowed) return null;
	const rows = await db
		.selectFrom("correction")
		.innerJoin("ledgerTransfer", "ledgerTransfer.id", "correction.transferId")
		.innerJoin("application", "application.id", "correction.applicationId")
		.select([
			"correction.reference",
			"correction.state",
			"proposedAt",
			"proposedByName",
			submittedName.as("businessName"),
		])
		.select(["ledgerTransfer.reason", "ledgerTransfer.reverses", "ledgerTransfer.why"])
		.select((eb) =>
			eb
				.selectFrom("ledgerEntry")
				.select(sql<bigint>`sum(amount_dong)::bigint`.as("amount"))
				.whereRef("transferId", "=", "ledgerTransfer.id")
				.where("amountDong", ">", 0n)
				.as("amountDong"),
		)
		.orderBy(sql`correction.state <> 'proposed'`)
		.orderBy("proposedAt", "desc")
		.orderBy("correction.reference", "desc")
		.execute();
	return rows.map(({ reason, reverses, why, state, amountDong, ...row }) => {
		const rule = correctionRule({ reason, reverses });
		return {
			...row,
			state: state as CorrectionState,
			mends: "mends" in rule ? rule.mends : "payment",
			of: why ?? "",
			amountDong: amountDong ?? 0n,
		};
	});
}
