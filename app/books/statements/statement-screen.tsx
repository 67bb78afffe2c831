import { Link, useSearchParams } from "@remix-run/react";
import { FilterForm, FilterSelect, FilterText } from "#app/form/filter-form.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { CsvLinks } from "#app/ui/parts/csv-links.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { columnsOf, type Holder, statementPath } from "./holder.ts";
import type { CeilingBalance, HolderFacts } from "./holder-facts.server.ts";
import type { StatementFilter } from "./statement.forms.ts";
import type { ColumnBalance, StatementPage } from "./statement.server.ts";
import { BalanceTable, CeilingTable, LineTable } from "./statement-tables.tsx";
import { columnName, holderKindName, periodTitle } from "./statement-text.ts";

export type Statement = {
	filter: StatementFilter;
	balances: ColumnBalance[];
	page: StatementPage;
	ceilings: CeilingBalance[];
};

type Props = {
	facts: HolderFacts;
	statement: Statement | null;
	errors: FieldErrors;
	/** The reader may open the pages of payments. */
	readsPayments: boolean;
	/** The reader may propose a correction. */
	mayCorrect: boolean;
};

/** The money of one holder: its balances over a period, and every entry with what it left. */
export function StatementScreen({ facts, statement, errors, readsPayments, mayCorrect }: Props) {
	const [query] = useSearchParams();
	const locale = getLocale();
	const { holder, above } = facts;
	const name = locale === "vi" ? facts.nameVi : facts.nameEn;
	const of = locale === "vi" ? facts.ofVi : facts.ofEn;
	return (
		<>
			<BackLink to="/finance/statements">{m.books_statements_title()}</BackLink>
			<PageTitle
				over={holderKindName(holder.kind, locale)}
				lead={above && of ? <Link to={statementPath(above)}>{of}</Link> : of || undefined}
				action={
					statement ? (
						<div className="no-print flex flex-wrap gap-x-6 gap-y-2">
							<CsvLinks path={`${statementPath(holder)}/entries.csv`} query={query} label={m.books_statement_csv()} />
						</div>
					) : undefined
				}
			>
				{name}
			</PageTitle>
			<div className="grid gap-4">
				<div className="no-print">
					<Panel>
						<StatementFilterForm holder={holder} errors={errors} />
					</Panel>
				</div>
				{statement ? (
					<Entries holder={holder} statement={statement} readsPayments={readsPayments} mayCorrect={mayCorrect} />
				) : null}
			</div>
		</>
	);
}

function StatementFilterForm({ holder, errors }: { holder: Holder; errors: FieldErrors }) {
	const [query] = useSearchParams();
	const bind = (name: string) => ({ name, given: query.get(name) ?? "", error: errors[name] });
	const columns = columnsOf[holder.kind].map((column) => ({ value: column, label: columnName(column, getLocale()) }));
	return (
		<FilterForm
			key={query.toString()}
			label={m.books_statement_filter()}
			clearHref={statementPath(holder)}
			errors={errors}
		>
			<FilterText {...bind("from")} label={m.books_statement_from()} day />
			<FilterText {...bind("to")} label={m.books_statement_to()} day />
			{columns.length > 1 ? (
				<FilterSelect
					{...bind("column")}
					label={m.books_statement_column()}
					all={m.books_statement_column_all()}
					options={columns}
				/>
			) : null}
		</FilterForm>
	);
}

type EntriesProps = Pick<Props, "readsPayments" | "mayCorrect"> & { holder: Holder; statement: Statement };

function Entries({ holder, statement, readsPayments, mayCorrect }: EntriesProps) {
	const { filter, balances, page, ceilings } = statement;
	const shown = balances.filter(({ column }) => filter.column === "" || filter.column === column);
	return (
		<>
			<Panel title={periodTitle(filter, getLocale())}>
				<BalanceTable balances={shown} />
			</Panel>
			{ceilings.length > 0 ? (
				<Panel title={m.books_statement_ceilings()} sub={m.books_statement_ceilings_sub()}>
					<CeilingTable ceilings={ceilings} />
				</Panel>
			) : null}
			<Panel title={m.books_statement_lines()}>
				{page.lines.length === 0 ? (
					<EmptyState sentence={m.books_statement_none()} />
				) : (
					<LineTable lines={page.lines} holder={holder} readsPayments={readsPayments} mayCorrect={mayCorrect} />
				)}
				<Pages filter={filter} next={page.next} />
			</Panel>
		</>
	);
}

/** On to older entries, which are asked for by the last number shown, so that new ones do not move the pages. */
function Pages({ filter, next }: { filter: StatementFilter; next: bigint | null }) {
	const [query] = useSearchParams();
	if (next === null && filter.before === null) return null;
	const hrefFor = (before: bigint | null) => {
		const asked = new URLSearchParams(query);
		asked.delete("before");
		if (before !== null) asked.set("before", String(before));
		return `?${asked}`;
	};
	return (
		<p className="no-print mt-4 flex flex-wrap gap-x-6 gap-y-2">
			{filter.before === null ? null : <Link to={hrefFor(null)}>{m.books_statement_newest()}</Link>}
			{next === null ? null : <Link to={hrefFor(next)}>{m.books_statement_older()}</Link>}
		</p>
	);
}
