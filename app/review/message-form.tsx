import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { messageForm } from "./review.forms.ts";

/** Writes to the other side of the thread. `messageId` is made by the page's loader. */
export function MessageForm({ messageId }: { messageId: string }) {
	const form = useActionForm(messageForm);
	return (
		<ActionFormShell form={form}>
			<HiddenField name="messageId" value={messageId} />
			<TextAreaField form={form} name="body" label={m.review_message_body()} hint={m.review_message_hint()} />
			<div>
				<SubmitButton form={form}>{m.review_message_send()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
