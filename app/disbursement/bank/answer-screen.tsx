import { FileText } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { confirmForm } from "../disbursement.forms.ts";
import type { AnswerLine, AnswerPage } from "./answer-page.server.ts";
import { answerSays, findingText } from "./answer-text.ts";
import { needsPerson } from "./match.rules.ts";

type Props = { page: AnswerPage & { lines: AnswerLine[] }; mayPay: boolean };

/** A file of the bank, line by line: before it is recorded what would be, afterwards what was. */
export function AnswerScreen({ page, mayPay }: Props) {
	const { id, fileName, uploadedAt, uploadedByName, recorded, lines, summary, table, isTooLarge } = page;
	const locale = getLocale();
	const sent = `${formatDateTime(uploadedAt, locale)}, ${uploadedByName}`;
	const lead = recorded
		? m.bank_answer_file_recorded({ at: formatDateTime(recorded.at, locale), name: recorded.name })
		: m.bank_answer_file_open();
	return (
		<>
			<BackLink to="/finance/answers">{m.bank_answer_title()}</BackLink>
			<PageTitle
				over={sent}
				lead={lead}
				action={
					<TextLink icon={FileText} to={`/files/bank-answers/${id}`} file>
						{m.bank_answer_file_download()}
					</TextLink>
				}
			>
				<span className="wrap-anywhere">{fileName}</span>
			</PageTitle>
			<div className="grid gap-4">
				<Panel rule={recorded ? undefined : "yellow"} title={m.bank_answer_summary_title()}>
					{summary ? <p className="num">{m.bank_answer_read(summary)}</p> : null}
					{isTooLarge ? <p>{m.bank_answer_kept_too_large()}</p> : null}
					{recorded || isTooLarge ? null : (
						<p className="mt-1 text-ink2 text-small">{m.bank_answer_unmatched_note()}</p>
					)}
					{recorded || isTooLarge || !mayPay ? null : (
						<RecordForm columns={table ? `/finance/answers/${id}/columns` : null} />
					)}
				</Panel>
				{isTooLarge ? null : <LinesPanel lines={lines} />}
			</div>
		</>
	);
}

function LinesPanel({ lines }: { lines: AnswerLine[] }) {
	return (
		<Panel title={m.bank_answer_lines_title({ count: lines.length })}>
			<DataTable
				caption={m.bank_answer_lines_title({ count: lines.length })}
				captionHidden
				columns={columns()}
				rows={lines}
				rowKey={({ position }) => position}
				rowTone={({ finding, task }) => (needsPerson(finding) && !task?.closed ? "yellow" : undefined)}
			/>
		</Panel>
	);
}

/** @param columns where the columns of a table are chosen again. */
function RecordForm({ columns }: { columns: string | null }) {
	const form = useActionForm(confirmForm);
	return (
		<ActionFormShell form={form} className="mt-4">
			<div className="actions">
				<SubmitButton form={form}>{m.bank_answer_record()}</SubmitButton>
				{columns ? <TextLink to={columns}>{m.bank_answer_columns_change()}</TextLink> : null}
			</div>
		</ActionFormShell>
	);
}

function columns(): Column<AnswerLine>[] {
	const locale = getLocale();
	return [
		{ key: "position", head: m.bank_answer_column_lines(), number: true, cell: ({ position }) => position },
		{
			key: "reference",
			head: m.disbursement_column_payment(),
			rowHead: true,
			cell: ({ reference, payment }) => (
				<span className="num wrap-anywhere">
					{payment ? (
						<TextLink to={`/finance/payments/${payment}/answer`}>{payment}</TextLink>
					) : (
						reference || m.bank_answer_no_reference()
					)}
				</span>
			),
		},
		{
			key: "says",
			head: m.disbursement_column_answer({ rail: "bank-file" }),
			cell: ({ answer, said }) => (
				<>
					{answerSays(answer)}
					{said ? <span className="block text-ink2 text-caption wrap-anywhere">{said}</span> : null}
				</>
			),
		},
		{
			key: "day",
			head: m.disbursement_column_day(),
			cell: ({ on }) => <span className="num whitespace-nowrap">{on ? formatDate(on, locale) : "–"}</span>,
		},
		{
			key: "amount",
			head: m.bank_answer_column_amount(),
			number: true,
			cell: ({ amountDong }) => (amountDong === null ? "–" : formatDongPlain(amountDong, locale)),
		},
		{ key: "finding", head: m.bank_answer_column_finding(), cell: (line) => <Match line={line} /> },
	];
}

function Match({ line: { finding, task } }: { line: AnswerLine }) {
	return (
		<>
			{findingText(finding)}
			{task ? (
				<span className="block text-caption">
					{task.closed ? (
						m.bank_answer_task_closed({
							at: formatDateTime(task.closed.at, getLocale()),
							name: task.closed.name,
							note: task.closed.note,
						})
					) : (
						<TextLink to={`/finance/answer-tasks/${task.id}`}>{m.bank_answer_task_look()}</TextLink>
					)}
				</span>
			) : null}
		</>
	);
}
