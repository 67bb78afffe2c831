import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SelectField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { m } from "#messages/messages.js";
import { columnsForm } from "./answer.forms.ts";
import { type AnswerColumn, answerColumns } from "./answer-columns.ts";
import type { AnswerPage } from "./answer-page.server.ts";

type Props = { fileName: string; table: NonNullable<AnswerPage["table"]> };

const labels: Record<AnswerColumn, () => string> = {
	reference: m.bank_answer_field_reference,
	amount: m.bank_answer_field_amount,
	result: m.bank_answer_field_result,
	day: m.bank_answer_field_day,
	words: m.bank_answer_field_words,
};

/** A bank's table has no standard: a person says which column is what, with the first lines beside. */
export function ColumnsScreen({ fileName, table: { lines, columns } }: Props) {
	const [head = [], ...body] = lines;
	const saved = Object.fromEntries(
		answerColumns.flatMap((name) => (columns[name] === undefined ? [] : [[name, String(columns[name])]])),
	);
	const form = useActionForm(columnsForm, { saved });
	const options = head.map((name, at) => ({ value: String(at), label: `${at + 1}. ${name || "–"}` }));
	return (
		<>
			<BackLink to="/finance/answers">{m.bank_answer_title()}</BackLink>
			<PageTitle over={<span className="wrap-anywhere">{fileName}</span>}>{m.bank_answer_columns_title()}</PageTitle>
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
				<Panel>
					<ActionFormShell form={form}>
						{answerColumns.map((name) => (
							<SelectField
								key={name}
								form={form}
								name={name}
								label={labels[name]()}
								options={options}
								empty={name === "words" ? m.bank_answer_columns_empty() : m.house_field_choose()}
								optional={name === "words"}
							/>
						))}
						<div className="actions">
							<SubmitButton form={form}>{m.bank_answer_columns_do()}</SubmitButton>
						</div>
					</ActionFormShell>
				</Panel>
				<Panel title={m.bank_answer_columns_sample()}>
					<DataTable
						caption={m.bank_answer_columns_sample()}
						captionHidden
						narrow="scroll"
						columns={head.map((name, at) => ({
							key: String(at),
							head: `${at + 1}. ${name || "–"}`,
							cell: ({ cells }: { cells: string[] }) => cells[at] ?? "",
						}))}
						rows={body.map((cells, at) => ({ at, cells }))}
						rowKey={({ at }) => at}
					/>
				</Panel>
			</div>
		</>
	);
}
