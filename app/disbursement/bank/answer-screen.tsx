import { FileText } from "lucide-react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { DateField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate, formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { confirmForm } from "../disbursement.forms.ts";
import { answerDayForm } from "./answer.forms.ts";
import type { AnswerLine, AnswerPage } from "./answer-page.server.ts";
import { answerSays, findingText, foundByText, statementNoteText } from "./answer-text.ts";
import { BatchNamed } from "./batch-named.tsx";
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
					{table?.columns.isRemembered && !recorded ? <p className="text-small">{m.bank_answer_remembered()}</p> : null}
					{table && table.leftOut > 0 ? (
						<p className="text-ink2 text-small">{m.bank_answer_left_out({ count: table.leftOut })}</p>
					) : null}
					{table?.isLegacy ? <Notice tone="yellow">{m.bank_answer_legacy()}</Notice> : null}
					{page.notes.map((note) => (
						<Notice key={statementNoteText(note)} tone="yellow">
							{statementNoteText(note)}
						</Notice>
					))}
					{isTooLarge ? <p>{m.bank_answer_kept_too_large()}</p> : null}
					{recorded || isTooLarge ? null : (
						<p className="mt-1 text-ink2 text-small">{m.bank_answer_unmatched_note()}</p>
					)}
					{recorded || isTooLarge || !mayPay ? null : (
						<RecordForm columns={table ? `/finance/answers/${id}/columns` : null} />
					)}
				</Panel>
				{page.asksDay && !recorded && mayPay ? <DayPanel paidOn={page.paidOn} /> : null}
				{isTooLarge ? null : <LinesPanel lines={lines} />}
			</div>
		</>
	);
}

/** The moment of a message is not the day of a payment: where the bank leaves it out, a person gives it. */
function DayPanel({ paidOn }: { paidOn: PlainDate | null }) {
	const [year = "", month = "", day = ""] = (paidOn ?? "").split("-");
	const form = useActionForm(answerDayForm, {
		form: "day",
		saved: { "on.day": day, "on.month": month, "on.year": year },
	});
	return (
		<Panel rule="yellow" title={m.bank_answer_day_title()}>
			<p className="mb-3">{m.bank_answer_day_text()}</p>
			<ActionFormShell form={form}>
				<DateField form={form} name="on" label={m.bank_answer_day_label()} hint={m.bank_answer_day_hint()} />
				<div className="actions">
					<SubmitButton form={form} look="secondary">
						{m.bank_answer_day_do()}
					</SubmitButton>
				</div>
			</ActionFormShell>
		</Panel>
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
					{said ? (
						<span className="block text-ink2 text-caption wrap-anywhere">
							<LinkedText text={said} />
						</span>
					) : null}
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

function Match({ line: { finding, foundBy, on, recordedOn, batch, task } }: { line: AnswerLine }) {
	const locale = getLocale();
	return (
		<>
			{findingText(finding)}
			{recordedOn && on ? (
				<span className="block text-caption">
					{m.bank_answer_finding_other_day_facts({
						recorded: formatDate(recordedOn, locale),
						told: formatDate(on, locale),
					})}
				</span>
			) : null}
			{foundBy ? <span className="block text-ink2 text-caption">{foundByText(foundBy)}</span> : null}
			{batch ? <BatchNamed batch={batch} /> : null}
			{task ? (
				<span className="block text-caption">
					{task.closed ? (
						m.bank_answer_task_closed({
							at: formatDateTime(task.closed.at, locale),
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
