import { type Kysely, sql, type Transaction } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { batchAsSeen, lockBatch, unsafeFindBatch } from "../batches.server.ts";
import { lockPayment } from "../payments.server.ts";
import type { DayKind } from "./day-change.rules.ts";

/** What has a day that can be changed. */
export type DayTarget = {
	kind: DayKind;
	/** Of the payment or the batch. */
	id: string;
	reference: string;
	from: PlainDate;
	/** The first day that it can have been, or be. */
	earliest: PlainDate;
	/** Who booked the payment as paid; null for a batch. */
	recordedBy: string | null;
	/** The actor belongs to a business that is paid. */
	ownBusiness: boolean;
};

export type DayOf = { kind: DayKind; reference: string };

/**
 * The payment or batch whose day can be changed now: a payment by bank that is recorded as paid; a batch whose day has
 * passed while some of its payments still wait for the bank. Null where it cannot.
 */
export async function dayTarget(
	db: Kysely<Tables>,
	actor: Actor,
	{ kind, reference }: DayOf,
	today: PlainDate,
): Promise<DayTarget | null> {
	return kind === "paid-on" ? await paidTarget(db, actor, reference) : await batchTarget(db, actor, reference, today);
}

/** The same, held until the transaction ends. */
export async function lockDayTarget(
	trx: Transaction<Tables>,
	actor: Actor,
	of: DayOf,
	today: PlainDate,
): Promise<DayTarget | null> {
	await (of.kind === "paid-on" ? lockPayment(trx, of.reference) : lockBatch(trx, of.reference));
	return dayTarget(trx, actor, of, today);
}

async function paidTarget(db: Kysely<Tables>, actor: Actor, reference: string): Promise<DayTarget | null> {
	const row = orNotFound(
		await db
			.selectFrom("disbursement")
			.leftJoin("ledgerTransfer", (join) =>
				join
					.onRef("ledgerTransfer.why", "=", "disbursement.reference")
					.on("ledgerTransfer.reason", "=", sql.lit("pay"))
					.on((eb) =>
						eb.not(
							eb.exists(
								eb.selectFrom("ledgerTransfer as reversal").whereRef("reversal.reverses", "=", "ledgerTransfer.id"),
							),
						),
					),
			)
			.select(["disbursement.id", "state", "rail", "paidOn", "sentAt", "applicationId", "ledgerTransfer.actorId"])
			.where("disbursement.reference", "=", reference)
			.executeTakeFirst(),
	);
	if (row.state !== "paid" || row.rail !== "bank-file" || row.paidOn === null) return null;
	assert(row.sentAt, `${reference} was paid, so it was sent`);
	return {
		kind: "paid-on",
		id: row.id,
		reference,
		from: row.paidOn,
		earliest: plainDateAt(row.sentAt),
		recordedBy: row.actorId,
		ownBusiness: await isTied(db, actor.personId, row.applicationId),
	};
}

async function batchTarget(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	today: PlainDate,
): Promise<DayTarget | null> {
	const batch = orNotFound(await unsafeFindBatch(db, reference));
	const { id, rail, executesOn } = batch;
	if (rail !== "bank-file" || executesOn === null || executesOn >= today) return null;
	const waiting = await db
		.selectFrom("disbursement")
		.select("id")
		.where("batchId", "=", id)
		.where("state", "in", ["sent", "unknown"])
		.executeTakeFirst();
	if (!waiting) return null;
	const { ownBusiness } = await batchAsSeen(db, batch, actor);
	return { kind: "executes-on", id, reference, from: executesOn, earliest: today, recordedBy: null, ownBusiness };
}
