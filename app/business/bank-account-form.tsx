import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { PageTitle } from "#app/ui/page-title.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { m } from "#messages/messages.js";
import { AccountFields } from "./account-fields.tsx";
import { bankAccountForm } from "./business.forms.ts";
import type { BusinessFacts } from "./business.rules.ts";
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
			<AccountFields form={form} holder={m.business_field_account_name_hint()} />
			<div className="actions">
				<SubmitButton form={form}>{m.business_save()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
