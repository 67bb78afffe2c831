import { type Kysely, sql, type Transaction } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { addDays, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { addWorkingDays } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";
import { canPay, canSeePayments } from "../disbursement.access.ts";
import type { DayChangeAsSeen, DayChangeState, DayKind } from "./day-change.rules.ts";
import { type DayOf, dayTarget } from "./day-target.server.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("dayChange").selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>;

export type DayChangeRow = Omit<Row, "kind" | "state"> & { kind: DayKind; state: DayChangeState };

/** The open proposal for a payment or a batch, held; null where there is none. */
export async function lockOpenChange(trx: Transaction<Tables>, targetId: string): Promise<DayChangeRow | null> {
	const row = await ofTarget(trx, targetId).where("state", "=", "proposed").forUpdate().executeTakeFirst();
	return (row as DayChangeRow | undefined) ?? null;
}

function ofTarget(db: Kysely<Tables>, id: string) {
	return all(db).where(sql<string>`coalesce(disbursement_id, batch_id)`, "=", id);
}

export type DayChangePage = DayOf & {
	from: PlainDate;
	earliest: PlainDate;
	today: PlainDate;
	/** The first working day from today on, for a batch. */
	suggested: PlainDate | null;
	/** The proposal that waits for a second person. */
	open: (DayChangeRow & { asSeen: DayChangeAsSeen }) | null;
	ownBusiness: boolean;
};

/** What the page of a day shows; null where the day cannot be changed, or for who does not pay. @throws NotFound. */
export async function dayChangePage(
	db: Kysely<Tables>,
	actor: Actor,
	of: DayOf,
	now: Date,
): Promise<DayChangePage | null> {
	if (!canPay(actor).allowed) return null;
	const today = plainDateAt(now);
	const target = await dayTarget(db, actor, of, today);
	if (!target) return null;
	const { from, earliest, recordedBy, ownBusiness } = target;
	const row = (await ofTarget(db, target.id).where("state", "=", "proposed").executeTakeFirst()) as
		| DayChangeRow
		| undefined;
	const { proposedBy = "" } = row ?? {};
	return {
		...of,
		...{ from, earliest, today, ownBusiness },
		suggested: of.kind === "executes-on" ? addWorkingDays(addDays(today, -1), 1, await readHolidays(db)) : null,
		open: row ? { ...row, asSeen: { state: row.state, proposedBy, recordedBy, ownBusiness } } : null,
	};
}

/** A proposal that waits for a second person: of which payment or batch. */
export type WaitingDay = DayOf & { id: string; from: PlainDate; to: PlainDate; proposedByName: string };

/** All that wait, oldest first; for who may see payments. */
export async function waitingDays(db: Kysely<Tables>, actor: Actor): Promise<WaitingDay[]> {
	if (!canSeePayments(actor).allowed) return [];
	const rows = await db
		.selectFrom("dayChange")
		.leftJoin("disbursement", "disbursement.id", "dayChange.disbursementId")
		.leftJoin("paymentBatch", "paymentBatch.id", "dayChange.batchId")
		.select(["dayChange.id", "kind", "fromDay as from", "toDay as to", "proposedByName"])
		.select(["disbursement.reference as payment", "paymentBatch.reference as batch"])
		.where("dayChange.state", "=", "proposed")
		.orderBy("proposedAt")
		.orderBy("dayChange.id")
		.execute();
	return rows.map(({ kind, payment, batch, ...row }) => ({
		...row,
		kind: kind as DayKind,
		reference: payment ?? batch ?? "",
	}));
}
