import { AnswerLinks } from "#app/funding/budget/budget-change-screen.tsx";
import type { Actor } from "#app/house/access.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClosingPage } from "./closing-page.server.ts";
import { ClosingStateTag } from "./closing-state-tag.tsx";
import { ClosingTable } from "./closing-table.tsx";
import { tooEarlyToConfirm } from "./closing-text.ts";
import { confirmableFrom } from "./year-closing.rules.ts";

/** A closing: who proposed and confirmed it, how far the work is, and what it does or did by association. */
export function ClosingScreen({ closing, actor, today }: { closing: ClosingPage; actor: Actor; today: PlainDate }) {
	const { reference, year, state, rows, progress } = closing;
	const locale = getLocale();
	const programme = locale === "vi" ? closing.programmeVi : closing.programmeEn;
	const tooEarly = tooEarlyToConfirm(year, today, locale);
	const confirmable = m.budget_closing_confirmable({ date: formatDate(confirmableFrom(year), locale) });
	return (
		<>
			<BackLink to="/city/budget/closings">{m.budget_closing_back_list()}</BackLink>
			<PageTitle over={<Unbroken text={m.budget_closing_over({ reference })} part={reference} />} lead={programme}>
				{m.budget_closing_title({ year })}
			</PageTitle>
			<div className="grid gap-4">
				{progress ? (
					<Notice tone="blue" title={m.budget_closing_progress()}>
						{m.budget_closing_progress_text(progress)}
					</Notice>
				) : null}
				<Panel>
					<SummaryList rows={factsOf(closing)} />
				</Panel>
				{state === "proposed" ? (
					<Panel rule="yellow" title={m.budget_answer_title()} sub={tooEarly ? confirmable : undefined}>
						<AnswerLinks
							own={`/city/budget/closings/${reference}`}
							actor={actor}
							proposal={closing}
							tooEarly={tooEarly}
						/>
					</Panel>
				) : null}
				{rows.length > 0 ? <ClosingTable rows={rows} isDone={state !== "proposed"} /> : null}
			</div>
		</>
	);
}

function factsOf(closing: ClosingPage): SummaryRow[] {
	const locale = getLocale();
	const { state, endedAt, endedByName, endReason, doneAt } = closing;
	const ended = state === "declined" ? m.budget_fact_declined() : m.budget_fact_confirmed();
	const counted = (count: number | null, amountDong: bigint | null) =>
		m.budget_closing_count_amount({ count: count ?? 0, amount: formatDong(amountDong ?? 0n, locale) });
	return [
		{ term: m.budget_fact_state(), value: <ClosingStateTag state={state} /> },
		{
			term: m.budget_fact_proposed(),
			value: `${closing.proposedByName}, ${formatDateTime(closing.proposedAt, locale)}`,
		},
		...(endedAt
			? [
					{
						term: state === "withdrawn" ? m.budget_fact_withdrawn() : ended,
						value: `${endedByName}, ${formatDateTime(endedAt, locale)}`,
						note: endReason ?? undefined,
					},
				]
			: []),
		...(doneAt
			? [
					{ term: m.budget_closing_fact_lapsed(), value: counted(closing.lapsedCount, closing.lapsedDong) },
					{ term: m.budget_closing_fact_stayed(), value: counted(closing.stayedCount, closing.stayedDong) },
					{ term: m.budget_closing_fact_returned(), value: formatDong(closing.returnedDong ?? 0n, locale) },
					{ term: m.budget_closing_fact_done(), value: formatDateTime(doneAt, locale) },
				]
			: []),
	];
}
