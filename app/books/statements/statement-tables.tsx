import { correctableReasons } from "#app/correction/correction.rules.ts";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { useDoor } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type Holder, statementPath } from "./holder.ts";
import type { CeilingBalance } from "./holder-facts.server.ts";
import type { ColumnBalance, StatementLine } from "./statement.server.ts";
import { actorName, columnName, stepName } from "./statement-text.ts";

/** What each column held, took in, gave out and holds. What went in and out adds up to nothing: it moves between columns. */
export function BalanceTable({ balances }: { balances: readonly ColumnBalance[] }) {
	const locale = getLocale();
	type Amount = keyof ColumnBalance & `${string}Dong`;
	const amount = (key: Amount, head: string): Column<ColumnBalance> => ({
		key,
		head,
		number: true,
		cell: (row) => formatDongPlain(row[key], locale),
	});
	const total = (key: Amount) =>
		balances.length > 1 ? formatDongPlain(sumDong(balances.map((row) => row[key])), locale) : undefined;
	const columns: Column<ColumnBalance>[] = [
		{
			key: "column",
			head: m.books_statement_column(),
			rowHead: true,
			total: balances.length > 1 ? m.books_statements_sum() : undefined,
			cell: ({ column }) => columnName(column, locale),
		},
		{ ...amount("beforeDong", m.books_statement_before()), total: total("beforeDong") },
		amount("inDong", m.books_statement_in()),
		amount("outDong", m.books_statement_out()),
		{ ...amount("afterDong", m.books_statement_after()), total: total("afterDong") },
	];
	return (
		<DataTable
			caption={m.books_statement_balances_all()}
			captionHidden
			columns={columns}
			rows={balances}
			rowKey={({ column }) => column}
		/>
	);
}

export function CeilingTable({ ceilings }: { ceilings: readonly CeilingBalance[] }) {
	const locale = getLocale();
	const columns: Column<CeilingBalance>[] = [
		{
			key: "item",
			head: m.books_statement_ceiling_item(),
			rowHead: true,
			cell: ({ item, vi, en }) => (locale === "vi" ? vi : en) ?? item,
		},
		{ key: "year", head: m.books_statement_ceiling_year(), number: true, cell: ({ year }) => year },
		{
			key: "used",
			head: m.books_statement_ceiling_used(),
			number: true,
			cell: ({ usedDong }) => formatDongPlain(usedDong, locale),
		},
		{
			key: "cap",
			head: m.books_statement_ceiling_cap(),
			number: true,
			cell: ({ capDong }) => formatDongPlain(capDong, locale),
		},
	];
	return (
		<DataTable
			caption={m.books_statement_ceilings()}
			captionHidden
			columns={columns}
			rows={ceilings}
			rowKey={({ item, year }) => `${item} ${year}`}
		/>
	);
}

/** Whether the reader may open the pages of payments, and propose a correction. */
type Rights = { readsPayments: boolean; mayCorrect: boolean };

type CauseProps = { line: StatementLine; holder: Holder };

/** The cause as a link: its own page, or else the statement of its application. */
function Cause({ line: { why, application }, holder }: CauseProps) {
	const door = useDoor(why ?? "");
	if (why === null) return "–";
	const onItsOwn = holder.kind === "application" && application === holder.id;
	const statement = application === null || onItsOwn ? null : statementPath({ kind: "application", id: application });
	const to = door ?? statement;
	if (to === null) return <span className="num whitespace-nowrap">{why}</span>;
	return (
		<TextLink to={to} className="num whitespace-nowrap">
			{why}
		</TextLink>
	);
}

/** What was booked, that it is reversed or is to be, and for who may propose it the way to that, once for a transfer. */
function Step({ line, readsPayments, mayCorrect }: Rights & { line: StatementLine }) {
	const { step, correction, correctionState, transferId, reason, isReversal, amountDong } = line;
	const isCorrectable = mayCorrect && correctableReasons.includes(reason) && !isReversal && amountDong > 0n;
	const mark = correctionState === "confirmed" ? m.books_statement_reversed : m.books_statement_proposed;
	const marked = correction ? mark({ correction }) : null;
	return (
		<>
			{stepName(step, getLocale())}
			{correction ? (
				<span className="block text-small">
					{readsPayments ? <TextLink to={`/finance/corrections/${correction}`}>{marked}</TextLink> : marked}
				</span>
			) : null}
			{isCorrectable && !correction ? (
				<span className="no-print block text-small">
					<TextLink to={`/finance/corrections/new?transfer=${transferId}`}>
						{m.books_statement_correct()}
						<span className="sr-only"> {line.why}</span>
					</TextLink>
				</span>
			) : null}
		</>
	);
}

/** Entries: when, what, for what, by whom; which column they moved, by how much, and what it held then. */
export function LineTable({
	lines,
	holder,
	readsPayments,
	mayCorrect,
}: Rights & { lines: readonly StatementLine[]; holder: Holder }) {
	const locale = getLocale();
	const amount = (amountDong: bigint) => (amountDong > 0n ? formatDongPlain(amountDong, locale) : "");
	const columns: Column<StatementLine>[] = [
		{
			key: "at",
			head: m.books_statement_at(),
			cell: ({ at }) => <span className="num whitespace-nowrap">{formatDateTime(at, locale)}</span>,
		},
		{
			key: "what",
			head: m.books_statement_what(),
			rowHead: true,
			cell: (line) => <Step line={line} readsPayments={readsPayments} mayCorrect={mayCorrect} />,
		},
		{
			key: "why",
			head: m.books_statement_why(),
			cell: (line) => <Cause line={line} holder={holder} />,
		},
		{ key: "who", head: m.books_statement_who(), cell: (line) => actorName(line, locale) },
		{ key: "column", head: m.books_statement_column(), cell: ({ column }) => columnName(column, locale) },
		{ key: "in", head: m.books_statement_in(), number: true, cell: ({ amountDong }) => amount(amountDong) },
		{ key: "out", head: m.books_statement_out(), number: true, cell: ({ amountDong }) => amount(-amountDong) },
		{
			key: "balance",
			head: m.books_statement_balance(),
			number: true,
			cell: ({ balanceDong }) => formatDongPlain(balanceDong, locale),
		},
	];
	return (
		<DataTable
			caption={m.books_statement_lines()}
			captionHidden
			columns={columns}
			rows={lines}
			rowKey={({ id }) => String(id)}
		/>
	);
}
