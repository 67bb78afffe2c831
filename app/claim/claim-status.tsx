import { Link } from "@remix-run/react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { Sum } from "#app/ui/sum.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { Timeline } from "#app/ui/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { advanceRows } from "./advance/advance-rows.tsx";
import { SplitSum } from "./advance/split-sum.tsx";
import { type ClaimState, isGivenUp, isOwnEvent } from "./claim.states.ts";
import type { ClaimCase, ClaimEventRow } from "./claim-case.server.ts";
import { ClaimDocumentList } from "./claim-document-list.tsx";
import { amountRows, invoiceRow, overOf, payeeRow, verifiedTitle } from "./claim-rows.tsx";
import { ClaimStateTag } from "./claim-state-tag.tsx";

type SubmittedClaim = ClaimCase & { submitted: NonNullable<ClaimCase["submitted"]> };

const leads: Record<Exclude<ClaimState, "draft" | "returned">, () => string> = {
	submitted: m.claim_next_submitted,
	verified: m.claim_next_verified,
	refused: m.claim_next_refused,
};

const advanceLeads: typeof leads = {
	submitted: m.claim_next_submitted_advance,
	verified: m.claim_next_verified,
	refused: m.claim_next_refused_advance,
};

function leadOf({ kind, state, retains, events }: SubmittedClaim): string | undefined {
	if (state === "draft" || state === "returned") return undefined;
	if (isGivenUp(events[0]?.what)) return m.claim_next_given_up();
	if (retains) return m.claim_next_retention({ claim: retains });
	return kind === "advance" ? advanceLeads[state]() : leads[state]();
}

function titleOf({ kind, submitted }: SubmittedClaim): string {
	const amount = formatDong(submitted.subsidyDong, getLocale());
	if (kind === "advance") return m.claim_status_title_advance({ amount });
	return kind === "retention" ? m.claim_status_title_retention({ amount }) : m.claim_status_title({ amount });
}

/** How a claim stands that is with the association or was answered. */
export function ClaimStatus({ claim }: { claim: SubmittedClaim }) {
	const { answer, application, events } = claim;
	const state = isGivenUp(events[0]?.what) ? "given-up" : claim.state;
	return (
		<>
			<PageTitle
				over={
					<>
						{overOf(claim)} <ClaimStateTag state={state} />
					</>
				}
				lead={leadOf(claim)}
			>
				{titleOf(claim)}
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
					<ClaimTrail events={claim.events} kind={claim.kind} />
				</div>
			</Section>
		</>
	);
}

/** What was submitted: amounts, invoices, payee and files. */
function SubmittedParts({ claim }: { claim: SubmittedClaim }) {
	if (claim.kind !== "costs") return <PaidAheadOrLater claim={claim} />;
	return (
		<>
			<Section title={m.claim_part_costs()}>
				<Sum rows={amountRows(claim.submitted, claim)} />
				{claim.split ? <SplitSum split={claim.split} /> : null}
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

/** An advance, or what was kept back: no costs and no invoices of its own. */
function PaidAheadOrLater({ claim }: { claim: SubmittedClaim }) {
	const asked = claim.advance ? Object.values(advanceRows(claim)) : [];
	return (
		<>
			<Section title={claim.advance ? m.claim_advance_part() : m.claim_split_title()}>
				<SummaryList
					rows={[
						...asked,
						...(claim.retains
							? [
									{
										term: m.claim_kind_retention(),
										value: <TextLink to={`/claims/${claim.retains}`}>{claim.retains}</TextLink>,
									},
								]
							: []),
						payeeRow(claim),
					]}
				/>
			</Section>
			{claim.documents.length > 0 ? (
				<Section title={m.claim_advance_documents()}>
					<ClaimDocumentList documents={claim.documents} />
				</Section>
			) : null}
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
	"given-up": m.claim_event_given_up,
};

/**
 * What happened to a claim until now, newest on top, with what was said.
 *
 * @param names for colleagues: who answered, too.
 */
export function ClaimTrail({
	events,
	names,
	kind,
}: {
	events: readonly ClaimEventRow[];
	names?: boolean;
	kind: ClaimCase["kind"];
}) {
	return (
		<Timeline
			events={events.map((event) => ({
				id: event.id,
				state: event.what === "returned" || event.what === "refused" ? "trouble" : "done",
				title: event.what === "verified" && kind !== "costs" ? verifiedTitle(kind) : eventTitles[event.what](),
				when: formatDateTime(event.at, getLocale()),
				dateTime: event.at.toISOString(),
				detail: (names || isOwnEvent(event.what)) && event.actorName ? event.actorName : undefined,
				quote: event.said ?? undefined,
			}))}
		/>
	);
}
