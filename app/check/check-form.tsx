import { sectionOptions } from "#app/business/business-options.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { MoneyField, SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { type FormFailure, useActionForm } from "#app/form/use-action-form.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { checkForm } from "./check.forms.ts";
import type { ItemChoice } from "./check-page.server.ts";

type Props = { items: ItemChoice[]; closesOn: PlainDate; saved?: Given; failure: FormFailure | null };

/** Asks by GET, so that the answer has an address that can be kept and shared, with scripts and without. */
export function CheckForm({ items, closesOn, saved, failure }: Props) {
	const form = useActionForm(checkForm(items.map(({ code }) => code)), { saved, asked: failure });
	const locale = getLocale();
	return (
		<ActionFormShell form={form} action="/check/result" summaryTitle={(count) => m.check_summary({ count })}>
			<PageTitle lead={m.check_lead({ closesOn: formatDate(closesOn, locale) })}>{m.check_title()}</PageTitle>
			<SelectField
				form={form}
				name="section"
				label={m.business_field_section()}
				options={sectionOptions(locale)}
				empty={m.business_choose()}
			/>
			<TextField
				form={form}
				name="employees"
				label={m.business_field_employees()}
				hint={m.business_field_employees_hint()}
				inputMode="numeric"
				width="w8"
				code
			/>
			<MoneyField
				form={form}
				name="revenueDong"
				label={m.check_field_revenue()}
				hint={m.business_field_revenue_hint()}
				optional
			/>
			<MoneyField form={form} name="capitalDong" label={m.check_field_capital()} hint={m.check_field_capital_hint()} />
			<SelectField
				form={form}
				name="supportItemCode"
				label={m.check_field_item()}
				options={items.map((item) => ({ value: item.code, label: item[locale] }))}
				empty={m.business_choose()}
			/>
			<MoneyField form={form} name="priceDong" label={m.check_field_price()} hint={m.check_field_price_hint()} />
			<div className="actions">
				<SubmitButton form={form}>{m.check_submit()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
