import { Link } from "@remix-run/react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { Sum } from "#app/ui/sum.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { Timeline } from "#app/ui/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClaimState } from "./claim.states.ts";
import type { ClaimCase, ClaimEventRow } from "./claim-case.server.ts";
import { ClaimDocumentList } from "./claim-document-list.tsx";
import { amountRows, invoiceRow, payeeRow } from "./claim-rows.tsx";
import { ClaimStateTag } from "./claim-state-tag.tsx";

type SubmittedClaim = ClaimCase & { submitted: NonNullable<ClaimCase["submitted"]> };

const leads: Record<Exclude<ClaimState, "draft" | "returned">, () => string> = {
	submitted: m.claim_next_submitted,
	verified: m.claim_next_verified,
	refused: m.claim_next_refused,
};

/** How a claim stands that is with the association or was answered. */
export function ClaimStatus({ claim }: { claim: SubmittedClaim }) {
	const { state, reference, submitted, answer, application } = claim;
	const lead = state === "draft" || state === "returned" ? undefined : leads[state]();
	return (
		<>
			<PageTitle
				over={
					<>
						{m.claim_over({ reference })} <ClaimStateTag state={state} />
					</>
				}
				lead={lead}
			>
				{m.claim_status_title({ amount: formatDong(submitted.subsidyDong, getLocale()) })}
			</PageTitle>
			{state === "refused" ? (
				<Notice tone="red" title={m.claim_refused_title()}>
					<p>{answer?.reasons}</p>
				</Notice>
			) : null}
			<p className="mt-3">
				<Link to={`/applications/${application.reference}/money`}>{m.claim_status_money()}</Link>
			</p>
			<SubmittedParts claim={claim} />
			<Section title={m.claim_trail_title()}>
				<div className="mt-5">
					<ClaimTrail events={claim.events} />
				</div>
			</Section>
		</>
	);
}

/** What was submitted: amounts, invoices, payee and files. */
function SubmittedParts({ claim }: { claim: SubmittedClaim }) {
	return (
		<>
			<Section title={m.claim_part_costs()}>
				<Sum rows={amountRows(claim.submitted, claim)} />
				{claim.isLast ? <p className="mt-3">{m.claim_is_last()}</p> : null}
			</Section>
			<Section title={m.claim_invoices_title()}>
				<SummaryList rows={[...claim.submitted.invoices.map(invoiceRow), payeeRow(claim)]} />
			</Section>
			<Section title={m.claim_part_documents()}>
				<ClaimDocumentList documents={claim.documents} kinds />
			</Section>
		</>
	);
}

const eventTitles: Record<ClaimEventRow["what"], () => string> = {
	started: m.claim_event_started,
	submitted: m.claim_event_submitted,
	resubmitted: m.claim_event_resubmitted,
	verified: m.claim_event_verified,
	returned: m.claim_event_returned,
	refused: m.claim_event_refused,
};

/** Done by the business itself; the rest is the association's, which answers as a body and not as a person. */
const ownEvents: readonly string[] = ["started", "submitted", "resubmitted"];

/**
 * What happened to a claim until now, newest on top, with what was said.
 *
 * @param names for colleagues: who answered, too.
 */
export function ClaimTrail({ events, names }: { events: readonly ClaimEventRow[]; names?: boolean }) {
	return (
		<Timeline
			events={events.map((event) => ({
				id: event.id,
				state: event.what === "returned" || event.what === "refused" ? "trouble" : "done",
				title: eventTitles[event.what](),
				when: formatDateTime(event.at, getLocale()),
				dateTime: event.at.toISOString(),
				detail: names || ownEvents.includes(event.what) ? event.actorName : undefined,
				quote: event.said ?? undefined,
			}))}
		/>
	);
}
