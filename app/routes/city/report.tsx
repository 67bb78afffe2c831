import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { FileSpreadsheet } from "lucide-react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, readQuery } from "#app/house/http.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { reportRoles } from "#app/report/report.access.ts";
import { reportFilterForm } from "#app/report/report.forms.ts";
import { ReportFilterForm, ReportPeriods } from "#app/report/report-filter.tsx";
import { filterInWords } from "#app/report/report-filter-words.ts";
import { ROWS_A_PAGE, reportChoices, reportPage } from "#app/report/report-page.server.ts";
import { ReportRows, ReportSums } from "#app/report/report-tables.tsx";
import { CsvLinks } from "#app/ui/parts/csv-links.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.report_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...reportRoles);
	const read = readQuery(request, reportFilterForm);
	const choices = await reportChoices(db);
	const shared = { choices, pageSize: ROWS_A_PAGE, today: plainDateAt(now()) };
	if (!read.ok) return data({ ...shared, errors: read.fieldErrors, report: null, facts: null, doors: {} }, 422);
	const report = await reportPage(db, actor, read.data, askedPage(request));
	const facts = filterInWords(read.data, choices, currentLocale());
	return data({ ...shared, errors: {}, report, facts, doors: await doorsIn(db, actor, report.rows) });
}

export default function Report() {
	const { choices, errors, report, facts, pageSize, today } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	const given = Object.fromEntries(query);
	const downloads = (
		<div className="no-print flex flex-wrap gap-x-6 gap-y-2">
			<TextLink file icon={FileSpreadsheet} to={`/city/report.xlsx?${query}`}>
				{m.report_download_xlsx()}
			</TextLink>
			<CsvLinks path="/city/report.csv" query={query} label={m.report_download_csv()} />
		</div>
	);
	return (
		<>
			<PageTitle lead={m.report_lead()} action={report ? downloads : undefined}>
				{m.report_title()}
			</PageTitle>
			{facts ? (
				<ul className="paper-only mb-4">
					{facts.map((fact) => (
						<li key={fact}>{fact}</li>
					))}
				</ul>
			) : null}
			<ReportPeriods today={today} query={query} />
			<div className="paper-across grid gap-4">
				<Panel>
					<ReportFilterForm key={query.toString()} choices={choices} given={given} errors={errors} />
				</Panel>
				{report ? <Results report={report} pageSize={pageSize} /> : null}
			</div>
		</>
	);
}

type ResultsProps = { report: Awaited<ReturnType<typeof reportPage>>; pageSize: number };

function Results({ report, pageSize }: ResultsProps) {
	const [query] = useSearchParams();
	const { totals, rows, page, pages } = report;
	const locale = getLocale();
	const count = formatNumber(totals.count, locale);
	const hrefFor = (to: number) => {
		const asked = new URLSearchParams(query);
		asked.set("page", String(to));
		return `?${asked}`;
	};
	if (rows.length === 0) {
		return (
			<Panel>
				<EmptyState sentence={m.report_none()} />
			</Panel>
		);
	}
	const first = (page - 1) * pageSize + 1;
	return (
		<>
			<Panel title={m.report_totals_title({ count })} sub={m.report_totals_caption()}>
				<ReportSums totals={totals} />
			</Panel>
			<Panel title={m.report_rows_title()}>
				{pages > 1 ? (
					<p className="paper-only mb-2">{m.report_rows_paper({ from: first, to: first + rows.length - 1, count })}</p>
				) : null}
				<ReportRows rows={rows} totals={totals} />
				<Pagination
					page={page}
					pages={pages}
					hrefFor={hrefFor}
					summary={m.report_rows({ from: first, to: first + rows.length - 1, count })}
				/>
			</Panel>
		</>
	);
}
