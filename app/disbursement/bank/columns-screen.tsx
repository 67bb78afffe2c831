import { Form } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SelectField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Button } from "#app/ui/parts/button.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { describedBy, FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { Select } from "#app/ui/parts/inputs.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { columnsForm } from "./answer.forms.ts";
import { type AnswerColumn, answerColumns, type ColumnMapping, HEAD_LINES } from "./answer-columns.ts";
import type { AnswerPage } from "./answer-page.server.ts";

type Table = NonNullable<AnswerPage["table"]>;
type Props = { fileName: string; table: Table };

const labels: Record<AnswerColumn, () => string> = {
	reference: m.bank_answer_field_reference,
	amount: m.bank_answer_field_amount,
	credit: m.bank_answer_field_credit,
	side: m.bank_answer_field_side,
	result: m.bank_answer_field_result,
	day: m.bank_answer_field_day,
	words: m.bank_answer_field_words,
};

const hints: Partial<Record<AnswerColumn, () => string>> = {
	reference: m.bank_answer_field_reference_hint,
	amount: m.bank_answer_field_amount_hint,
	result: m.bank_answer_field_result_hint,
};

const needed: readonly AnswerColumn[] = ["amount", "day"];

/** Of the others these two are usual: a table without them says so by choosing none. */
const usual: readonly AnswerColumn[] = [...needed, "reference", "result"];

/** A bank's table has no standard: a person says which line is its head and which column is what, with the lines beside. */
export function ColumnsScreen({ fileName, table }: Props) {
	const { lines, columns, isLegacy } = table;
	const at = columns.head ?? 0;
	return (
		<>
			<BackLink to="/finance/answers">{m.bank_answer_title()}</BackLink>
			<PageTitle over={<span className="wrap-anywhere">{fileName}</span>}>{m.bank_answer_columns_title()}</PageTitle>
			{isLegacy ? <Notice tone="yellow">{m.bank_answer_legacy()}</Notice> : null}
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
				<Panel>
					<HeadForm lines={lines} at={at} />
					<MappingForm key={at} head={lines[at] ?? []} at={at} columns={columns} />
				</Panel>
				<Panel title={m.bank_answer_columns_sample()}>
					<Sample lines={lines} at={at} />
				</Panel>
			</div>
		</>
	);
}

/** Another line as the head: banks write their letterhead above it. */
function HeadForm({ lines, at }: { lines: string[][]; at: number }) {
	const id = "head-line";
	const hint = m.bank_answer_head_hint();
	return (
		<Form method="get" className="form mb-5">
			<FieldFrame id={id} label={m.bank_answer_head()} hint={hint} error={undefined}>
				<Select
					id={id}
					name="head"
					defaultValue={String(at)}
					invalid={false}
					aria-describedby={describedBy(id, hint, undefined)}
				>
					{lines.slice(0, HEAD_LINES).map((line, place) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
						<option key={place} value={place}>
							{m.bank_answer_head_line({ line: place + 1, text: line.filter(Boolean).join(" | ").slice(0, 60) })}
						</option>
					))}
				</Select>
			</FieldFrame>
			<p>
				<Button look="secondary">{m.bank_answer_head_do()}</Button>
			</p>
		</Form>
	);
}

type Mapping = { head: string[]; at: number; columns: Partial<ColumnMapping> };

function MappingForm({ head, at, columns }: Mapping) {
	const names = [...answerColumns, "decimal", "dayOrder"] as const;
	const saved = Object.fromEntries(
		names.flatMap((name) => (columns[name] === undefined ? [] : [[name, String(columns[name])]])),
	);
	const form = useActionForm(columnsForm, { saved });
	const options = head.map((name, place) => ({ value: String(place), label: `${place + 1}. ${name || "–"}` }));
	return (
		<ActionFormShell form={form}>
			<HiddenField name="head" value={String(at)} />
			{answerColumns.map((name) => (
				<SelectField
					key={name}
					form={form}
					name={name}
					label={labels[name]()}
					hint={hints[name]?.()}
					options={options}
					empty={needed.includes(name) ? m.house_field_choose() : m.bank_answer_columns_empty()}
					optional={!usual.includes(name)}
				/>
			))}
			<RadioField
				form={form}
				name="decimal"
				label={m.bank_answer_decimal()}
				hint={columns.decimal === undefined ? m.bank_answer_decimal_ask() : undefined}
				choices={[
					{ value: ",", label: m.bank_answer_decimal_comma() },
					{ value: ".", label: m.bank_answer_decimal_dot() },
				]}
			/>
			<RadioField
				form={form}
				name="dayOrder"
				label={m.bank_answer_day_order()}
				choices={[
					{ value: "dmy", label: m.bank_answer_day_order_dmy() },
					{ value: "mdy", label: m.bank_answer_day_order_mdy() },
					{ value: "ymd", label: m.bank_answer_day_order_ymd() },
				]}
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.bank_answer_columns_do()}</SubmitButton>
			</div>
			<p className="mt-2 text-ink2 text-small">{m.bank_answer_columns_kept()}</p>
		</ActionFormShell>
	);
}

/** The head, and the first lines below it. */
function Sample({ lines, at }: { lines: string[][]; at: number }) {
	const [head = [], ...body] = lines.slice(at, at + 6);
	return (
		<DataTable
			caption={m.bank_answer_columns_sample()}
			captionHidden
			narrow="scroll"
			columns={head.map((name, place) => ({
				key: String(place),
				head: `${place + 1}. ${name || "–"}`,
				cell: ({ cells }: { cells: string[] }) => cells[place] ?? "",
			}))}
			rows={body.map((cells, place) => ({ at: place, cells }))}
			rowKey={({ at: place }) => place}
		/>
	);
}
