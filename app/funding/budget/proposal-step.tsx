import type { MetaDescriptor } from "@remix-run/node";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { Actor } from "#app/house/access.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { canAnswerProposal, canWithdrawProposal, type Proposal } from "./budget.access.ts";
import { declineForm, stepForm } from "./budget.forms.ts";

const steps = {
	confirm: { title: m.budget_confirm_title, verb: m.budget_confirm_do, may: canAnswerProposal },
	decline: { title: m.budget_decline_title, verb: m.budget_decline_do, may: canAnswerProposal },
	withdraw: { title: m.budget_withdraw_title, verb: m.budget_withdraw_do, may: canWithdrawProposal },
};

export type Step = keyof typeof steps;

type Props = {
	step: Step;
	proposal: Proposal & { reference: string };
	actor: Actor;
	/** The proposal's own page, where it is left as it is. */
	back: string;
	/** Why it cannot be confirmed yet, whoever asks. */
	tooEarly?: string;
	/** What it means for the money. */
	children: ReactNode;
};

/** The title of the page of a step, for its `meta`. */
export function proposalStepTitle(step: Step, reference = ""): MetaDescriptor[] {
	return [{ title: `${steps[step].title({ reference })} – ${m.house_app_name()}` }];
}

/** Asks once more before a proposal is confirmed, declined or withdrawn; to decline it, also why. */
export function ProposalStep({ step, proposal, actor, back, tooEarly, children }: Props) {
	const declines = step === "decline";
	const form = useActionForm(declines ? declineForm : stepForm);
	const { title, verb, may } = steps[step];
	const { reference } = proposal;
	const permission = may(actor, proposal);
	const tooNew = step === "confirm" ? newlyGivenReason(actor, "programme_officer") : undefined;
	return (
		<ActionFormShell form={form} className="">
			<ConfirmBox
				title={<Unbroken text={title({ reference })} part={reference} />}
				actions={
					<>
						<SubmitButton
							form={form}
							look={declines ? "warning" : "primary"}
							disabledReason={permission.allowed ? (tooEarly ?? tooNew) : reasonText(permission.reason)}
						>
							{verb()}
						</SubmitButton>
						<Link to={back}>{m.budget_leave()}</Link>
					</>
				}
			>
				{children}
				{declines ? (
					<div className="mt-4">
						<TextAreaField form={form} name="reason" label={m.budget_decline_reason()} rows={3} />
					</div>
				) : null}
			</ConfirmBox>
		</ActionFormShell>
	);
}
