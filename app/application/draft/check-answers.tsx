import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TickField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canSubmit } from "../application.access.ts";
import { AmountsPanel } from "./amounts-panel.tsx";
import { businessRows, documentRows, lineRows, lineTitle, type RowContext } from "./check-rows.tsx";
import { submitForm } from "./draft.forms.ts";
import { type DraftCase, judgeDraft } from "./draft.rules.ts";
import { draftFaults } from "./draft-faults.ts";

type Props = {
	draft: DraftCase;
	/** It was sent back, and says what it said before. */
	unchanged: boolean;
	/** Made by the loader: submitting twice is submitting once. */
	submissionId: string;
};

/** Everything once more before it is submitted: faults marked at their rows, the sum beside, the commitments below. */
export function CheckAnswers({ draft, unchanged, submissionId }: Props) {
	const form = useActionForm(submitForm);
	const faults = draftFaults(draft, getLocale());
	const faulty = Object.keys(faults).length;
	const eligibility = judgeDraft(draft);
	const context: RowContext = { draft, faults };
	const permission = canSubmit(draft);
	const blocked = !permission.allowed
		? reasonText(permission.reason)
		: faulty > 0
			? m.application_check_blocked()
			: undefined;
	const documents = documentRows(context);
	return (
		<div className="mt-5 md:grid md:grid-cols-[1fr_22rem] md:items-start md:gap-x-12">
			<ActionFormShell
				form={form}
				action={`/applications/${draft.reference}/submit`}
				className="md:contents"
				summaryTitle={(count) => m.application_check_summary({ count })}
				faults={faults}
			>
				<div className="md:col-start-1">
					<PageTitle lead={m.application_check_lead({ reference: draft.reference })}>
						{m.application_check_title()}
					</PageTitle>
					<Section title={m.application_check_business()}>
						<SummaryList rows={businessRows(context)} />
					</Section>
					{draft.lines.length === 0 ? (
						<Section title={m.application_check_lines()}>
							<SummaryList rows={lineRows(context, null)} />
						</Section>
					) : null}
					{draft.lines.map((line, at) => (
						<Section key={line.id} title={lineTitle(context, at)}>
							<SummaryList rows={lineRows(context, at)} />
						</Section>
					))}
					{documents.length > 0 ? (
						<Section title={m.application_check_other_documents()}>
							<SummaryList rows={documents} />
						</Section>
					) : null}
				</div>
				{/* Beside everything on a desk, the summary of what is wrong included; on a phone before the commitments. */}
				<div className="mt-8 md:col-start-2 md:row-span-5 md:row-start-1 md:mt-0">
					<AmountsPanel rules={draft.rules} eligibility={eligibility} />
				</div>
				<HiddenField name="submissionId" value={submissionId} />
				<HiddenField name="draftVersion" value={String(draft.draftVersion)} />
				<HiddenField name="shownDong" value={String(eligibility?.allowedDong ?? 0n)} />
				<div className="mt-8 md:col-start-1 md:mt-0">
					<Section title={m.application_check_commit()} rule={false}>
						<div className="form mt-3">
							<TickField
								form={form}
								name="truthful"
								label={m.application_check_commit_truthful()}
								hint={m.application_check_commit_truthful_source()}
							/>
							<TickField form={form} name="notBought" label={m.application_check_commit_not_bought()} />
							{unchanged ? (
								<TickField
									form={form}
									name="unchanged"
									label={m.application_check_unchanged()}
									hint={m.application_check_unchanged_hint()}
								/>
							) : null}
						</div>
					</Section>
					<div className="actions mt-8">
						<SubmitButton form={form} disabledReason={blocked}>
							{draft.submittedAt ? m.application_check_resubmit() : m.application_check_submit()}
						</SubmitButton>
						<Link to={`/applications/${draft.reference}`}>{m.application_check_later()}</Link>
					</div>
				</div>
			</ActionFormShell>
		</div>
	);
}
