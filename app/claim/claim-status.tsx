import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Timeline } from "#app/ui/parts/timeline.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { advanceRows } from "./advance/advance-rows.tsx";
import { SplitSum } from "./advance/split-sum.tsx";
import { isGivenUp, isOwnEvent } from "./claim.states.ts";
import type { ClaimCase, ClaimEventRow } from "./claim-case.server.ts";
import { ClaimDocumentList } from "./claim-document-list.tsx";
import { amountRows, invoiceRow, overOf, payeeRow, verifiedTitle } from "./claim-rows.tsx";
import { ClaimStateTag } from "./claim-state-tag.tsx";

type SubmittedClaim = ClaimCase & { submitted: NonNullable<ClaimCase["submitted"]> };

/** What an answer means once nobody has to do anything about the claim. */
function leadOf({ kind, state, events }: SubmittedClaim): string | undefined {
	if (isGivenUp(events[0]?.what)) return m.claim_next_given_up();
	if (events[0]?.what === "ended") return m.claim_next_ended();
	if (state === "refused") return kind === "advance" ? m.claim_next_refused_advance() : m.claim_next_refused();
	return state === "verified" ? m.claim_next_verified() : undefined;
}

function titleOf({ kind, submitted }: SubmittedClaim): string {
	const amount = formatDong(submitted.subsidyDong, getLocale());
	if (kind === "advance") return m.claim_status_title_advance({ amount });
	return kind === "retention" ? m.claim_status_title_retention({ amount }) : m.claim_status_title({ amount });
}

type Props = { claim: SubmittedClaim; lead: string | undefined; children?: ReactNode };

/**
 * How a claim stands that is with the association or was answered.
 *
 * @param lead who acts next and by when, where somebody does and it is not the business.
 * @param children what the business has to do now.
 */
export function ClaimStatus({ claim, lead, children }: Props) {
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
				lead={children ? undefined : (lead ?? leadOf(claim))}
			>
				{titleOf(claim)}
			</PageTitle>
			{state === "refused" ? (
				<Notice tone="red" title={events[0]?.what === "ended" ? m.claim_event_ended() : m.claim_refused_title()}>
					<p>
						<Typed text={answer?.reasons ?? ""} />
					</p>
				</Notice>
			) : null}
			{children}
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
	ended: m.claim_event_ended,
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
				state: event.what === "returned" || event.what === "refused" || event.what === "ended" ? "trouble" : "done",
				title: event.what === "verified" && kind !== "costs" ? verifiedTitle(kind) : eventTitles[event.what](),
				when: formatDateTime(event.at, getLocale()),
				dateTime: event.at.toISOString(),
				detail: (names || isOwnEvent(event.what)) && event.actorName ? event.actorName : undefined,
				quote: event.said ? <Typed text={event.said} /> : undefined,
			}))}
		/>
	);
}
