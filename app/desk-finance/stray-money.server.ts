import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

/** Money that is not where the books or the business expect it, and that only a person moves on. */
export type StrayMoney = {
	/**
	 * A payment that Stripe had paid came back; an own share, which is held still, could not be refunded; or Stripe took one
	 * back after it had gone out.
	 */
	what: "came-back" | "not-refunded" | "owed";
	application: string;
	businessName: string;
	/** Null for an own share. */
	payment: string | null;
	amountDong: bigint;
};

/**
 * What came back after it was recorded as paid, until it is corrected or asked back, and own shares that Stripe could not
 * refund, as long as they are held, or took back, as long as they are owed; none for who may not see payments.
 */
export async function strayMoney(db: Kysely<Tables>, actor: Actor): Promise<StrayMoney[]> {
	if (!canSeePayments(actor).allowed) return [];
	return [...(await cameBack(db)), ...(await notRefunded(db)), ...(await owed(db))];
}

async function cameBack(db: Kysely<Tables>): Promise<StrayMoney[]> {
	const rows = await db
		.selectFrom("stripeTransfer")
		.innerJoin("disbursement", "disbursement.id", "stripeTransfer.disbursementId")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.select(["application.reference as application", submittedName.as("businessName")])
		.select(["disbursement.reference as payment", "stripeTransfer.amountDong"])
		.where("cameBackAt", "is not", null)
		.where("takenBackAt", "is", null)
		.where("disbursement.state", "=", "paid")
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom("recovery")
						.select("recovery.id")
						.whereRef("disbursementId", "=", "disbursement.id")
						.where("recovery.state", "!=", "dropped"),
				),
			),
		)
		.orderBy("cameBackAt")
		.execute();
	return rows.map((row) => ({ what: "came-back", ...row }));
}

async function notRefunded(db: Kysely<Tables>): Promise<StrayMoney[]> {
	const rows = await db
		.selectFrom("ownShare")
		.innerJoin("application", "application.id", "ownShare.applicationId")
		.innerJoin("ledgerAccount", (join) =>
			join.on((eb) => eb(eb.cast<string>("application.id", "text"), "=", eb.ref("ledgerAccount.owner"))),
		)
		.select(["application.reference as application", submittedName.as("businessName"), "balanceDong as amountDong"])
		.where("refundOutcome", "=", "failed")
		.where("ledgerAccount.book", "=", "own-share")
		.where("ledgerAccount.kind", "=", "own-held")
		.where("balanceDong", ">", 0n)
		.orderBy("refundEndedAt")
		.execute();
	return rows.map((row) => ({ what: "not-refunded", payment: null, ...row }));
}

async function owed(db: Kysely<Tables>): Promise<StrayMoney[]> {
	const rows = await db
		.selectFrom("ledgerAccount")
		.innerJoin("application", (join) =>
			join.on((eb) => eb(eb.cast<string>("application.id", "text"), "=", eb.ref("ledgerAccount.owner"))),
		)
		.select(["application.reference as application", submittedName.as("businessName"), "balanceDong"])
		.where("ledgerAccount.book", "=", "own-share")
		.where("ledgerAccount.kind", "=", "own-owed")
		.where("balanceDong", "<", 0n)
		.orderBy("application.reference")
		.execute();
	return rows.map(({ balanceDong, ...row }) => ({ what: "owed", payment: null, amountDong: -balanceDong, ...row }));
}
