import { HiddenField, MoneyField, SelectField, TextField } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { SupportItem } from "#app/programme/programme.rules.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { ErrorText } from "#app/ui/parts/error-text.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

type Props = {
	form: ActionForm;
	/** From 0. */
	at: number;
	id: string;
	supportItems: readonly SupportItem[];
	/** Of the item that is chosen at the moment. */
	supportItemCode: string;
	/** What the rules allow for the line as typed; null while it cannot be worked out. */
	allowedDong: bigint | null;
	/** Why nothing can be paid for the support item that is chosen. */
	refusal?: string;
	/** The tax code that is typed for the provider is the applicant's own. */
	sellsToItself: boolean;
	removable: boolean;
};

/** The fields of one cost line, with what the rules allow for it and the button that removes it. */
export function CostLineFields({
	form,
	at,
	id,
	supportItems,
	supportItemCode,
	allowedDong,
	refusal,
	sellsToItself,
	removable,
}: Props) {
	const locale = getLocale();
	const name = (field: string) => `lines.${at}.${field}`;
	const number = at + 1;
	return (
		<fieldset id={`line-${number}`} className="form m-0 min-w-0 border-0 p-0">
			<legend className="type-h2 w-full border-ink border-b-2 pb-3 mb-5">{m.application_lines_line({ number })}</legend>
			<HiddenField name={name("id")} value={id} />
			<SelectField
				form={form}
				name={name("supportItemCode")}
				label={m.application_lines_support_item()}
				empty={m.application_channel_choose()}
				options={supportItems.map((item) => ({ value: item.code, label: item[locale] }))}
			/>
			{refusal ? <ErrorText>{refusal}</ErrorText> : null}
			<TextField
				form={form}
				name={name("description")}
				label={m.application_lines_description()}
				hint={m.application_lines_description_hint()}
			/>
			<TextField
				form={form}
				name={name("listingName")}
				label={listingLabel(supportItems.find(({ code }) => code === supportItemCode))}
				hint={m.application_lines_listing_hint()}
			/>
			<TextField
				form={form}
				name={name("providerName")}
				label={m.application_lines_provider()}
				hint={m.application_lines_provider_hint()}
			/>
			<TextField
				form={form}
				name={name("providerTaxCode")}
				label={m.application_lines_provider_tax_code()}
				inputMode="numeric"
				code
			/>
			{sellsToItself ? <ErrorText>{m.application_fault_own_provider()}</ErrorText> : null}
			<ProviderContact form={form} name={name} />
			<MoneyField form={form} name={name("price")} label={m.application_lines_price()} />
			{allowedDong === null ? null : (
				<Sum rows={[{ label: m.application_lines_allowed(), amount: formatDong(allowedDong, locale) }]} />
			)}
			{removable ? (
				<p>
					<Button look="secondary" small name="intent" value={`remove-line.${at}`} formNoValidate>
						{m.application_lines_remove({ number })}
					</Button>
				</p>
			) : null}
		</fieldset>
	);
}

/** Without scripts the item is not known yet when the page is made: then both are named. */
function listingLabel(item: SupportItem | undefined): string {
	if (!item) return m.application_lines_listing();
	return item.providerCondition === "adviser-network"
		? m.application_lines_listing_adviser()
		: m.application_lines_listing_solution();
}

const contactFields = [
	{ field: "providerRepresentative", label: m.application_lines_provider_representative },
	{ field: "providerAddress", label: m.application_lines_provider_address },
	{ field: "providerPhone", label: m.application_lines_provider_phone, inputMode: "tel" },
] as const;

/** What the quotation says of the provider; open where something is given. */
function ProviderContact({ form, name }: { form: ActionForm; name: (field: string) => string }) {
	const fields = [...contactFields.map(({ field }) => field), "providerEmail"];
	const isGiven = fields.some((field) => form.field(name(field)).given || form.errors[name(field)]);
	return (
		<details open={isGiven || undefined}>
			<summary>{m.application_lines_provider_contact()}</summary>
			<div className="form mt-4">
				{contactFields.map(({ field, label, ...input }) => (
					<TextField key={field} form={form} name={name(field)} label={label()} optional {...input} />
				))}
				<TextField
					form={form}
					name={name("providerEmail")}
					label={m.application_lines_provider_email()}
					hint={m.application_lines_provider_email_hint()}
					inputMode="email"
					optional
				/>
			</div>
		</details>
	);
}
