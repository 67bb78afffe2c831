import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDong, formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DisbursementState } from "../disbursement.states.ts";
import { DisbursementStateTag } from "../disbursement-state-tag.tsx";
import { taskForm } from "./answer.forms.ts";
import type { AnswerLine } from "./answer-page.server.ts";
import { findingText } from "./answer-text.ts";
import type { AnswerTask } from "./answers-page.server.ts";

/** A line that no payment matches: what the bank wrote, and the note that closes it. */
export function TaskScreen({ task, mayPay }: { task: AnswerTask & { whole: AnswerLine["batch"] }; mayPay: boolean }) {
	const { fileName, position, reference, payment, amountDong, said, finding, answerId } = task;
	const { on, recordedOn, batch, whole } = task;
	const day = (date: string) => <span className="num">{formatDate(date, getLocale())}</span>;
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
							...(on ? [{ term: m.bank_answer_field_day(), value: day(on) }] : []),
							...(finding === "other-day" && recordedOn
								? [{ term: m.bank_answer_task_recorded_on(), value: day(recordedOn) }]
								: []),
							...(batch && finding === "whole-batch"
								? [
										{
											term: m.disbursement_tab_batches(),
											value: whole ? (
												<TextLink to={`/finance/batches/${batch}`}>
													{m.bank_answer_batch({ reference: batch })}
												</TextLink>
											) : (
												<span className="wrap-anywhere">{m.bank_answer_batch_unknown({ reference: batch })}</span>
											),
										},
									]
								: []),
							{ term: m.bank_answer_field_words(), value: said ? <LinkedText text={said} /> : "–" },
							{
								term: m.bank_answer_column_file(),
								value: <TextLink to={`/finance/answers/${answerId}`}>{fileName}</TextLink>,
							},
						]}
					/>
				</Panel>
				{mayPay && !task.closedAt ? (
					<CloseForm>
						{finding === "other-day" && payment && on ? (
							<p className="mb-4">
								<TextLink to={`/finance/payments/${payment}/day?day=${on}`}>{m.bank_answer_task_day()}</TextLink>
							</p>
						) : null}
					</CloseForm>
				) : null}
				{whole ? <WholePanel batch={whole} /> : null}
			</div>
		</>
	);
}

/** The payments of the batch, each with where it stands: what the bank says of it is recorded there. */
function WholePanel({ batch: { reference, payments } }: { batch: NonNullable<AnswerLine["batch"]> }) {
	const title = m.bank_answer_batch_whole_title({ reference });
	return (
		<Panel title={title}>
			<p className="mb-3">{m.bank_answer_batch_whole_note()}</p>
			<DataTable
				caption={title}
				captionHidden
				columns={[
					{
						key: "reference",
						head: m.disbursement_column_payment(),
						rowHead: true,
						cell: (payment) => (
							<span className="num whitespace-nowrap">
								<TextLink to={`/finance/payments/${payment.reference}/answer`}>{payment.reference}</TextLink>
							</span>
						),
					},
					{ key: "payee", head: m.disbursement_column_payee(), cell: ({ payeeName }) => payeeName },
					{
						key: "amount",
						head: m.disbursement_column_amount(),
						number: true,
						cell: ({ amountDong }) => formatDongPlain(amountDong, getLocale()),
					},
					{
						key: "state",
						head: m.disbursement_column_state(),
						cell: ({ state }) => <DisbursementStateTag state={state as DisbursementState} rail="bank-file" />,
					},
				]}
				rows={payments}
				rowKey={(payment) => payment.reference}
			/>
		</Panel>
	);
}

function CloseForm({ children }: { children: ReactNode }) {
	const form = useActionForm(taskForm);
	return (
		<Panel rule="yellow">
			{children}
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
