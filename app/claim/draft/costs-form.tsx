import { Link } from "@remix-run/react";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, MoneyField, SubmitButton, TickField } from "#app/form/form-fields.tsx";
import { readForm } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong, parseDong } from "#app/kernel/dong.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { canChangeClaim } from "../claim.access.ts";
import { costsForm, MAX_INVOICES, type TypedCost, typedCostsForm } from "../claim.forms.ts";
import { type ClaimableLine, claimAmounts, leftOfLine } from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { draftAsGiven } from "../claim-draft.ts";
import { compareDraft } from "../invoice/claim-mismatches.ts";
import { InvoiceUpload } from "../invoice/invoice-upload.tsx";
import { InvoiceFields } from "./invoice-fields.tsx";

/** The costs as they are typed at the moment. */
function useTyped(initial: readonly TypedCost[]) {
	const [typed, setTyped] = useState(initial);
	const onInput = (event: FormEvent<HTMLElement>) => {
		const form = event.currentTarget.closest("form");
		const read = form && readForm(typedCostsForm, new FormData(form));
		if (read?.ok) setTyped(read.data.lines);
	};
	return { typed, onInput };
}

type Props = {
	claim: ClaimCase;
	today: PlainDate;
	/** Of the invoice's file that may be added, and how large it may be. */
	documentId: string;
	maxBytes: number;
};

/**
 * What each line has cost, and the invoices that say so. Every button saves what is typed; adding and removing invoices
 * are buttons of the same form, so they need no scripts. What will be paid is worked out again at every key.
 */
export function CostsForm({ claim, today, documentId, maxBytes }: Props) {
	const { lines, draft, application, businessTaxCode } = claim;
	const facts = { businessTaxCode, decidedOn: application.decidedOn };
	const saved = { ...draftAsGiven(draft), ...(claim.isLast ? { isLast: "on" } : {}) };
	const form = useActionForm(costsForm({ decidedOn: application.decidedOn, today }), { saved });
	const permission = canChangeClaim(claim);
	const closed = permission.allowed ? undefined : reasonText(permission.reason);
	const { typed, onInput } = useTyped(draft.lines);
	return (
		<ActionFormShell
			form={form}
			className=""
			summaryTitle={(count) => m.claim_costs_summary({ count })}
			encType={form.alive ? undefined : "multipart/form-data"}
		>
			{/* Return in a field presses the first button of a form: it has to be this one. */}
			<button type="submit" name="intent" value="save" formNoValidate hidden />
			<PageTitle lead={m.claim_costs_lead()}>{m.claim_costs_title()}</PageTitle>
			<HiddenField name="draftVersion" value={String(claim.draftVersion)} />
			<div onInput={onInput} className="md:grid md:grid-cols-[1fr_22rem] md:items-start md:gap-12">
				<div className="form mt-6 gap-8">
					{closed ? null : <InvoiceUpload form={form} claim={claim} documentId={documentId} maxBytes={maxBytes} />}
					{lines.map((line, at) => (
						<div key={line.costLineId}>
							<HiddenField name={`lines.${at}.costLineId`} value={line.costLineId} />
							<MoneyField
								form={form}
								name={`lines.${at}.cost`}
								label={line.description}
								hint={hintOf(line)}
								optional={lines.length > 1}
							/>
						</div>
					))}
					{draft.invoices.map((invoice, at) => (
						<InvoiceFields
							// biome-ignore lint/suspicious/noArrayIndexKey: an invoice is its place in the draft
							key={at}
							form={form}
							at={at}
							document={invoice.document}
							compared={compareDraft(claim, at, today)}
							facts={facts}
							removable={draft.invoices.length > 1 && !closed}
						/>
					))}
					{draft.invoices.length < MAX_INVOICES && !closed ? (
						<p>
							<Button look="secondary" icon={Plus} name="intent" value="add-invoice" formNoValidate>
								{m.claim_invoice_add()}
							</Button>
						</p>
					) : null}
					<TickField form={form} name="isLast" label={m.claim_costs_last()} hint={m.claim_costs_last_hint()} />
				</div>
				<div className="mt-8 md:mt-6">
					<AmountsPanel lines={lines} typed={typed} />
				</div>
			</div>
			<div className="actions mt-8">
				<SubmitButton form={form} name="intent" value="save" formNoValidate disabledReason={closed}>
					{m.claim_save_and_continue()}
				</SubmitButton>
				<Link to={`/claims/${claim.reference}`}>{m.claim_costs_later()}</Link>
			</div>
		</ActionFormShell>
	);
}

function hintOf(line: ClaimableLine): string {
	const locale = getLocale();
	return m.claim_costs_hint({
		provider: line.providerName,
		price: formatDong(line.priceDong, locale),
		left: formatDong(leftOfLine(line), locale),
	});
}

/** What the city pays of the costs as typed, and what stays with the business, until both add up. */
function AmountsPanel({ lines, typed }: { lines: readonly ClaimableLine[]; typed: readonly TypedCost[] }) {
	const locale = getLocale();
	const costs = typed
		.filter(({ costLineId }) => lines.some((line) => line.costLineId === costLineId))
		.map(({ costLineId, cost }) => ({ costLineId, costDong: parseDong(cost) ?? 0n }));
	const { costDong, subsidyDong } = claimAmounts(lines, costs);
	return (
		<Panel tone="ground" rule="green" title={m.claim_amounts_title()}>
			<Sum
				size="small"
				rows={[
					{ label: m.claim_amounts_city(), amount: formatDong(subsidyDong, locale) },
					{ label: m.claim_amounts_you(), amount: formatDong(costDong - subsidyDong, locale) },
					{ label: m.claim_amounts_cost(), amount: formatDong(costDong, locale), kind: "total" },
				]}
			/>
			<p className="mt-2 text-ink2 text-small">{m.claim_amounts_how()}</p>
		</Panel>
	);
}
