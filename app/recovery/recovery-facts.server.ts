import { type Kysely, sql } from "kysely";
import { thaw } from "#app/application/frozen-json.ts";
import type { EventFacts } from "#app/application/move-application.server.ts";
import { submittedName } from "#app/application/submission.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { lastPlans } from "./plans.server.ts";
import { receiptCounts } from "./recoveries.server.ts";
import { type Standing, standingOf } from "./recovery.rules.ts";
import type { RecoveryEvent, RecoveryState } from "./recovery.states.ts";

/** A recovery with what it is about. */
export type RecoverySummary = {
	id: string;
	reference: string;
	state: RecoveryState;
	amountDong: bigint;
	reason: string;
	answerBy: PlainDate;
	dueOn: PlainDate;
	contest: string | null;
	madeAt: Date;
	confirmedAt: Date | null;
	payment: { reference: string; amountDong: bigint; paidOn: PlainDate | null; payeeName: string };
	application: string;
	applicationId: string;
	businessId: string;
	businessName: string;
	/** It is paid back in parts that the business chose. */
	planned: boolean;
	standing: Standing;
};

export type RecoveryEventRow = {
	id: string;
	at: Date;
	what: RecoveryEvent;
	side: "business" | "city";
	actorName: string;
	facts: EventFacts;
};

/** Recoveries with what they are about. Who may see which of them is the caller's to say. */
export function unsafeRecoveries(db: Kysely<Tables>) {
	return db
		.selectFrom("recovery")
		.innerJoin("disbursement", "disbursement.id", "recovery.disbursementId")
		.innerJoin("application", "application.id", "recovery.applicationId")
		.innerJoin("business", "business.id", "application.businessId")
		.select(["recovery.id", "recovery.reference", "recovery.state", "recovery.amountDong", "reason", "answerBy"])
		.select(["dueOn", "contest", "madeAt", "confirmedAt", "madeBy", "confirmedBy", "recovery.applicationId"])
		.select(["disbursement.reference as payment", "disbursement.amountDong as paymentDong", "paidOn", "payeeName"])
		.select(["application.reference as application", "business.id as businessId", submittedName.as("businessName")])
		.select((eb) =>
			eb.and([eb("recovery.proposal", "is not", null), eb("proposalConfirmedBy", "is", null)]).as("proposed"),
		)
		.select((eb) =>
			eb
				.cast<bigint>(
					eb.fn.coalesce(
						eb
							.selectFrom("recoveryReceipt")
							.select((receipt) => receipt.fn.sum("recoveryReceipt.amountDong").as("sum"))
							.whereRef("recoveryReceipt.recoveryId", "=", "recovery.id")
							.where(receiptCounts),
						eb.lit(0),
					),
					"bigint",
				)
				.as("receivedDong"),
		);
}

type Row = Awaited<ReturnType<ReturnType<typeof unsafeRecoveries>["executeTakeFirstOrThrow"]>>;

/** The same with where they stand today. */
export async function withStanding<Each extends Row>(
	db: Kysely<Tables>,
	rows: readonly Each[],
	now: Date,
): Promise<(RecoverySummary & { row: Each })[]> {
	const today = plainDateAt(now);
	const plans = await lastPlans(
		db,
		rows.map(({ id }) => id),
	);
	return rows.map((row) => {
		const { payment, paymentDong, paidOn, payeeName, receivedDong, ...others } = row;
		// Who it was, and what is only proposed, stays with the officers.
		const { madeBy: _by, confirmedBy: _second, proposed: _proposed, ...facts } = others;
		const state = row.state as RecoveryState;
		const plan = plans.get(row.id) ?? null;
		const { amountDong, dueOn } = row;
		return {
			...facts,
			row,
			state,
			payment: { reference: payment, amountDong: paymentDong, paidOn, payeeName },
			planned: plan !== null,
			standing: standingOf({ state, amountDong, dueOn, receivedDong, plan, today }),
		};
	});
}

/** One step of a recovery's trail. */
export async function recoveryEvent(
	db: Kysely<Tables>,
	eventId: string,
): Promise<Pick<RecoveryEventRow, "what" | "facts"> & { recoveryId: string }> {
	const { what, facts, recoveryId } = await db
		.selectFrom("recoveryEvent")
		.select(["what", "facts", "recoveryId"])
		.where("id", "=", BigInt(eventId))
		.executeTakeFirstOrThrow();
	return { what: what as RecoveryEvent, facts: thaw<EventFacts>(facts), recoveryId };
}

/** What happened to recoveries, newest first. */
export async function recoveryEvents(
	db: Kysely<Tables>,
	recoveryIds: readonly string[],
): Promise<(RecoveryEventRow & { recoveryId: string })[]> {
	if (recoveryIds.length === 0) return [];
	const rows = await db
		.selectFrom("recoveryEvent")
		.select(["id", "recoveryId", "at", "what", "side", "actorName", "facts"])
		.where("recoveryId", "in", recoveryIds)
		.orderBy("id", "desc")
		.execute();
	return rows.map((row) => ({
		...row,
		id: String(row.id),
		what: row.what as RecoveryEvent,
		side: row.side as RecoveryEventRow["side"],
		facts: thaw<EventFacts>(row.facts),
	}));
}

/**
 * Those in which something of the business is awaited, for reminders: not where an officer has written down money that came
 * back, and another has not seen it yet.
 */
export function awaitedRecoveries(db: Kysely<Tables>) {
	return unsafeRecoveries(db)
		.where("recovery.state", "in", ["notified", "due"])
		.where(sql<boolean>`recovery.proposal ->> 'decision' is distinct from 'receive'`)
		.execute();
}
