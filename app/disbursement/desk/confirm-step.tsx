import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { confirmForm } from "../disbursement.forms.ts";

type Props = {
	/** The question. */
	title: ReactNode;
	/** The verb, on the button. */
	verb: string;
	/** Where it is left as it is. */
	back: string;
	/** Why it cannot be done now. */
	disabledReason?: string;
	children: ReactNode;
};

/** Asks once more before a batch or a payment goes its way. */
export function ConfirmStep({ title, verb, back, disabledReason, children }: Props) {
	const form = useActionForm(confirmForm);
	return (
		<ActionFormShell form={form} className="">
			<ConfirmBox
				title={title}
				actions={
					<>
						<SubmitButton form={form} disabledReason={disabledReason}>
							{verb}
						</SubmitButton>
						<Link to={back}>{m.disbursement_keep()}</Link>
					</>
				}
			>
				{children}
			</ConfirmBox>
		</ActionFormShell>
	);
}
