import { Lock } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SelectField, SubmitButton, TickField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { m } from "#messages/messages.js";
import { mailsForm } from "./account.forms.ts";
import type { MailsView } from "./account-view.ts";

/** Which mails come, and in which language. What is always sent has a lock and no box. */
export function MailsForm({ mails, inBusiness }: { mails: MailsView; inBusiness: boolean }) {
	const ticked = Object.fromEntries(mails.kinds.filter((kind) => mails.wanted[kind]).map((kind) => [kind, "on"]));
	const form = useActionForm(mailsForm, { form: "mails", saved: { ...ticked, locale: mails.locale } });
	return (
		<ActionFormShell form={form} action="/account/mails">
			<div>
				<div className="flex items-start gap-3 py-2">
					<Icon of={Lock} className="mx-1 mt-1 shrink-0" />
					<p>
						{inBusiness ? m.account_mails_official() : m.account_mails_official_staff()}
						<span className="choice-hint">
							{inBusiness ? m.account_mails_official_hint() : m.account_mails_official_staff_hint()}
						</span>
					</p>
				</div>
				{mails.kinds.includes("reminders") ? (
					<TickField
						form={form}
						name="reminders"
						label={m.account_mails_reminders()}
						hint={m.account_mails_reminders_hint()}
					/>
				) : null}
				{mails.kinds.includes("messages") ? (
					<TickField
						form={form}
						name="messages"
						label={m.account_mails_messages()}
						hint={m.account_mails_messages_hint()}
					/>
				) : null}
			</div>
			<SelectField
				form={form}
				name="locale"
				label={m.account_mails_language()}
				options={[
					{ value: "vi", label: m.account_mails_vi() },
					{ value: "en", label: m.account_mails_en() },
				]}
			/>
			<SubmitButton form={form} look="secondary" wide>
				{m.account_mails_submit()}
			</SubmitButton>
		</ActionFormShell>
	);
}
