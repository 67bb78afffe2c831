import { AnswerLinks } from "#app/funding/budget/budget-change-screen.tsx";
import { BudgetStateTag } from "#app/funding/budget/budget-state-tag.tsx";
import { ProposalStep, type Step } from "#app/funding/budget/proposal-step.tsx";
import type { Actor } from "#app/house/access.ts";
import { formatDate, formatDateTime, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { HolidayChangeRow } from "./holiday-changes.server.ts";
import { daysInWords, holidayKindName } from "./holiday-words.ts";
import type { HolidayChangePage } from "./working-days-page.server.ts";

/** A change of the working days: which days, by what document, what it does to running clocks, who proposed and answered it. */
export function HolidayChangeScreen({ change, actor }: { change: HolidayChangePage; actor: Actor }) {
	const locale = getLocale();
	const { reference, kind, state, awaited } = change;
	return (
		<>
			<BackLink to="/city/working-days">{m.holiday_back()}</BackLink>
			<PageTitle
				over={<Unbroken text={m.holiday_change_over({ reference })} part={reference} />}
				lead={daysInWords(change, locale)}
			>
				{holidayKindName(kind, locale)}
			</PageTitle>
			<div className="grid gap-4">
				<Panel>
					<SummaryList rows={factsOf(change)} />
				</Panel>
				{state === "proposed" ? (
					<>
						<Panel title={m.holiday_clocks_title()}>
							<p>{m.holiday_clocks_awaited({ count: awaited })}</p>
							<p className="mt-2">{m.holiday_clocks_stay()}</p>
							<p className="mt-2">{m.holiday_clocks_undo()}</p>
						</Panel>
						<Panel rule="yellow" title={m.budget_answer_title()}>
							<AnswerLinks own={`/city/working-days/${reference}`} actor={actor} proposal={change} />
						</Panel>
					</>
				) : null}
			</div>
		</>
	);
}

function factsOf(change: HolidayChangePage): SummaryRow[] {
	const locale = getLocale();
	const { kind, state, days, documentNumber, documentOn, proposedByName, proposedAt } = change;
	const { endedAt, endedByName, endReason } = change;
	const name = locale === "vi" ? change.nameVi : change.nameEn;
	const endings = {
		confirmed: m.budget_fact_confirmed,
		declined: m.budget_fact_declined,
		withdrawn: m.budget_fact_withdrawn,
	};
	const ended = state === "proposed" ? null : endings[state]();
	return [
		{ term: m.budget_fact_state(), value: <BudgetStateTag state={state} /> },
		{ term: m.holiday_fact_kind(), value: holidayKindName(kind, locale) },
		...(state === "proposed" || state === "confirmed"
			? [{ term: m.holiday_fact_days(), value: days.map((day) => formatDateWithWeekday(day, locale)).join("; ") }]
			: []),
		...(name ? [{ term: m.holiday_fact_name(), value: name }] : []),
		{
			term: m.holiday_fact_document(),
			value: m.holiday_document({ number: documentNumber, date: formatDate(documentOn, locale) }),
		},
		{ term: m.budget_fact_proposed(), value: `${proposedByName}, ${formatDateTime(proposedAt, locale)}` },
		...(ended && endedAt
			? [
					{
						term: ended,
						value: `${endedByName ?? ""}, ${formatDateTime(endedAt, locale)}`,
						note: endReason ?? undefined,
					},
				]
			: []),
	];
}

/** Asks once more about a change of the working days: which days, and what they become. */
export function HolidayChangeStep({ step, change, actor }: { step: Step; change: HolidayChangeRow; actor: Actor }) {
	const locale = getLocale();
	return (
		<ProposalStep step={step} proposal={change} actor={actor} back={`/city/working-days/${change.reference}`}>
			<p>{m.holiday_step_what({ kind: holidayKindName(change.kind, locale), days: daysInWords(change, locale) })}</p>
			{step === "confirm" ? <p>{m.holiday_clocks_stay()}</p> : null}
		</ProposalStep>
	);
}
