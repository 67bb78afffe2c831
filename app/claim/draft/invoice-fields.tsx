import { DateField, HiddenField, MoneyField, TextField } from "#app/form/form-fields.tsx";
import { fieldId } from "#app/form/read-form.ts";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { m } from "#messages/messages.js";
import type { ComparedInvoice } from "../invoice/claim-mismatches.ts";
import { FileFacts } from "../invoice/file-facts.tsx";
import type { MismatchFacts } from "../invoice/invoice-words.ts";

type Props = {
	form: ActionForm;
	/** From 0. */
	at: number;
	/** The file that filled it in, also one that was taken out since. */
	document: string | undefined;
	/** The same where it is there, against what is typed. */
	compared: ComparedInvoice | null;
	facts: MismatchFacts;
	removable: boolean;
};

/** The fields of one invoice, in the order in which it prints them. */
export function InvoiceFields({ form, at, document, compared, facts, removable }: Props) {
	const name = (field: string) => `invoices.${at}.${field}`;
	const number = at + 1;
	return (
		<fieldset id={`invoice-${number}`} className="form m-0 min-w-0 border-0 p-0">
			<legend className="type-h2 w-full border-ink border-b-2 pb-3">{m.claim_invoice({ number })}</legend>
			{document ? <HiddenField name={name("document")} value={document} /> : null}
			{compared ? <FileFacts id={fieldId(name("file"))} compared={compared} facts={facts} /> : null}
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
