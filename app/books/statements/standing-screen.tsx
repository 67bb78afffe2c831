import { useSearchParams } from "@remix-run/react";
import { type FinanceCounts, FinanceTabs } from "#app/disbursement/finance-tabs.tsx";
import { FilterForm, FilterText } from "#app/form/filter-form.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type HolderKind, statementPath } from "./holder.ts";
import type { BusinessStanding, ProgrammeStanding, Standing, StandingPage } from "./standing.server.ts";

type Props = { day: PlainDate; page: StandingPage | null; errors: FieldErrors; counts: FinanceCounts | null };

/** Where all money stands at the end of a day, and the way to every statement. */
export function StandingScreen({ day, page, errors, counts }: Props) {
	const [query] = useSearchParams();
	const bind = (name: string) => ({ name, given: query.get(name) ?? "", error: errors[name] });
	return (
		<>
			{counts ? null : <BackLink to="/city/budget">{m.budget_title()}</BackLink>}
			<PageTitle lead={m.books_statements_lead({ day: formatDate(day, getLocale()) })}>
				{m.books_statements_title()}
			</PageTitle>
			{counts ? <FinanceTabs current="statements" counts={counts} /> : null}
			<div className="grid gap-4">
				<div className="no-print">
					<Panel>
						<FilterForm
							key={query.toString()}
							label={m.books_statements_filter()}
							clearHref="/finance/statements"
							errors={errors}
						>
							<FilterText {...bind("day")} label={m.books_statements_day()} day />
							<FilterText {...bind("business")} label={m.books_statements_business()} />
						</FilterForm>
					</Panel>
				</div>
				{page ? <Standings page={page} searched={(query.get("business") ?? "") !== ""} /> : null}
			</div>
		</>
	);
}

function Standings({ page, searched }: { page: StandingPage; searched: boolean }) {
	const { programmes, businesses, more } = page;
	const noBusiness = searched ? m.books_statements_no_business_found() : m.books_statements_no_business();
	const found = (
		<Panel key="businesses" title={m.books_statements_businesses()}>
			{businesses.length === 0 ? <EmptyState sentence={noBusiness} /> : <Businesses rows={businesses} />}
			{more ? (
				<p className="mt-3 text-ink2 text-small">{m.books_statements_businesses_more({ count: businesses.length })}</p>
			) : null}
		</Panel>
	);
	return (
		<>
			{searched ? found : null}
			{programmes.length === 0 ? (
				<Panel>
					<EmptyState sentence={m.books_statements_no_programme()} />
				</Panel>
			) : (
				programmes.map((each) => <Programme key={each.programme.id} {...each} />)
			)}
			{searched ? null : found}
		</>
	);
}

const parts = [
	"freeDong",
	"reservedDong",
	"committedDong",
	"payableDong",
	"advancedDong",
	"retainedDong",
	"paidDong",
	"recoveredDong",
] as const;

function sumOf(row: Standing): bigint {
	return sumDong(parts.map((part) => row[part]));
}

/** The parts of the money, and their sum. `total` adds up the rows. */
function amounts<Row extends Standing>(shown: readonly (typeof parts)[number][], total: readonly Row[]): Column<Row>[] {
	const locale = getLocale();
	const heads = {
		freeDong: m.books_statements_free(),
		reservedDong: m.books_column_reserved(),
		committedDong: m.books_column_committed(),
		payableDong: m.books_column_payable(),
		advancedDong: m.books_column_advanced(),
		retainedDong: m.books_column_retained(),
		paidDong: m.books_column_paid(),
		recoveredDong: m.books_column_recovered(),
	};
	const column = (key: string, head: string, of: (row: Row) => bigint): Column<Row> => ({
		key,
		head,
		number: true,
		cell: (row) => formatDongPlain(of(row), locale),
		total: total.length > 0 ? formatDongPlain(sumDong(total.map(of)), locale) : undefined,
	});
	return [
		...shown.map((part) => column(part, heads[part], (row) => row[part])),
		column("sum", m.books_statements_sum(), sumOf),
	];
}

function nameOf({ nameVi, nameEn }: Standing): string {
	return getLocale() === "vi" ? nameVi : nameEn;
}

type HolderRow = Standing & { kind: HolderKind };

function Programme({ programme, envelopes }: ProgrammeStanding) {
	const rows: HolderRow[] = [
		{ ...programme, kind: "programme" },
		...envelopes.map((envelope) => ({ ...envelope, kind: "envelope" as const })),
	];
	const columns: Column<HolderRow>[] = [
		{
			key: "holder",
			head: m.books_statements_holder(),
			rowHead: true,
			total: m.books_statements_sum(),
			cell: (row) => (
				<TextLink to={statementPath(row)}>
					{row.kind === "programme" ? m.books_statements_programme_own() : nameOf(row)}
				</TextLink>
			),
		},
		...amounts(parts, rows),
	];
	return (
		<Panel title={nameOf(programme)}>
			<DataTable caption={nameOf(programme)} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
		</Panel>
	);
}

function Businesses({ rows }: { rows: readonly BusinessStanding[] }) {
	const columns: Column<BusinessStanding>[] = [
		{
			key: "holder",
			head: m.books_statements_holder(),
			rowHead: true,
			cell: (row) => (
				<>
					<TextLink to={statementPath({ kind: "business", id: row.id })}>{nameOf(row)}</TextLink>
					<span className="cell-sub num">{formatTaxCode({ digits: row.taxCode, branch: row.branch })}</span>
				</>
			),
		},
		...amounts<BusinessStanding>(
			parts.filter((part) => part !== "freeDong"),
			[],
		),
	];
	return (
		<DataTable
			caption={m.books_statements_businesses()}
			captionHidden
			columns={columns}
			rows={rows}
			rowKey={({ id }) => id}
		/>
	);
}
