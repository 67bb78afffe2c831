import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { PageTitle } from "#app/ui/page-title.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { m } from "#messages/messages.js";
import { bankAccountForm } from "./business.forms.ts";
import type { BusinessFacts } from "./business.rules.ts";
import { bankOptions } from "./business-options.ts";
import { accountInWords } from "./business-words.ts";

/** The account for money to the business. The saved number never comes back: to change it the whole is typed again. */
export function BankAccountForm({ business }: { business: Pick<BusinessFacts, "account" | "kind" | "legalName"> }) {
	const { account, kind, legalName } = business;
	const holder = kind === "household" ? "" : toAccountName(legalName);
	const form = useActionForm(bankAccountForm, { saved: { accountName: account?.accountName ?? holder } });
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.business_bank_lead()}>{m.business_bank_title()}</PageTitle>
			{account ? (
				<>
					<SummaryList
						rows={[{ term: m.business_bank_current(), value: accountInWords(account), note: account.accountName }]}
					/>
					<h2 className="type-h2">{m.business_bank_replace()}</h2>
				</>
			) : null}
			<SelectField
				form={form}
				name="bankBin"
				label={m.business_field_bank()}
				options={bankOptions()}
				empty={m.business_choose()}
			/>
			<TextField
				form={form}
				name="number"
				label={m.business_field_account_number()}
				hint={m.business_field_account_number_hint()}
				inputMode="numeric"
				autoComplete="off"
				width="w20"
				code
			/>
			<TextField
				form={form}
				name="accountName"
				label={m.business_field_account_name()}
				hint={m.business_field_account_name_hint()}
				autoComplete="off"
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.business_save()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
