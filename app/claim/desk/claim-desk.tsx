import { Link } from "@remix-run/react";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong, formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { ReadOnlyTag } from "#app/review/desk/attention-tag.tsx";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { DocumentViewer } from "#app/ui/parts/document-viewer.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { isSplit } from "../advance/advance.rules.ts";
import { advanceRows } from "../advance/advance-rows.tsx";
import { SplitSum } from "../advance/split-sum.tsx";
import { type ClaimedLine, leftOfLine } from "../claim.rules.ts";
import { ClaimDocumentList, claimDocumentKindName } from "../claim-document-list.tsx";
import { payeeRow } from "../claim-rows.tsx";
import { ClaimStateTag } from "../claim-state-tag.tsx";
import { ClaimTrail } from "../claim-status.tsx";
import { AnswerForm } from "./answer-form.tsx";
import type { ClaimOnDesk, OpenClaim } from "./claim-desk.server.ts";
import { InvoicesPanel } from "./invoices-panel.tsx";
import { NearMatchPanel } from "./near-match-panel.tsx";

type Props = {
	claim: Exclude<ClaimOnDesk, { access: "undeclared" }>;
	/** For who only reads it: the list that they came from. */
	list?: { to: string; label: string } | undefined;
	/** Where another acts or it is done elsewhere: the title that says so, and what follows for the reader. */
	heading?: { title: string; lead: ReactNode; idle: boolean };
	/** For who only reads it: whose turn it is and what they can do. */
	turn?: ReactNode;
	rights?: ReactNode;
	/** The document that the address asks for. */
	shownId?: string | null;
};

/** A claim on one page: what was agreed and what it cost, invoices and files, and the answer. */
export function ClaimDesk({ claim, list, heading, turn, rights, shownId = null }: Props) {
	const { reference, businessName } = claim;
	const back = <BackLink to={list?.to ?? "/review/claims"}>{list?.label ?? m.claim_queue_title()}</BackLink>;
	if (claim.access === "locked") return <LockedClaim reference={reference} businessName={businessName} back={back} />;
	const { application, state, mayAnswer: permission } = claim;
	return (
		<>
			{back}
			<PageTitle
				over={
					<>
						{rights && heading?.idle ? <ReadOnlyTag /> : null} <span className="num">{reference}</span>{" "}
						<ClaimStateTag state={state} />
					</>
				}
				lead={
					<>
						{businessName}, <Link to={`/review/${application.reference}`}>{application.reference}</Link>
						{heading ? <>. {heading.lead}</> : null}
					</>
				}
			>
				{heading?.title ?? claimTitle(claim)}
			</PageTitle>
			{turn}
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
				<div className="grid gap-4">
					{claim.kind === "costs" ? <LinesPanel claim={claim} /> : null}
					{claim.split && isSplit(claim.split) ? (
						<Panel title={m.claim_split_title()}>
							<SplitSum split={claim.split} small />
						</Panel>
					) : null}
					{claim.kind === "costs" ? <InvoicesPanel claim={claim} /> : null}
					{claim.advance ? (
						<Panel title={m.claim_desk_advance()}>
							<SummaryList rows={Object.values(advanceRows(claim))} />
						</Panel>
					) : null}
					<Panel title={m.claim_part_account()}>
						<SummaryList rows={[payeeRow(claim)]} />
					</Panel>
					<DocumentsPanel claim={claim} shownId={shownId} />
				</div>
				<div className="grid gap-4">
					<NearMatchPanel claim={claim} judging={permission.allowed} />
					{rights ??
						(permission.allowed ? <AnswerForm claim={claim} /> : <NoAnswer reason={reasonText(permission.reason)} />)}
					<Panel title={m.claim_trail_title()}>
						<ClaimTrail events={claim.events} kind={claim.kind} names />
					</Panel>
				</div>
			</div>
		</>
	);
}

/** "Đề nghị 45.000.000 đ": what it claims. */
export function claimTitle({ kind, submitted, retains }: OpenClaim): string {
	const amount = formatDong(submitted.subsidyDong, getLocale());
	if (retains) return m.claim_kind_retention_of({ claim: retains });
	return kind === "advance" ? m.claim_desk_title_advance({ amount }) : m.claim_desk_title({ amount });
}

