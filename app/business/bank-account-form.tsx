import { type FormEvent, useState } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { AccountFields } from "./account-fields.tsx";
import { bankAccountForm, shownAccount } from "./business.forms.ts";
import type { BusinessFacts } from "./business.rules.ts";
import { bankOptions } from "./business-options.ts";
import { accountInWords } from "./business-words.ts";

type Typed = { bankBin: string; number: string; accountName: string };

function typedIn(read: (name: keyof Typed) => string): Typed {
	return { bankBin: read("bankBin"), number: read("number"), accountName: read("accountName") };
}

/** Whole, unlike the account that is saved: who looks at it has just typed it, or finds it filled in and must see it. */
function inWords({ bankBin, number }: Typed): string {
	const bank = bankOptions().find(({ value }) => value === bankBin)?.label ?? m.business_choose();
	return `${bank}, ${number}`;
}

type Props = {
	business: Pick<BusinessFacts, "account" | "kind" | "legalName">;
	/** What was typed on a page that could not show it beside the account in use while it was typed. */
	review: Given | null;
};

/**
 * The account for money to the business. The saved number never comes back: to change it the whole is typed again. The
 * old and the new one stand side by side before the change counts: scripts show them while one types, and without scripts
 * the first press does.
 */
export function BankAccountForm({ business, review }: Props) {
	const { account, kind, legalName } = business;
	const holder = kind === "household" ? "" : toAccountName(legalName);
	const form = useActionForm(bankAccountForm, { saved: review ?? { accountName: account?.accountName ?? holder } });
	const [typed, setTyped] = useState(() => typedIn((name) => form.field(name).given));
	function onInput(event: FormEvent<HTMLElement>) {
		const element = (event.target as HTMLInputElement).form;
		if (element) setTyped(typedIn((name) => String(new FormData(element).get(name) ?? "")));
	}
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.business_bank_lead()}>{m.business_bank_title()}</PageTitle>
			{review ? <Notice tone="yellow">{m.business_bank_review()}</Notice> : null}
			{account ? (
				<>
					<SummaryList
						rows={[{ term: m.business_bank_current(), value: accountInWords(account), note: account.accountName }]}
					/>
					<h2 className="type-h2">{m.business_bank_replace()}</h2>
				</>
			) : null}
			<div className="space-y-[inherit]" onInput={onInput}>
				<AccountFields form={form} holder={m.business_field_account_name_hint()} />
			</div>
			{account && typed.number ? (
				<>
					<SummaryList
						rows={[
							{ term: m.business_bank_from(), value: accountInWords(account), note: account.accountName },
							{ term: m.business_bank_to(), value: inWords(typed), note: typed.accountName },
						]}
					/>
					<input type="hidden" name="shown" value={shownAccount(typed)} />
				</>
			) : null}
			<div className="actions">
				<SubmitButton form={form}>{review ? m.business_bank_save_reviewed() : m.business_save()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
