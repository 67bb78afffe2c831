import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, MoneyField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChangeClaim } from "../claim.access.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { advanceForm } from "./advance.forms.ts";
import { advanceProviders } from "./advance-draft.ts";
import { mostOf } from "./advance-faults.ts";

/** How much is asked for ahead, for whom and why. What is typed is saved, right or not. */
export function AdvanceForm({ claim }: { claim: ClaimCase }) {
	const locale = getLocale();
	const { advance, lines, payee } = claim;
	const form = useActionForm(advanceForm, {
		saved: {
			amount: advance?.amount ?? "",
			reason: advance?.reason ?? "",
			costLineId: advance?.costLineId ?? "",
		},
	});
	const permission = canChangeClaim(claim);
	const most = mostOf(claim);
	const providers = advanceProviders(lines);
	return (
		<ActionFormShell form={form} summaryTitle={(count) => m.claim_costs_summary({ count })}>
			<PageTitle lead={m.claim_advance_form_lead()}>{m.claim_advance_part()}</PageTitle>
			<HiddenField name="draftVersion" value={String(claim.draftVersion)} />
			{payee === "provider" && providers.length > 1 ? (
				<RadioField
					form={form}
					name="costLineId"
					label={m.claim_advance_provider()}
					hint={m.claim_advance_provider_hint()}
					choices={providers.map((line) => ({
						value: line.costLineId,
						label: line.providerName,
						hint: line.description,
					}))}
				/>
			) : (
				<HiddenField name="costLineId" value={advance?.costLineId ?? ""} />
			)}
			<MoneyField
				form={form}
				name="amount"
				label={m.claim_advance_amount()}
				hint={m.claim_advance_amount_hint({ most: formatDong(most, locale), words: dongInWords(most, locale) })}
			/>
			<TextAreaField
				form={form}
				name="reason"
				label={m.claim_advance_reason()}
				hint={m.claim_advance_reason_hint()}
				rows={4}
			/>
			<div className="actions">
				<SubmitButton
					form={form}
					formNoValidate
					disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
				>
					{m.claim_save_and_continue()}
				</SubmitButton>
				<Link to={`/claims/${claim.reference}`}>{m.claim_costs_later()}</Link>
			</div>
		</ActionFormShell>
	);
}
