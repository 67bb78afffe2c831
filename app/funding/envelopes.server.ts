import type { Kysely, Transaction } from "kysely";
import { sumDong } from "#app/kernel/dong.ts";
import { balancesOfBook } from "#app/ledger/balances.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** Whole đồng. What was allotted is the sum of the others and of what was recovered. */
export type EnvelopeBalances = {
	allottedDong: bigint;
	availableDong: bigint;
	reservedDong: bigint;
	committedDong: bigint;
	payableDong: bigint;
	/** Paid ahead, and not earned yet. */
	advancedDong: bigint;
	/** Earned, and kept back until the last claim. */
	retainedDong: bigint;
	/** Paid for what was earned. */
	paidDong: bigint;
};

/** The envelope of an association in a programme, opened if need be and locked until the transaction ends. */
export async function openEnvelope(
	trx: Transaction<Tables>,
	{ programmeId, associationId, now }: { programmeId: string; associationId: string; now: Date },
): Promise<string> {
	await trx
		.insertInto("envelope")
		.values({ programmeId, associationId, openedAt: now })
		.onConflict((conflict) => conflict.constraint("envelope_once").doNothing())
		.execute();
	const { id } = await trx
		.selectFrom("envelope")
		.select("id")
		.where("programmeId", "=", programmeId)
		.where("associationId", "=", associationId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	return id;
}

/** The envelope of an association in a programme; null where it has none. */
export async function findEnvelope(
	db: Kysely<Tables>,
	programmeId: string,
	associationId: string,
): Promise<string | null> {
	const row = await db
		.selectFrom("envelope")
		.select("id")
		.where("programmeId", "=", programmeId)
		.where("associationId", "=", associationId)
		.executeTakeFirst();
	return row?.id ?? null;
}

/** Where the money of an envelope stands; all 0 where the association has none. */
export async function envelopeBalances(
	db: Kysely<Tables>,
	programmeId: string,
	associationId: string,
): Promise<EnvelopeBalances> {
	const envelopeId = await findEnvelope(db, programmeId, associationId);
	const balances = envelopeId ? await balancesOfBook(db, envelopeId) : new Map<string, bigint>();
	const of = (kind: string) => balances.get(kind) ?? 0n;
	return {
		allottedDong: sumDong(balances.values()),
		availableDong: of("available"),
		reservedDong: of("reserved"),
		committedDong: of("committed"),
		payableDong: of("payable"),
		advancedDong: of("advanced"),
		retainedDong: of("retained"),
		paidDong: of("paid"),
	};
}
