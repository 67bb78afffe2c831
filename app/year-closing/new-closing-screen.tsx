import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SelectField, SubmitButton } from "#app/form/form-fields.tsx";
import { type FormFailure, useActionForm } from "#app/form/use-action-form.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { ProgrammeChoiceForm } from "#app/programme/programme-choice-form.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { ClosingTable } from "./closing-table.tsx";
import type { ClosingChoice, NewClosingPage } from "./new-closing.server.ts";
import { closingForm, closingQueryForm } from "./year-closing.forms.ts";
import { proposableFrom, yearsOfProgramme } from "./year-closing.rules.ts";

type ChoiceProps = { programmes: ClosingChoice[]; today: PlainDate; asked: FormFailure | null };

/** Which programme and year: asked by GET, so that the preview has an address. */
export function ClosingChoiceScreen({ programmes, today, asked }: ChoiceProps) {
	const years = [...new Set(programmes.flatMap(({ opensOn }) => yearsOfProgramme(opensOn, today)))].sort().reverse();
	// Programmes come newest first; what is closed is most often the year that ends or has just ended.
	const saved = { programme: programmes[0]?.id ?? "", year: String(years[0] ?? "") };
	const form = useActionForm(closingQueryForm, { asked, saved });
	return (
		<>
			<BackLink to="/city/budget/closings">{m.budget_closing_back_list()}</BackLink>
			<PageTitle lead={m.budget_closing_new_lead()}>{m.budget_closing_new_title()}</PageTitle>
			<ProgrammeChoiceForm
				form={form}
				programmes={programmes}
				action="/city/budget/closings/new"
				verb={m.budget_closing_preview()}
			>
				<SelectField
					form={form}
					name="year"
					label={m.budget_field_year()}
					options={years.map((year) => ({ value: String(year), label: String(year) }))}
					width="w14"
				/>
			</ProgrammeChoiceForm>
		</>
	);
}

/** What the closing would do now, and the way to propose it. */
export function NewClosingScreen({ page }: { page: NewClosingPage }) {
	const form = useActionForm(closingForm);
	const locale = getLocale();
	const { programme, year, today, setting, isThere, laterClosed, rows } = page;
	const from = proposableFrom(year);
	const early = today < from ? m.budget_refusal_closing_early({ year, date: formatDate(from, locale) }) : undefined;
	const later = laterClosed === null ? undefined : m.budget_refusal_closing_later({ year, closed: laterClosed });
	const rule = setting?.value === "lapse" ? m.budget_closing_rule_lapse() : m.budget_closing_rule_carry_over();
	return (
		<>
			<BackLink to="/city/budget/closings/new">{m.budget_closing_new_other()}</BackLink>
			<PageTitle over={locale === "vi" ? programme.nameVi : programme.nameEn}>
				{m.budget_closing_title({ year })}
			</PageTitle>
			<div className="grid gap-4">
				<Panel>
					<p>
						{setting ? `${rule} ` : ""}
						{m.budget_closing_rule_own()}
					</p>
					{setting ? <p className="mt-1 text-ink2 text-small">{setting[locale]}</p> : null}
					<div className="mt-4">
						<ActionFormShell form={form}>
							<HiddenField name="closingId" value={form.field("closingId").given || page.closingId} />
							<HiddenField name="programmeId" value={programme.id} />
							<HiddenField name="year" value={String(year)} />
							<div className="actions">
								<SubmitButton
									form={form}
									disabledReason={isThere ? m.budget_refusal_closing_there() : (later ?? early)}
								>
									{m.budget_closing_propose_do()}
								</SubmitButton>
								<Link to="/city/budget/closings">{m.budget_leave()}</Link>
							</div>
						</ActionFormShell>
					</div>
				</Panel>
				<ClosingTable rows={rows} isDone={false} />
			</div>
		</>
	);
}
