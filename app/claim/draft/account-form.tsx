import { bankOptions } from "#app/business/business-options.ts";
import { accountInWords } from "#app/business/business-words.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { PageTitle } from "#app/ui/page-title.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { m } from "#messages/messages.js";
import { payeeAccountForm } from "../claim.forms.ts";
import { claimedProvider } from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";

type Props = {
	claim: Pick<ClaimCase, "account" | "lines" | "draft">;
	/** Why it cannot be changed now. */
	closed?: string;
	lead: string;
};

/** The provider's account. The saved number never comes back: to change it the whole is typed again. */
export function PayeeAccountForm({ claim: { account, lines, draft }, closed, lead }: Props) {
	const provider = claimedProvider(lines, draft.lines);
	const form = useActionForm(payeeAccountForm, {
		saved: { accountName: account?.accountName ?? toAccountName(provider?.providerName ?? "") },
	});
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={lead}>{m.claim_account_title()}</PageTitle>
			<SummaryList
				rows={[
					...(provider ? [{ term: m.claim_account_provider(), value: provider.providerName }] : []),
					...(account
						? [
								{
									term: m.claim_account_current(),
									value: accountInWords(account),
									note: account.accountName,
								},
							]
						: []),
				]}
			/>
			<SelectField
				form={form}
				name="bankBin"
				label={m.claim_account_bank()}
				options={bankOptions()}
				empty={m.claim_choose()}
			/>
			<TextField
				form={form}
				name="number"
				label={m.claim_account_number()}
				hint={m.claim_account_number_hint()}
				inputMode="numeric"
				autoComplete="off"
				width="w20"
				code
			/>
			<TextField
				form={form}
				name="accountName"
				label={m.claim_account_name()}
				hint={m.claim_account_name_hint()}
				autoComplete="off"
			/>
			<div className="actions">
				<SubmitButton form={form} disabledReason={closed}>
					{m.claim_save_and_continue()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
