import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { declarationForm } from "../review.forms.ts";

type Props = { legalName: string; taxCode: string; providers: readonly string[]; reviews: boolean };

/** Who is concerned, and the question whether the reviewer is linked to any of them. */
export function DeclarationForm({ legalName, taxCode, providers, reviews }: Props) {
	const form = useActionForm(declarationForm);
	return (
		<>
			<SummaryList
				rows={[
					{
						term: m.review_column_business(),
						value: legalName,
						note: <span className="num">{m.review_tax_code({ taxCode })}</span>,
					},
					{ term: m.review_declaration_providers(), value: providers.join("; ") },
				]}
			/>
			<div className="mt-6">
				<ActionFormShell form={form}>
					{reviews ? (
						<RadioField
							form={form}
							name="conflict"
							label={m.review_declaration_question()}
							hint={m.review_declaration_hint()}
							choices={[
								{ value: "no", label: m.review_declaration_no() },
								{ value: "yes", label: m.review_declaration_yes(), hint: m.review_declaration_yes_hint() },
							]}
						/>
					) : (
						<>
							<p>{m.review_declaration_yes_hint()}</p>
							<HiddenField name="conflict" value="yes" />
						</>
					)}
					<TextAreaField form={form} name="note" label={m.review_declaration_note()} optional rows={3} />
					<div>
						<SubmitButton form={form}>
							{reviews ? m.review_declaration_submit() : m.review_declaration_reader_submit()}
						</SubmitButton>
					</div>
				</ActionFormShell>
			</div>
		</>
	);
}
