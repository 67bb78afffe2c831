import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TickField } from "#app/form/form-fields.tsx";
import { type FieldErrors, fieldId } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { splitOf } from "../advance/advance.rules.ts";
import { advanceRows } from "../advance/advance-rows.tsx";
import { SplitSum } from "../advance/split-sum.tsx";
import { canChangeClaim } from "../claim.access.ts";
import { submitClaimForm } from "../claim.forms.ts";
import { type ClaimDocumentKind, claimAmounts, endsClaims, requiredDocuments } from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { claimDocumentKindName } from "../claim-document-list.tsx";
import { amountRows, invoiceRow, payeeRow } from "../claim-rows.tsx";
import { compareDraft } from "../invoice/claim-mismatches.ts";
import { MismatchList } from "../invoice/mismatch-list.tsx";
import { claimFaults, invoicesOf, judgeClaimCosts } from "./claim-faults.ts";

/** The faults by the rows of this page: costs and invoices are one row, since they are mended on one page. */
function faultsByRow(faults: FieldErrors): FieldErrors {
	const isOfCosts = (name: string) => /^(lines|invoices)/.test(name);
	const count = Object.keys(faults).filter(isOfCosts).length;
	const others = Object.entries(faults).filter(([name]) => !isOfCosts(name));
	return { ...(count > 0 ? { costs: m.claim_check_costs({ count }) } : {}), ...Object.fromEntries(others) };
}

/** Everything once more before it is submitted. */
export function ClaimCheck({ claim, today }: { claim: ClaimCase; today: PlainDate }) {
	const form = useActionForm(submitClaimForm);
	const faults = faultsByRow(claimFaults(claim, today));
	const faulty = Object.keys(faults).length;
	const permission = canChangeClaim(claim);
	const blocked = !permission.allowed
		? reasonText(permission.reason)
		: faulty > 0
			? m.claim_check_blocked()
			: undefined;
	return (
		<ActionFormShell
			form={form}
			className=""
			summaryTitle={(count) => m.claim_check_summary({ count })}
			faults={faults}
		>
			<PageTitle lead={leadOf(claim)}>{m.claim_check_title()}</PageTitle>
			{claim.kind === "advance" ? (
				<Advance claim={claim} faults={faults} />
			) : (
				<Costs claim={claim} today={today} error={faults.costs} />
			)}
			<Section title={m.claim_check_rest()}>
				<SummaryList rows={otherRows(claim, faults)} />
			</Section>
			<HiddenField name="draftVersion" value={String(claim.draftVersion)} />
			<div className="form mt-6">
				<TickField form={form} name="truthful" {...declarationOf(claim)} />
			</div>
			<div className="actions mt-8">
				<SubmitButton form={form} disabledReason={blocked}>
					{claim.state === "returned" ? m.claim_check_resubmit() : m.claim_check_submit()}
				</SubmitButton>
				<Link to={`/claims/${claim.reference}`}>{m.claim_check_later()}</Link>
			</div>
		</ActionFormShell>
	);
}

function leadOf({ kind, application: { reference: application } }: ClaimCase): string {
	return kind === "advance" ? m.claim_check_lead_advance({ application }) : m.claim_check_lead({ application });
}

/** What submitting declares, with the law that it rests on. */
function declarationOf({ kind }: ClaimCase): { label: string; hint: string } {
	return kind === "advance"
		? { label: m.claim_truthful_advance(), hint: m.claim_truthful_advance_source() }
		: { label: m.claim_truthful(), hint: m.claim_truthful_source() };
}

/** What is asked for ahead, and why. */
function Advance({ claim, faults }: { claim: ClaimCase; faults: FieldErrors }) {
	const change = { href: `/claims/${claim.reference}/advance`, label: m.claim_check_change() };
	const { amount, reason } = advanceRows(claim);
	return (
		<Section title={m.claim_advance_part()}>
			<SummaryList
				rows={[
					{ ...amount, change, id: fieldId("amount"), error: faults.amount ?? faults.costLineId },
					{ ...reason, change, id: fieldId("reason"), error: faults.reason },
				]}
			/>
		</Section>
	);
}

function Costs({ claim, today, error }: { claim: ClaimCase; today: PlainDate; error: string | undefined }) {
	const costs = judgeClaimCosts(claim, today);
	const change = { href: `/claims/${claim.reference}/costs`, label: m.claim_check_change() };
	if (!costs.ok) {
		const value = claim.draft.invoices.map((_invoice, at) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: an invoice is its place in the draft
			<InvoiceNote key={at} claim={claim} at={at} today={today} />
		));
		const row = { term: m.claim_part_costs(), value, change, id: fieldId("costs"), error };
		return (
			<Section title={m.claim_part_costs()}>
				<SummaryList rows={[row]} />
			</Section>
		);
	}
	const asked = costs.read.lines.map(({ costLineId, cost }) => ({ costLineId, costDong: cost }));
	const amounts = claimAmounts(claim.lines, asked);
	const isLast = endsClaims(claim, claim.lines, amounts.subsidyDong);
	const split = splitOf(amounts.subsidyDong, { ...claim.terms, isLast });
	return (
		<Section title={m.claim_part_costs()}>
			<Sum rows={amountRows(amounts, claim)} />
			<SplitSum split={split} />
			<SummaryList
				rows={invoicesOf(costs.read).map((invoice, at) => ({
					...invoiceRow(invoice),
					change,
					note: <InvoiceNote claim={claim} at={at} today={today} note={invoiceRow(invoice).note} />,
				}))}
			/>
			{claim.isLast ? <p className="mt-3">{m.claim_is_last()}</p> : null}
		</Section>
	);
}

/** What an invoice's file says otherwise than the claim, under what is said of the invoice. */
function InvoiceNote({ claim, at, today, note }: { claim: ClaimCase; at: number; today: PlainDate; note?: ReactNode }) {
	const compared = compareDraft(claim, at, today);
	if (!compared || compared.mismatches.length === 0) return note;
	const facts = { businessTaxCode: claim.businessTaxCode, decidedOn: claim.application.decidedOn };
	return (
		<>
			{note}
			<MismatchList compared={compared} facts={facts} side="business" />
		</>
	);
}

/** Those that must be there; of an advance, those that are. */
function documentsShown(claim: ClaimCase): readonly ClaimDocumentKind[] {
	if (claim.kind !== "advance") return requiredDocuments(claim);
	return claim.documents.length > 0 ? ["other"] : [];
}

function otherRows(claim: ClaimCase, faults: FieldErrors): SummaryRow[] {
	const own = `/claims/${claim.reference}`;
	const label = m.claim_check_change();
	const account = claim.payee === "provider" ? `${own}/account` : `/business/bank-account?to=${own}/submit`;
	return [
		{ ...payeeRow(claim), change: { href: account, label }, id: fieldId("account"), error: faults.account },
		...documentsShown(claim).map((kind) => ({
			term: claimDocumentKindName(kind),
			value: claim.documents
				.filter((document) => document.kind === kind)
				.map((document) => document.fileName)
				.join(", "),
			change: { href: `${own}/documents`, label },
			id: fieldId(`documents.${kind}`),
			error: faults[`documents.${kind}`],
		})),
	];
}
