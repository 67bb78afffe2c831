import { DateField, MoneyField, TextField } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { Button } from "#app/ui/button.tsx";
import { m } from "#messages/messages.js";

type Props = {
	form: ActionForm;
	/** From 0. */
	at: number;
	removable: boolean;
};

/** The fields of one invoice, in the order in which it prints them. */
export function InvoiceFields({ form, at, removable }: Props) {
	const name = (field: string) => `invoices.${at}.${field}`;
	const number = at + 1;
	return (
		<fieldset id={`invoice-${number}`} className="form m-0 min-w-0 border-0 p-0">
			<legend className="type-h2 w-full border-ink border-b-2 pb-3">{m.claim_invoice({ number })}</legend>
			<TextField
				form={form}
				name={name("sellerTaxCode")}
				label={m.claim_invoice_seller()}
				hint={m.claim_invoice_seller_hint()}
				inputMode="numeric"
				width="w14"
				code
			/>
			<TextField
				form={form}
				name={name("serial")}
				label={m.claim_invoice_serial()}
				hint={m.claim_invoice_serial_hint()}
				width="w8"
				code
			/>
			<TextField
				form={form}
				name={name("number")}
				label={m.claim_invoice_number()}
				inputMode="numeric"
				width="w8"
				code
			/>
			<DateField form={form} name={name("issuedOn")} label={m.claim_invoice_date()} />
			<MoneyField
				form={form}
				name={name("total")}
				label={m.claim_invoice_total()}
				hint={m.claim_invoice_total_hint()}
			/>
			{removable ? (
				<p>
					<Button look="secondary" small name="intent" value={`remove-invoice.${at}`} formNoValidate>
						{m.claim_invoice_remove({ number })}
					</Button>
				</p>
			) : null}
		</fieldset>
	);
}
