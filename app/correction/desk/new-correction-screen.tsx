import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { proposeForm } from "../correction.forms.ts";
import { causeText, correctedThing } from "../correction-text.ts";
import type { NewCorrectionPage } from "./correction-page.server.ts";
import { PostingPanels } from "./posting-panels.tsx";

type Page = Exclude<NewCorrectionPage, { live: string }>;
type Proposable = Extract<Page, { refusal: null }>;

/** Proposes to reverse a transfer: what was booked, what will be, what follows, and why; or how it is undone instead. */
export function NewCorrectionScreen({ page, correctionId }: { page: Page; correctionId: string }) {
	if (page.refusal !== null) {
		return (
			<>
				<BackLink to="/finance/corrections">{m.correction_list_title()}</BackLink>
				<PageTitle>{m.correction_new_not()}</PageTitle>
				<Panel rule="yellow">
					<p>{page.refusal}</p>
				</Panel>
			</>
		);
	}
	const { subject, booked } = page;
	return (
		<>
			<BackLink to={backOf(page)}>{correctedThing(subject)}</BackLink>
			<PageTitle over={<LinkedText text={correctedThing(subject)} />} lead={subject.businessName}>
				{m.correction_new_title()}
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<div className="grid gap-4">
					<PostingPanels booked={booked} reversalTitle={m.correction_to_book()} />
				</div>
				<ProposeForm page={page} correctionId={correctionId} />
			</div>
		</>
	);
}

function backOf({ subject: { mends, of, application } }: Proposable): string {
	return mends === "payment" ? `/finance/payments/${of}/answer` : `/finance/statements/application/${application}`;
}

/** What follows when a second person confirms. */
export function Follows({ subject: { mends, of, rail } }: Pick<Proposable, "subject">) {
	return (
		<>
			<p>
				<LinkedText
					text={mends === "payment" ? m.correction_follows_payment({ of }) : m.correction_follows_receipt({ of })}
				/>
			</p>
			{mends === "payment" && rail === "stripe" ? <p className="mt-2">{m.correction_follows_stripe()}</p> : null}
		</>
	);
}

function ProposeForm({ page, correctionId }: { page: Proposable; correctionId: string }) {
	const form = useActionForm(proposeForm);
	const { causes, subject } = page;
	const [onlyCause] = causes;
	return (
		<Panel rule="yellow">
			<div className="mb-5">
				<Follows subject={subject} />
			</div>
			<ActionFormShell form={form}>
				<HiddenField name="correctionId" value={correctionId} />
				{causes.length === 1 && onlyCause ? (
					<HiddenField name="cause" value={onlyCause} />
				) : (
					<RadioField
						form={form}
						name="cause"
						label={m.correction_cause()}
						choices={causes.map((cause) => ({ value: cause, label: causeText(cause, subject.mends) }))}
					/>
				)}
				<TextAreaField
					form={form}
					name="reason"
					label={m.correction_reason()}
					hint={m.correction_reason_hint()}
					rows={3}
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.correction_new_propose()}</SubmitButton>
				</div>
				<p className="mt-2 text-ink2 text-small">{m.correction_new_next()}</p>
			</ActionFormShell>
		</Panel>
	);
}
