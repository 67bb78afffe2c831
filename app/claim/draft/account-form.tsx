import { AccountFields } from "#app/business/account-fields.tsx";
import { accountInWords } from "#app/business/business-words.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
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
			<AccountFields form={form} holder={m.claim_account_name_hint()} />
			<div className="actions">
				<SubmitButton form={form} disabledReason={closed}>
					{m.claim_save_and_continue()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
