import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { proposalForm } from "../recovery.forms.ts";
import { proposalText } from "../recovery-text.ts";
import type { RecoveryPage } from "./recovery-page.server.ts";

/** What another officer proposes, to ask less or nothing any more, or saw come back: confirmed or declined by a second one. */
export function ProposalScreen({ recovery }: { recovery: RecoveryPage }) {
	const { reference, proposal } = recovery;
	return (
		<>
			<BackLink to={`/finance/recoveries/${reference}`}>
				<Unbroken text={m.recovery_back({ reference })} part={reference} />
			</BackLink>
			<PageTitle>
				<Unbroken text={m.recovery_proposal_title({ reference })} part={reference} />
			</PageTitle>
			<Panel rule={proposal ? "yellow" : undefined}>
				{proposal ? <Answer recovery={recovery} proposal={proposal} /> : <p>{m.recovery_proposal_none()}</p>}
			</Panel>
		</>
	);
}

type AnswerProps = { recovery: RecoveryPage; proposal: NonNullable<RecoveryPage["proposal"]> };

function Answer({ recovery: { answerProposal, tooNew }, proposal }: AnswerProps) {
	const form = useActionForm(proposalForm);
	const isReceipt = proposal.decision === "receive";
	const confirm = {
		value: "confirm",
		label: isReceipt ? m.recovery_proposal_seen() : m.recovery_proposal_confirm(),
		hint: isReceipt ? m.recovery_proposal_seen_hint() : m.recovery_proposal_confirm_hint(),
	};
	const decline = { value: "decline", label: m.recovery_proposal_decline(), hint: m.recovery_proposal_decline_hint() };
	const mayConfirm = answerProposal.allowed && tooNew === undefined;
	const whyNot = answerProposal.allowed ? tooNew : reasonText(answerProposal.reason);
	return (
		<>
			<p>{proposalText(proposal)}</p>
			{proposal.decision === "receive" ? null : (
				<blockquote className="timeline-quote my-4 whitespace-pre-line">
					<Typed text={proposal.reasons} />
				</blockquote>
			)}
			<ActionFormShell form={form}>
				<HiddenField name="proposedAt" value={proposal.at.toISOString()} />
				<RadioField
					form={form}
					name="answer"
					label={m.recovery_proposal_question()}
					hint={mayConfirm ? undefined : whyNot}
					choices={mayConfirm ? [confirm, decline] : [decline]}
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.recovery_proposal_submit()}</SubmitButton>
				</div>
			</ActionFormShell>
		</>
	);
}