function NoAnswer({ reason }: { reason: string }) {
	return (
		<Panel title={m.claim_answer_title()}>
			<p>{reason}</p>
		</Panel>
	);
}

type LockedProps = { reference: string; businessName: string; back: ReactNode };

function LockedClaim({ reference, businessName, back }: LockedProps) {
	return (
		<>
			{back}
			<PageTitle over={<span className="num">{reference}</span>}>{businessName}</PageTitle>
			<p className="mb-3">
				<Tag tone="neutral" icon={Lock}>
					{m.claim_tag_locked()}
				</Tag>
			</p>
			<p>{m.review_refusal_conflict()}</p>
		</>
	);
}

/** What was agreed for each line that is claimed, what earlier claims took, and what this one asks. */
function LinesPanel({ claim }: { claim: OpenClaim }) {
	const { submitted, lines } = claim;
	const amount = (amountDong: bigint) => formatDongPlain(amountDong, getLocale());
	const agreed = ({ costLineId }: ClaimedLine) => lines.find((line) => line.costLineId === costLineId);
	const money = (key: string, head: string, of: (line: ClaimedLine) => bigint): Column<ClaimedLine> => ({
		key,
		head,
		number: true,
		cell: (line) => amount(of(line)),
		total: amount(sumDong(submitted.lines.map(of))),
	});
	const columns: Column<ClaimedLine>[] = [
		{
			key: "line",
			head: m.claim_column_line(),
			rowHead: true,
			total: m.claim_lines_total(),
			cell: (line) => (
				<>
					<Typed text={agreed(line)?.description ?? ""} />
					<span className="block font-normal text-ink2 text-caption">
						{agreed(line)?.providerName}, <span className="num">{agreed(line)?.providerTaxCode}</span>
					</span>
				</>
			),
		},
		money("price", m.claim_column_price(), (line) => agreed(line)?.priceDong ?? 0n),
		money("left", m.claim_column_left(), (line) => leftOfLine(agreed(line) ?? { approvedDong: 0n, claimedDong: 0n })),
		money("cost", m.claim_column_cost(), ({ costDong }) => costDong),
		money("subsidy", m.claim_column_subsidy(), ({ subsidyDong }) => subsidyDong),
	];
	return (
		<Panel title={m.claim_desk_lines()} sub={claim.isLast ? m.claim_is_last() : undefined}>
			<DataTable
				caption={m.claim_desk_lines()}
				captionHidden
				columns={columns}
				rows={submitted.lines}
				rowKey={({ costLineId }) => costLineId}
			/>
		</Panel>
	);
}

/** What the business handed in; what is kept back and now due needs nothing. The file of an invoice is compared, not shown. */
function DocumentsPanel({ claim, shownId }: { claim: OpenClaim; shownId: string | null }) {
	const { kind, ownSharePaid, ownShareGone, documents, reference } = claim;
	if (kind === "retention") return null;
	const toView = documents.filter(({ mediaType }) => mediaType !== "application/xml");
	return (
		<Panel title={kind === "advance" ? m.claim_advance_documents() : m.claim_part_documents()}>
			{ownSharePaid ? <p className="mb-2">{m.claim_own_share_paid()}</p> : null}
			{ownShareGone ? <Notice tone="yellow">{m.claim_own_share_gone()}</Notice> : null}
			{documents.length > 0 ? (
				<ClaimDocumentList documents={documents} kinds />
			) : (
				<p>{m.claim_advance_documents_none()}</p>
			)}
			{toView.length > 0 ? (
				<div className="mt-4">
					<DocumentViewer
						documents={toView}
						shownId={shownId}
						label={({ kind: what }) => claimDocumentKindName(what)}
						pageOf={({ id }) => `/review/claims/${reference}?document=${id}`}
						fileOf={({ id }) => `/files/claims/${id}`}
					/>
				</div>
			) : null}
		</Panel>
	);
}
