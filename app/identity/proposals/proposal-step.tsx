import type { MetaDescriptor } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { Actor } from "#app/house/access.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { proposalInWords } from "./person-words.ts";
import { canAnswer, canWithdraw } from "./proposal.access.ts";
import { confirmProposalForm, confirmResetForm, declineProposalForm, withdrawProposalForm } from "./proposal.forms.ts";
import { followsOf, reasonOf } from "./proposal-screen.tsx";
import type { ProposalRow } from "./proposals.server.ts";

const steps = {
	confirm: { title: m.people_confirm_title, verb: m.people_confirm, may: canAnswer },
	decline: { title: m.people_decline_title, verb: m.people_decline, may: canAnswer },
	withdraw: { title: m.people_withdraw_title, verb: m.people_withdraw, may: canWithdraw },
};

export type Step = keyof typeof steps;

/** The title of the page of a step, for its `meta`. */
export function proposalStepTitle(step: Step): MetaDescriptor[] {
	return [{ title: `${steps[step].verb()} – ${m.house_app_name()}` }];
}

/** The form of a step: what it has to say depends on what was proposed. */
function stepFormOf(step: Step, { kind }: Pick<ProposalRow, "kind">) {
	if (step === "decline") return declineProposalForm;
	if (step === "withdraw") return withdrawProposalForm;
	return kind === "reset-factor" ? confirmResetForm : confirmProposalForm;
}

type Props = { step: Step; proposal: ProposalRow; actor: Actor; earliest: Date };

/** Asks once more before a proposal about a person is confirmed, declined or withdrawn. */
export function ProposalStep({ step, proposal, actor, earliest }: Props) {
	const form = useActionForm(stepFormOf(step, proposal));
	const { title, verb, may } = steps[step];
	const label = wordsLabel(step, proposal);
	return (
		<ActionFormShell form={form} className="">
			<ConfirmBox
				title={title({ what: proposalInWords(proposal), name: proposal.personName })}
				actions={
					<>
						<SubmitButton
							form={form}
							look={step === "decline" ? "warning" : "primary"}
							disabledReason={reasonOf(may(actor, proposal))}
						>
							{verb()}
						</SubmitButton>
						<Link to={`/admin/people/proposals/${proposal.id}`}>{m.people_leave()}</Link>
					</>
				}
			>
				<p>{m.people_turn_text_short({ by: proposal.proposedByName, basis: proposal.basis })}</p>
				{step === "confirm" ? <p>{followsOf(proposal, earliest)}</p> : null}
				{label ? (
					<div className="mt-4">
						<TextAreaField form={form} name="words" label={label.label} hint={label.hint} rows={3} />
					</div>
				) : null}
			</ConfirmBox>
		</ActionFormShell>
	);
}

function wordsLabel(step: Step, { kind }: ProposalRow): { label: string; hint?: string } | null {
	if (step === "decline") return { label: m.people_decline_why() };
	if (step === "confirm" && kind === "reset-factor") {
		return { label: m.people_checked_how(), hint: m.people_checked_how_hint() };
	}
	return null;
}
