import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { Permission } from "#app/house/access.ts";
import { reasonText } from "#app/house/refusal.ts";
import { ConfirmBox } from "#app/ui/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { declineForm, stepForm } from "./budget.forms.ts";

type Props = {
	/** The question. */
	title: ReactNode;
	/** The verb, on the button. */
	verb: string;
	/** Where it is left as it is. */
	back: string;
	permission: Permission<Parameters<typeof reasonText>[0]>;
	/** Asks why, in words that the proposer reads. */
	asksWhy?: boolean;
	/** What it means for the money. */
	children: ReactNode;
};

/** Asks once more before a proposal is confirmed, declined or withdrawn. */
export function ProposalStep({ title, verb, back, permission, asksWhy, children }: Props) {
	const form = useActionForm(asksWhy ? declineForm : stepForm);
	return (
		<ActionFormShell form={form} className="">
			<ConfirmBox
				title={title}
				actions={
					<>
						<SubmitButton
							form={form}
							look={asksWhy ? "warning" : "primary"}
							disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
						>
							{verb}
						</SubmitButton>
						<Link to={back}>{m.budget_leave()}</Link>
					</>
				}
			>
				{children}
				{asksWhy ? (
					<div className="mt-4">
						<TextAreaField form={form} name="reason" label={m.budget_decline_reason()} rows={3} />
					</div>
				) : null}
			</ConfirmBox>
		</ActionFormShell>
	);
}
