import { Link, useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { withTo } from "./entrance.ts";
import { resendForm } from "./identity.forms.ts";

/** After a sign-up: where the mail went, once more on request, another address, and what can be done meanwhile. */
export function MailOnItsWay({ email }: { email: string }) {
	const [query] = useSearchParams();
	const form = useActionForm(resendForm, { form: "resend" });
	return (
		<>
			<PageTitle lead={m.identity_check_mail_text({ email })}>{m.identity_check_mail()}</PageTitle>
			{query.has("again") ? <Notice tone="green">{m.identity_mail_again({ email })}</Notice> : null}
			<p>{m.identity_mail_carries()}</p>
			<ActionFormShell form={form}>
				<HiddenField name="email" value={email} />
				<div className="actions mt-6">
					<SubmitButton form={form} look="secondary">
						{m.identity_mail_resend()}
					</SubmitButton>
					<Link to={withTo("/sign-up", query)}>{m.identity_mail_wrong_address()}</Link>
				</div>
			</ActionFormShell>
			<p className="mt-6">
				<Link to={withTo("/sign-in", query)}>{m.identity_mail_confirmed()}</Link>
			</p>
			<p className="mt-2">
				<Link to="/check">{m.identity_mail_meanwhile()}</Link>
			</p>
		</>
	);
}
