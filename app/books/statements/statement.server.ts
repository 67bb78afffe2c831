import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { endOfDay, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { columnsOf, type Holder, type StatementColumn } from "./holder.ts";
import type { StatementFilter } from "./statement.forms.ts";

/** One movement of money on one of a holder's columns, with what the column holds after it. */
export type StatementLine = {
	id: bigint;
	at: Date;
	/** What the key of the transfer begins with: which step booked it. */
	step: string;
	/** The reference that caused it; null where the step has none. */
	why: string | null;
	/** The application that it is about, where there is one. */
	application: string | null;
	transferId: string;
	reason: string;
	/** It cancels another transfer. */
	isReversal: boolean;
	/** The correction that reverses it, or would: proposed or confirmed. */
	correction: string | null;
	correctionState: "proposed" | "confirmed" | null;
	actorId: string | null;
	actorName: string;
	column: StatementColumn;
	amountDong: bigint;
	balanceDong: bigint;
};

/** The accounts of one holder. An account of an application stands in the book of the envelope that pays it. */
function accountsOf({ kind, id }: Holder): RawBuilder<unknown> {
	const kinds = [...columnsOf[kind]];
	if (kind === "programme" || kind === "envelope") {
		return sql`select account.id, account.kind from ledger_account account
			where account.book = ${id} and account.kind = any(${kinds}::text[])`;
	}
	const whose = kind === "business" ? sql`application.business_id::text = ${id}` : sql`application.reference = ${id}`;
	return sql`select account.id, account.kind from application
		join envelope on envelope.programme_id = application.programme_id
			and envelope.association_id = application.association_id
		join ledger_account account on account.kind = any(${kinds}::text[])
			and account.book = envelope.id::text and account.owner = application.id::text
		where ${whose}`;
}

/**
 * All entries of a holder, each with the balance of its column after it. They stand in the order of their moments, those
 * of one moment in the order in which they were booked, so that a balance at the end of a day is what was booked until then.
 */
function entriesOf(holder: Holder): RawBuilder<Omit<StatementLine, "application" | "correction" | "correctionState">> {
	return sql`(
		select entry.id, transfer.at, transfer.id as transfer_id, transfer.reason, transfer.reverses is not null as is_reversal,
			split_part(transfer.key, ':', 1) as step, transfer.why,
			transfer.actor_id, transfer.actor_name, account.kind as column, entry.amount_dong,
			(sum(entry.amount_dong) over (partition by account.kind order by transfer.at, entry.id))::bigint as balance_dong
		from (${accountsOf(holder)}) account
		join ledger_entry entry on entry.account_id = account.id
		join ledger_transfer transfer on transfer.id = entry.transfer_id
	)`;
}

/** The application of the reference that caused an entry: its own, or that of a claim, a payment or a recovery. */
const application = sql<string | null>`(
	select application.reference from application where application.reference = line.why
	union all select application.reference from claim join application on application.id = claim.application_id
		where claim.reference = line.why
	union all select application.reference from disbursement
		join application on application.id = disbursement.application_id where disbursement.reference = line.why
	union all select application.reference from recovery
		join application on application.id = recovery.application_id where recovery.reference = line.why
	union all select application.reference from correction
		join application on application.id = correction.application_id where correction.reference = line.why
	order by reference limit 1)`;

/** A column of the correction that a line's transfer has. */
function ofCorrection<Value>(column: "reference" | "state") {
	return sql<Value>`(select ${sql.ref(column)} from correction
		where correction.transfer_id = line.transfer_id and correction.state in ('proposed', 'confirmed'))`;
}

type Lines = SelectQueryBuilder<Tables & { line: StatementLine }, "line", StatementLine>;

/** The entries of a period and column, in no order yet. */
function linesOf(db: Kysely<Tables>, holder: Holder, { from, to, column }: StatementFilter): Lines {
	let lines = db
		.selectFrom(entriesOf(holder).as("line"))
		.selectAll()
		.select(application.as("application"))
		.select([
			ofCorrection<string | null>("reference").as("correction"),
			ofCorrection<StatementLine["correctionState"]>("state").as("correctionState"),
		]) as unknown as Lines;
	if (from !== null) lines = lines.where("line.at", ">=", startOfDay(from));
	if (to !== null) lines = lines.where("line.at", "<=", endOfDay(to));
	if (column !== "") lines = lines.where("line.column", "=", column);
	return lines;
}

/** A whole statement, the oldest entry first. For those who may read it (`statementReaders`). */
export function unsafeStatementLines(db: Kysely<Tables>, holder: Holder, filter: StatementFilter): Lines {
	return linesOf(db, holder, filter).orderBy("line.at").orderBy("line.id");
}

const LINES_A_PAGE = 50;

export type StatementPage = {
	lines: StatementLine[] /** The number after which the next page goes on. */;
	next: bigint | null;
};

/** One page of a statement, the newest entry first. For those who may read it (`statementReaders`). */
export async function unsafeStatementPage(
	db: Kysely<Tables>,
	holder: Holder,
	filter: StatementFilter,
): Promise<StatementPage> {
	let lines = linesOf(db, holder, filter);
	if (filter.before !== null) {
		lines = lines.where(
			sql<boolean>`(line.at, line.id) < (select transfer.at, entry.id from ledger_entry entry
				join ledger_transfer transfer on transfer.id = entry.transfer_id where entry.id = ${filter.before})`,
		);
	}
	const found = await lines
		.orderBy("line.at", "desc")
		.orderBy("line.id", "desc")
		.limit(LINES_A_PAGE + 1)
		.execute();
	const shown = found.slice(0, LINES_A_PAGE);
	return { lines: shown, next: found.length > LINES_A_PAGE ? (shown.at(-1)?.id ?? null) : null };
}

/** What a column held before the period, took in, gave out, and held at its end. In whole đồng. */
export type ColumnBalance = {
	column: StatementColumn;
	beforeDong: bigint;
	inDong: bigint;
	outDong: bigint;
	afterDong: bigint;
};

/** The balances of a holder's columns at the beginning and at the end of a period. */
export async function unsafeStatementBalances(
	db: Kysely<Tables>,
	holder: Holder,
	{ from, to }: Pick<StatementFilter, "from" | "to">,
): Promise<ColumnBalance[]> {
	const start = from === null ? sql`'-infinity'::timestamptz` : sql`${startOfDay(from)}::timestamptz`;
	const end = to === null ? sql`'infinity'::timestamptz` : sql`${endOfDay(to)}::timestamptz`;
	const within = sql`transfer.at >= ${start} and transfer.at <= ${end}`;
	const sum = (when: RawBuilder<unknown>) => sql`coalesce(sum(entry.amount_dong) filter (where ${when}), 0)::bigint`;
	const { rows } = await sql<ColumnBalance>`
		select account.kind as column, ${sum(sql`transfer.at < ${start}`)} as before_dong,
			${sum(sql`${within} and entry.amount_dong > 0`)} as in_dong,
			-${sum(sql`${within} and entry.amount_dong < 0`)} as out_dong,
			${sum(sql`transfer.at <= ${end}`)} as after_dong
		from (${accountsOf(holder)}) account
		join ledger_entry entry on entry.account_id = account.id
		join ledger_transfer transfer on transfer.id = entry.transfer_id
		group by account.kind`.execute(db);
	const nothing = { beforeDong: 0n, inDong: 0n, outDong: 0n, afterDong: 0n };
	return columnsOf[holder.kind].map((column) => rows.find((row) => row.column === column) ?? { column, ...nothing });
}
