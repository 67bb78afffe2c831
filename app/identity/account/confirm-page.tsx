import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { nothingForm } from "./account.forms.ts";

type Props = {
	/** The question. */
	title: string;
	text: string;
	/** The button, which repeats the verb. */
	submit: string;
	look?: "primary" | "warning";
	/** The way back that changes nothing. */
	keep?: { to: string; label: string };
	/** Why it cannot be done, where the page knows. */
	disabledReason?: string;
	/** Hidden fields. */
	children?: ReactNode;
};

/** Asks once more; also where a button of the account's page was refused, to say why. */
export function ConfirmPage({ title, text, submit, look = "warning", keep, disabledReason, children }: Props) {
	const form = useActionForm(nothingForm);
	const { to, label } = keep ?? { to: "/account", label: m.account_to_account() };
	return (
		<ActionFormShell form={form}>
			{children}
			<ConfirmBox
				title={title}
				actions={
					<>
						<SubmitButton form={form} look={look} disabledReason={disabledReason}>
							{submit}
						</SubmitButton>
						<Link to={to}>{label}</Link>
					</>
				}
			>
				{text}
			</ConfirmBox>
		</ActionFormShell>
	);
}
