import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatTime } from "#app/kernel/plain-date.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { takeUpForm } from "../review.forms.ts";
import type { OpenCase } from "./case-page.server.ts";

/** A new file can be looked at without any consequence; one press takes it up, and the business is told. */
export function TakeUpForm({ page: { reference, declaredAt } }: { page: OpenCase }) {
	const form = useActionForm(takeUpForm);
	return (
		<div className="no-print mb-4">
			<Panel rule="green" title={m.review_take_up_title()}>
				<p>{m.review_take_up_text()}</p>
				{declaredAt ? (
					<p className="mt-1 text-ink2 text-small">{m.review_declared_none({ at: formatTime(declaredAt) })}</p>
				) : null}
				<div className="mt-4">
					<ActionFormShell form={form} action={`/review/${reference}/take-up`}>
						<div>
							<SubmitButton form={form}>{m.review_take_up_do()}</SubmitButton>
						</div>
					</ActionFormShell>
				</div>
			</Panel>
		</div>
	);
}
