import { Form } from "@remix-run/react";
import { ErrorSummary } from "#app/form/error-summary.tsx";
import { fieldId } from "#app/form/read-form.ts";
import type { FormFailure } from "#app/form/use-action-form.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { describedBy, FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { FileInput } from "#app/ui/parts/inputs.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { WaitingDay } from "../day-change/day-changes.server.ts";
import { type FinanceCounts, FinanceTabs } from "../finance-tabs.tsx";
import { findingText } from "./answer-text.ts";
import type { AnswerFile, AnswerTask } from "./answers-page.server.ts";

type Props = {
	tasks: AnswerTask[];
	files: AnswerFile[];
	/** Proposals of another day. */
	days: WaitingDay[];
	counts: FinanceCounts;
	mayPay: boolean;
	maxBytes: number;
	failure: FormFailure | null;
};

/** Where the bank's files come in, what of them nobody has looked into yet, and what came before. */
export function AnswersScreen({ tasks, files, days, counts, mayPay, maxBytes, failure }: Props) {
	return (
		<>
			{failure ? <ErrorSummary errors={failure.fieldErrors} formError={failure.formError} /> : null}
			<PageTitle>{m.bank_answer_title()}</PageTitle>
			<FinanceTabs current="answers" counts={counts} />
			<div className="grid gap-4">
				{mayPay ? <UploadPanel maxBytes={maxBytes} error={failure?.fieldErrors.file} /> : null}
				{days.length > 0 ? <DaysPanel days={days} /> : null}
				<Panel title={m.bank_answer_tasks_title({ count: tasks.length })}>
					{tasks.length === 0 ? (
						<EmptyState sentence={m.bank_answer_tasks_none()} />
					) : (
						<DataTable
							caption={m.bank_answer_tasks_title({ count: tasks.length })}
							captionHidden
							columns={taskColumns()}
							rows={tasks}
							rowKey={({ id }) => id}
						/>
					)}
				</Panel>
				<Panel title={m.bank_answer_files_title()}>
					{files.length === 0 ? (
						<EmptyState sentence={m.bank_answer_files_none()} />
					) : (
						<DataTable
							caption={m.bank_answer_files_title()}
							captionHidden
							columns={fileColumns()}
							rows={files}
							rowKey={({ id }) => id}
							rowTone={({ recordedAt }) => (recordedAt ? undefined : "yellow")}
						/>
					)}
				</Panel>
			</div>
		</>
	);
}

function DaysPanel({ days }: { days: WaitingDay[] }) {
	const locale = getLocale();
	return (
		<Panel rule="yellow" title={m.bank_answer_days_title({ count: days.length })}>
			<ul className="grid list-none gap-2 p-0">
				{days.map(({ id, kind, reference, from, to, proposedByName }) => (
					<li key={id}>
						<TextLink to={`/finance/${kind === "paid-on" ? "payments" : "batches"}/${reference}/day`}>
							{m.bank_answer_day_of({ of: reference, from: formatDate(from, locale), to: formatDate(to, locale) })}
						</TextLink>{" "}
						<span className="text-ink2 text-small">{proposedByName}</span>
					</li>
				))}
			</ul>
		</Panel>
	);
}

function UploadPanel({ maxBytes, error }: { maxBytes: number; error: string | undefined }) {
	const id = fieldId("file");
	const hint = m.bank_answer_upload_hint({ limit: formatMegabytes(maxBytes, getLocale()) });
	return (
		<Panel title={m.bank_answer_upload_title()}>
			<Form method="post" encType="multipart/form-data" className="form">
				<FieldFrame id={id} label={m.bank_answer_upload_label()} hint={hint} error={error}>
					<FileInput
						id={id}
						name="file"
						accept=".xml,.csv,.txt,.xlsx"
						invalid={error !== undefined}
						aria-describedby={describedBy(id, hint, error)}
					/>
				</FieldFrame>
				<p>
					<Button>{m.bank_answer_upload_do()}</Button>
				</p>
			</Form>
		</Panel>
	);
}

function taskColumns(): Column<AnswerTask>[] {
	const locale = getLocale();
	return [
		{
			key: "line",
			head: m.bank_answer_column_lines(),
			rowHead: true,
			cell: ({ id, reference }) => (
				<span className="num wrap-anywhere">
					<TextLink to={`/finance/answer-tasks/${id}`}>{reference || m.bank_answer_no_reference()}</TextLink>
				</span>
			),
		},
		{ key: "finding", head: m.bank_answer_column_finding(), cell: ({ finding }) => findingText(finding) },
		{
			key: "file",
			head: m.bank_answer_column_file(),
			cell: ({ fileName, position }) => (
				<span className="wrap-anywhere">{m.bank_answer_task_title({ file: fileName, position })}</span>
			),
		},
		{
			key: "amount",
			head: m.bank_answer_column_amount(),
			number: true,
			cell: ({ amountDong }) => (amountDong === null ? "–" : formatDongPlain(amountDong, locale)),
		},
	];
}

function fileColumns(): Column<AnswerFile>[] {
	const locale = getLocale();
	return [
		{
			key: "file",
			head: m.bank_answer_column_file(),
			rowHead: true,
			cell: ({ id, fileName }) => (
				<span className="wrap-anywhere">
					<TextLink to={`/finance/answers/${id}`}>{fileName}</TextLink>
				</span>
			),
		},
		{
			key: "uploaded",
			head: m.bank_answer_column_uploaded(),
			cell: ({ uploadedAt, uploadedByName }) => (
				<>
					<span className="num">{formatDateTime(uploadedAt, locale)}</span>, {uploadedByName}
				</>
			),
		},
		{
			key: "state",
			head: m.disbursement_column_state(),
			cell: ({ recordedAt, recordedByName }) =>
				recordedAt
					? m.bank_answer_file_recorded({ at: formatDateTime(recordedAt, locale), name: recordedByName ?? "" })
					: m.bank_answer_file_open(),
		},
	];
}
