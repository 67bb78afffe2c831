import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { HolderKind, StatementColumn } from "./holder.ts";
import type { StatementFilter } from "./statement.forms.ts";
import type { StatementLine } from "./statement.server.ts";

type Words = typeof m.books_step_allot;

const columns: Record<StatementColumn, Words> = {
	unallotted: m.books_column_unallotted,
	available: m.books_column_available,
	reserved: m.books_column_reserved,
	committed: m.books_column_committed,
	payable: m.books_column_payable,
	advanced: m.books_column_advanced,
	retained: m.books_column_retained,
	paid: m.books_column_paid,
	recovered: m.books_column_recovered,
};

/** "Đang giữ chỗ". */
export function columnName(column: StatementColumn, locale: Locale): string {
	return columns[column]({}, { locale });
}

/** By what the key of a transfer begins with: one word of it is one step of the money (docs/money-details.md). */
const steps: Record<string, Words> = {
	appropriate: m.books_step_appropriate,
	"top-up": m.books_step_top_up,
	cut: m.books_step_cut,
	allot: m.books_step_allot,
	"take-back": m.books_step_take_back,
	move: m.books_step_move,
	"close-year": m.books_step_close_year,
	reserve: m.books_step_reserve,
	commit: m.books_step_commit,
	lapse: m.books_step_lapse,
	cancel: m.books_step_cancel,
	payable: m.books_step_payable,
	pay: m.books_step_pay,
	"release-rest": m.books_step_release_rest,
	recover: m.books_step_recover,
	cover: m.books_step_cover,
	"return-cover": m.books_step_return_cover,
	reverse: m.books_step_reverse,
};

/** "Ký thỏa thuận". A step of another version of the program keeps its word. */
export function stepName(step: string, locale: Locale): string {
	return ownValue(steps, step)?.({}, { locale }) ?? step;
}

/** Who booked it. What nobody pressed was the system's. */
export function actorName(
	{ actorId, actorName }: Pick<StatementLine, "actorId" | "actorName">,
	locale: Locale,
): string {
	return actorId === null ? m.books_statement_system({}, { locale }) : actorName;
}

const kinds: Record<HolderKind, Words> = {
	programme: m.books_statement_of_programme,
	envelope: m.books_statement_of_envelope,
	business: m.books_statement_of_business,
	application: m.books_statement_of_application,
};

/** "Hạn mức". */
export function holderKindName(kind: HolderKind, locale: Locale): string {
	return kinds[kind]({}, { locale });
}

/** "Số dư từ ngày 01/11/2026 đến hết ngày 30/11/2026". */
export function periodTitle({ from, to }: Pick<StatementFilter, "from" | "to">, locale: Locale): string {
	const options = { locale };
	if (from !== null && to !== null) {
		const days = { from: formatDate(from, locale), to: formatDate(to, locale) };
		return m.books_statement_balances_period(days, options);
	}
	if (from !== null) return m.books_statement_balances_from({ from: formatDate(from, locale) }, options);
	if (to !== null) return m.books_statement_balances_to({ to: formatDate(to, locale) }, options);
	return m.books_statement_balances_all({}, options);
}
