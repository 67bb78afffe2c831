import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { judgeNearMatchForm } from "../claim.forms.ts";
import { invoiceRow } from "../claim-rows.tsx";
import type { NearMatch } from "../invoice/near-match-page.server.ts";
import type { OpenClaim } from "./claim-desk.server.ts";
import { nearMatchWhy, OtherInvoice } from "./near-match-panel.tsx";

type Props = { claim: Pick<OpenClaim, "reference" | "businessName" | "mayAnswer">; match: NearMatch };

/** Two invoices that are nearly one: what is known of both, and the judgement that they are two. */
export function NearMatchScreen({ claim, match }: Props) {
	const form = useActionForm(judgeNearMatchForm);
	const back = `/review/claims/${claim.reference}`;
	const blocked = claim.mayAnswer.allowed ? undefined : reasonText(claim.mayAnswer.reason);
	return (
		<ActionFormShell form={form} className="">
			<BackLink to={back}>{claim.reference}</BackLink>
			<PageTitle lead={m.claim_near_page_lead({ reference: claim.reference, business: claim.businessName })}>
				{m.claim_near_page_title()}
			</PageTitle>
			<Panel>
				<SummaryList rows={rowsOf(match)} />
				<p className="mt-4 max-w-prose">{m.claim_near_page_how()}</p>
				<div className="form mt-6">
					<TextAreaField
						form={form}
						name="reason"
						label={m.claim_near_reason()}
						hint={m.claim_near_reason_hint()}
						rows={4}
					/>
				</div>
				<div className="actions mt-6">
					<SubmitButton form={form} disabledReason={match.judged ? m.house_refusal_moved_on() : blocked}>
						{m.claim_near_submit()}
					</SubmitButton>
					<Link to={back}>{m.claim_near_keep()}</Link>
				</div>
			</Panel>
		</ActionFormShell>
	);
}

function rowsOf(match: NearMatch): SummaryRow[] {
	const own = match.invoice ? invoiceRow(match.invoice) : null;
	return [
		{ term: m.claim_near_page_why(), value: nearMatchWhy(match.why) },
		...(own
			? [
					{
						term: m.claim_near_page_this(),
						value: (
							<>
								<span className="num">{own.term}</span>, {own.value}
							</>
						),
						note: own.note,
					},
				]
			: []),
		{ term: m.claim_near_page_other(), value: <OtherInvoice match={match} /> },
	];
}
