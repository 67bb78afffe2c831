import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canStartAdvance } from "../claim.access.ts";
import { startClaimForm } from "../claim.forms.ts";
import type { AdvancePage } from "./advance-page.server.ts";

/** How much can be paid before the costs are met, and what that means later; the way to ask for it. */
export function AdvanceStart({ page, claimId }: { page: AdvancePage; claimId: string }) {
	const locale = getLocale();
	const form = useActionForm(startClaimForm);
	const { approvedDong, highestDong, advancePercent } = page;
	const permission = canStartAdvance(page);
	return (
		<ActionFormShell form={form} className="">
			<PageTitle lead={m.claim_advance_lead()}>
				{m.claim_advance_title({ most: formatDong(highestDong, locale) })}
			</PageTitle>
			<Sum
				rows={[
					{ label: m.claim_sum_approved(), amount: formatDong(approvedDong, locale) },
					{
						label: m.claim_advance_most({ percent: advancePercent }),
						amount: formatDong(highestDong, locale),
						kind: "total",
					},
				]}
			/>
			<p className="mt-2">{m.claim_advance_words({ words: dongInWords(highestDong, locale) })}</p>
			<Section title={m.claim_advance_how_title()} rule={false}>
				<ul className="mt-2 list-disc pl-6">
					<li>{m.claim_advance_how_once()}</li>
					<li>{m.claim_advance_how_earned()}</li>
					<li>{m.claim_advance_how_back()}</li>
				</ul>
				<p className="mt-2 text-ink2 text-small">{m.claim_advance_source()}</p>
			</Section>
			<HiddenField name="claimId" value={claimId} />
			<div className="actions mt-6">
				<SubmitButton form={form} disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}>
					{m.claim_advance_start()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
