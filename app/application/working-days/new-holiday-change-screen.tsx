import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { DateField, HiddenField, RadioField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { holidayKindHint, holidayKindName } from "./holiday-words.ts";
import { holidayChangeForm } from "./working-days.forms.ts";
import { holidayChangeKinds } from "./working-days.rules.ts";

function boxesOf(name: string, date: PlainDate): Given {
	const [year = "", month = "", day = ""] = date.split("-");
	return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
}

/** A change of the working days, as it is proposed; one that takes a day back begins with that day. */
export function NewHolidayChangeScreen({ changeId, ordinary }: { changeId: string; ordinary: PlainDate | null }) {
	const saved: Given = ordinary
		? { kind: "ordinary", ...boxesOf("fromOn", ordinary), ...boxesOf("toOn", ordinary) }
		: {};
	const form = useActionForm(holidayChangeForm, { saved });
	const locale = getLocale();
	return (
		<>
			<BackLink to="/city/working-days">{m.holiday_title()}</BackLink>
			<PageTitle lead={m.holiday_new_lead()}>{m.holiday_new_title()}</PageTitle>
			<Panel>
				<ActionFormShell form={form} summaryTitle={(count) => m.holiday_new_summary({ count })}>
					<HiddenField name="changeId" value={form.field("changeId").given || changeId} />
					<RadioField
						form={form}
						name="kind"
						label={m.holiday_field_kind()}
						choices={holidayChangeKinds.map((kind) => ({
							value: kind,
							label: holidayKindName(kind, locale),
							hint: holidayKindHint(kind, locale),
						}))}
					/>
					<DateField form={form} name="fromOn" label={m.holiday_field_from()} />
					<DateField form={form} name="toOn" label={m.holiday_field_to()} hint={m.holiday_field_to_hint()} />
					<TextField
						form={form}
						name="nameVi"
						label={m.holiday_field_name_vi()}
						hint={m.holiday_field_name_vi_hint()}
						optional
						width="w20"
						maxLength={100}
					/>
					<TextField
						form={form}
						name="nameEn"
						label={m.holiday_field_name_en()}
						hint={m.holiday_field_name_en_hint()}
						optional
						width="w20"
						maxLength={100}
					/>
					<TextField
						form={form}
						name="documentNumber"
						label={m.holiday_field_document()}
						hint={m.holiday_field_document_hint()}
						width="w20"
						maxLength={100}
					/>
					<DateField form={form} name="documentOn" label={m.holiday_field_document_on()} />
					<div className="actions">
						<SubmitButton form={form}>{m.holiday_propose_do()}</SubmitButton>
						<Link to="/city/working-days">{m.budget_leave()}</Link>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}
