import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { taskForm } from "./answer.forms.ts";
import { findingText } from "./answer-text.ts";
import type { AnswerTask } from "./answers-page.server.ts";

/** A line that no payment matches: what the bank wrote, and the note that closes it. */
export function TaskScreen({ task, mayPay }: { task: AnswerTask; mayPay: boolean }) {
	const { fileName, position, reference, payment, amountDong, said, finding, answerId } = task;
	return (
		<>
			<BackLink to="/finance/answers">{m.bank_answer_title()}</BackLink>
			<PageTitle over={<span className="wrap-anywhere">{m.bank_answer_task_title({ file: fileName, position })}</span>}>
				{findingText(finding)}
			</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Panel title={m.bank_answer_task_facts()}>
					<SummaryList
						rows={[
							{
								term: m.bank_answer_field_reference(),
								value: payment ? (
									<TextLink to={`/finance/payments/${payment}/answer`}>{payment}</TextLink>
								) : (
									<span className="wrap-anywhere">{reference || m.bank_answer_no_reference()}</span>
								),
							},
							{
								term: m.bank_answer_field_amount(),
								value: amountDong === null ? "–" : formatDong(amountDong, getLocale()),
							},
							{ term: m.bank_answer_field_words(), value: said || "–" },
							{
								term: m.bank_answer_column_file(),
								value: <TextLink to={`/finance/answers/${answerId}`}>{fileName}</TextLink>,
							},
						]}
					/>
				</Panel>
				{mayPay && !task.closedAt ? <CloseForm /> : null}
			</div>
		</>
	);
}

function CloseForm() {
	const form = useActionForm(taskForm);
	return (
		<Panel rule="yellow">
			<ActionFormShell form={form}>
				<TextAreaField
					form={form}
					name="note"
					label={m.bank_answer_task_note()}
					hint={m.bank_answer_task_note_hint()}
					rows={3}
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.bank_answer_task_close()}</SubmitButton>
				</div>
			</ActionFormShell>
		</Panel>
	);
}
