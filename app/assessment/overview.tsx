import { Link, useSearchParams } from "@remix-run/react";
import { ArrowRight, Check } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { assessmentIdForm } from "./assessment.forms.ts";
import { CompletedTable } from "./completed-table.tsx";
import type { OverviewPage, Unfinished } from "./overview-page.server.ts";
import type { PillarProgress } from "./progress.rules.ts";
import type { NothingToAnswer } from "./question-page.server.ts";
import { StartForm } from "./start-form.tsx";

/** The way into the questionnaire, or back into it. */
export function Overview({ page, newId }: { page: OverviewPage; newId: string }) {
	const { unfinished, completed } = page;
	return (
		<>
			{unfinished ? <UnfinishedOverview unfinished={unfinished} /> : <Start page={page} newId={newId} />}
			{completed.total > 0 ? (
				<div id="results">
					<Section title={m.assessment_overview_earlier()} rule={false}>
						<CompletedTable completed={completed} />
					</Section>
				</div>
			) : null}
		</>
	);
}

function Start({ page: { framework, completed }, newId }: { page: OverviewPage; newId: string }) {
	const [query] = useSearchParams();
	const gains = [m.assessment_start_gain_level(), m.assessment_start_gain_next(), m.assessment_start_gain_steps()];
	return (
		<>
			<PageTitle lead={m.assessment_start_lead(framework)}>{m.assessment_start_title()}</PageTitle>
			<div className="mb-5">
				<WhyHere why={query.get("why") as NothingToAnswer | null} />
			</div>
			<h2 className="type-h3">{m.assessment_start_gain_title()}</h2>
			<ul className="mt-2 mb-6">
				{gains.map((gain) => (
					<li key={gain} className="flex items-start gap-2 py-1">
						<Icon of={Check} className="mt-[0.2em] shrink-0 text-green" />
						{gain}
					</li>
				))}
			</ul>
			<StartForm newId={newId} again={completed.total > 0} />
			<p className="mt-4">
				<Link to="/sign-in?to=/assess">{m.assessment_sign_in_to_go_on()}</Link>
			</p>
			<p className="mt-6 text-ink2 text-small">
				{m.assessment_source_note({ version: framework.version })} {framework.source[getLocale()]}
			</p>
		</>
	);
}

/** What became of the question that was asked for. */
function WhyHere({ why }: { why: NothingToAnswer | null }) {
	if (why === "completed") return <Notice tone="yellow" title={m.assessment_refusal_completed()} />;
	if (why !== "no-cookie") return null;
	return (
		<Notice tone="yellow" title={m.assessment_no_cookie_title()}>
			{m.assessment_no_cookie_text()}
		</Notice>
	);
}

function UnfinishedOverview({ unfinished }: { unfinished: Unfinished }) {
	const { answered, total, savedAt, nextNumber, canFinish, pillars, later } = unfinished;
	const locale = getLocale();
	const columns: Column<PillarProgress>[] = [
		{
			key: "pillar",
			head: m.assessment_column_pillar(),
			rowHead: true,
			cell: (pillar) => <Link to={`/assess/${pillar.firstNumber}`}>{pillar[locale]}</Link>,
		},
		{
			key: "answered",
			head: m.assessment_overview_answered(),
			number: true,
			cell: (pillar) => `${pillar.answered}/${pillar.questions}`,
		},
	];
	return (
		<>
			<PageTitle lead={m.assessment_overview_saved({ time: formatDateTime(savedAt, locale) })}>
				{m.assessment_overview_title({ answered, total })}
			</PageTitle>
			{canFinish ? <FinishForm assessmentId={unfinished.id} skipped={later.length} /> : null}
			{nextNumber === null ? null : (
				<p className="mt-4">
					<ButtonLink to={`/assess/${nextNumber}`} iconAfter={ArrowRight} look={canFinish ? "secondary" : "primary"}>
						{m.assessment_overview_go_on({ number: nextNumber })}
					</ButtonLink>
				</p>
			)}
			{later.length > 0 ? (
				<Section title={m.assessment_overview_later()}>
					<ul>
						{later.map((question) => (
							<li key={question.number} className="border-line border-b py-3">
								<Link to={`/assess/${question.number}`}>
									<span className="num">{question.number}</span>. {question[locale]}
								</Link>
							</li>
						))}
					</ul>
				</Section>
			) : null}
			<Section title={m.assessment_overview_pillars()} rule={false}>
				<div className="max-w-[40rem]">
					<DataTable
						caption={m.assessment_overview_pillars()}
						captionHidden
						columns={columns}
						rows={pillars}
						rowKey={(pillar) => pillar.firstNumber}
						narrow="table"
						roomy
					/>
				</div>
			</Section>
		</>
	);
}

function FinishForm({ assessmentId, skipped }: { assessmentId: string; skipped: number }) {
	const form = useActionForm(assessmentIdForm);
	return (
		<ActionFormShell form={form} action="/assess/complete">
			<HiddenField name="assessmentId" value={assessmentId} />
			{skipped > 0 ? (
				<p>
					{m.assessment_overview_skipped({ count: skipped })} {m.assessment_skipped_rule()}
				</p>
			) : null}
			<p>{m.assessment_overview_final()}</p>
			<div className="actions">
				<SubmitButton form={form}>{m.assessment_overview_see_result()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
