import type { Kysely, Transaction } from "kysely";
import { lockApplications } from "#app/disbursement/payments.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import type { CorrectionCause } from "./correction.rules.ts";
import type { CorrectionState } from "./correction.states.ts";

function all(db: Kysely<Tables>) {
	return db
		.selectFrom("correction")
		.innerJoin("application", "application.id", "correction.applicationId")
		.innerJoin("ledgerTransfer", "ledgerTransfer.id", "correction.transferId")
		.selectAll("correction")
		.select(["application.businessId", "ledgerTransfer.actorId as recordedBy"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>;

export type CorrectionRow = Omit<Row, "state" | "cause"> & { state: CorrectionState; cause: CorrectionCause };

/** A correction by its reference, with the business that it is about and who booked what it corrects. For `canSeePayments`. */
export async function unsafeFindCorrection(db: Kysely<Tables>, reference: string): Promise<CorrectionRow | null> {
	const row = await all(db).where("correction.reference", "=", reference).executeTakeFirst();
	return (row as CorrectionRow | undefined) ?? null;
}

/** The correction of a transfer that is proposed or confirmed; null where there is none. */
export async function liveCorrection(db: Kysely<Tables>, transferId: string): Promise<string | null> {
	const row = await db
		.selectFrom("correction")
		.select("reference")
		.where("transferId", "=", transferId)
		.where("state", "in", ["proposed", "confirmed"])
		.executeTakeFirst();
	return row?.reference ?? null;
}

/** A correction, held with its application until the transaction ends. @throws NotFound where there is none. */
export async function lockCorrection(trx: Transaction<Tables>, reference: string): Promise<CorrectionRow> {
	const before = orNotFound(await unsafeFindCorrection(trx, reference));
	await lockApplications(trx, [before.applicationId]);
	await trx.selectFrom("correction").select("id").where("id", "=", before.id).forUpdate().executeTakeFirstOrThrow();
	return orNotFound(await unsafeFindCorrection(trx, reference));
}
