import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import {
	DateField,
	HiddenField,
	MoneyField,
	RadioField,
	SelectField,
	SubmitButton,
	TextAreaField,
	TextField,
} from "#app/form/form-fields.tsx";
import { type ActionForm, type FormFailure, useActionForm } from "#app/form/use-action-form.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { ProgrammeChoiceForm } from "#app/programme/programme-choice-form.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { associationFields, budgetChangeForm, budgetKindForm } from "./budget.forms.ts";
import { budgetChangeKinds, budgetPlaces } from "./budget-change.states.ts";
import { budgetKindHint, budgetKindName } from "./budget-text.ts";
import type { AssociationChoice, NewBudgetChangePage, ProgrammeChoice } from "./new-budget-change.server.ts";

const nameOf = (of: { nameVi: string; nameEn: string }) => (getLocale() === "vi" ? of.nameVi : of.nameEn);

/** Which programme, and what is to change: asked by GET, so that the form itself has an address. */
export function BudgetKindScreen({ programmes, asked }: { programmes: ProgrammeChoice[]; asked: FormFailure | null }) {
	const form = useActionForm(budgetKindForm, { asked, saved: { programme: programmes[0]?.id ?? "" } });
	const locale = getLocale();
	return (
		<>
			<BackLink to="/city/budget">{m.budget_title()}</BackLink>
			<PageTitle lead={m.budget_new_lead()}>{m.budget_new_title()}</PageTitle>
			<ProgrammeChoiceForm form={form} programmes={programmes} action="/city/budget/new" verb={m.budget_continue()}>
				<RadioField
					form={form}
					name="kind"
					label={m.budget_field_kind()}
					choices={budgetChangeKinds.map((kind) => ({
						value: kind,
						label: budgetKindName(kind, locale),
						hint: budgetKindHint(kind, locale),
					}))}
				/>
			</ProgrammeChoiceForm>
		</>
	);
}

/** A change of one kind, as it is proposed: what is left stands beside each choice. */
export function NewBudgetChangeScreen({ page }: { page: NewBudgetChangePage }) {
	const form = useActionForm(budgetChangeForm);
	const locale = getLocale();
	const { kind, programme, unallottedDong } = page;
	const { from } = budgetPlaces[kind];
	return (
		<>
			<BackLink to="/city/budget/new">{m.budget_new_other()}</BackLink>
			<PageTitle over={nameOf(programme)} lead={budgetKindHint(kind, locale)}>
				{budgetKindName(kind, locale)}
			</PageTitle>
			<Panel>
				<ActionFormShell form={form} summaryTitle={(count) => m.budget_summary({ count })}>
					<HiddenField name="changeId" value={form.field("changeId").given || page.changeId} />
					<HiddenField name="programmeId" value={programme.id} />
					<HiddenField name="kind" value={kind} />
					<Associations form={form} page={page} />
					<MoneyField
						form={form}
						name="amountDong"
						label={m.budget_field_amount()}
						hint={
							from === "unallotted"
								? m.budget_field_amount_hint({ left: formatDong(unallottedDong, locale) })
								: undefined
						}
					/>
					<TextField
						form={form}
						name="documentNumber"
						label={m.budget_field_document()}
						hint={m.budget_field_document_hint()}
						width="w20"
						maxLength={100}
					/>
					<DateField
						form={form}
						name="documentOn"
						label={m.budget_field_document_on()}
						hint={m.budget_field_document_on_hint()}
					/>
					<TextAreaField
						form={form}
						name="reason"
						label={m.budget_field_reason()}
						hint={m.budget_field_reason_hint()}
						rows={3}
					/>
					<div className="actions">
						<SubmitButton form={form}>{m.budget_propose_do()}</SubmitButton>
						<Link to="/city/budget">{m.budget_leave()}</Link>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}

function Associations({ form, page: { kind, givers, takers } }: { form: ActionForm; page: NewBudgetChangePage }) {
	const locale = getLocale();
	const fields = associationFields(kind);
	const options = (choices: AssociationChoice[], fact: (choice: AssociationChoice) => string) =>
		choices.map((choice) => ({ value: choice.id, label: `${nameOf(choice)} – ${fact(choice)}` }));
	return (
		<>
			{fields.includes("fromAssociation") ? (
				<SelectField
					form={form}
					name="fromAssociation"
					label={m.budget_field_from()}
					hint={givers.length === 0 ? m.budget_field_from_none() : m.budget_field_from_hint()}
					options={options(givers, ({ availableDong }) =>
						m.budget_choice_left({ left: formatDong(availableDong ?? 0n, locale) }),
					)}
					empty={m.budget_choose()}
					width="full"
				/>
			) : null}
			{fields.includes("toAssociation") ? (
				<SelectField
					form={form}
					name="toAssociation"
					label={m.budget_field_to()}
					hint={takers.length === 0 ? m.budget_field_to_none() : m.budget_field_to_hint()}
					options={options(takers, ({ allottedDong, limitDong }) =>
						m.budget_choice_limit({
							allotted: formatDong(allottedDong, locale),
							limit: formatDong(limitDong ?? 0n, locale),
						}),
					)}
					empty={m.budget_choose()}
					width="full"
				/>
			) : null}
		</>
	);
}
