import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, MoneyField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { figuresForm } from "./business.forms.ts";

/** Staff, revenue and capital of one year, by which the size is computed. */
export function FiguresForm({ saved, year }: { saved: Given; year: number }) {
	const form = useActionForm(figuresForm, { saved });
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.business_figures_lead()}>{m.business_figures_title({ year })}</PageTitle>
			<HiddenField name="year" value={String(year)} />
			<TextField
				form={form}
				name="employees"
				label={m.business_field_employees()}
				hint={m.business_field_employees_hint()}
				inputMode="numeric"
				width="w8"
				code
			/>
			<TextField
				form={form}
				name="womenEmployees"
				label={m.business_field_women_employees()}
				inputMode="numeric"
				width="w8"
				code
			/>
			<MoneyField
				form={form}
				name="revenueDong"
				label={m.business_field_revenue({ year })}
				hint={m.business_field_revenue_hint()}
				optional
			/>
			<MoneyField
				form={form}
				name="capitalDong"
				label={m.business_field_capital({ year })}
				hint={m.business_field_capital_hint()}
			/>
			<LegalSource href="/how-counted#size-class">{m.business_figures_source()}</LegalSource>
			<div className="actions">
				<SubmitButton form={form}>{m.business_save()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
