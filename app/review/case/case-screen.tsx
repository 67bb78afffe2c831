import type { ReactNode } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { LockedTag } from "../desk/attention-tag.tsx";
import type { QueuePlace } from "../desk/queue-place.server.ts";
import { ConditionsPanel } from "../finding/conditions-panel.tsx";
import { ThreadList } from "../thread-list.tsx";
import { CaseDocuments } from "./case-documents.tsx";
import { CaseHead, type CaseView } from "./case-head.tsx";
import { CaseLines, itemName } from "./case-lines.tsx";
import { CaseOutcomes } from "./case-outcomes.tsx";
import type { CasePage, OpenCase } from "./case-page.server.ts";
import { CasePrices } from "./case-prices.tsx";
import { CaseBusiness, CaseHistory } from "./case-views.tsx";
import { ChangesStrip } from "./changes-strip.tsx";
import { DecidedNotice } from "./decided-notice.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { Decisions } from "./decisions.tsx";
import { SecondPersonReason } from "./second-person-reason.tsx";
import { TakeUpForm } from "./take-up-form.tsx";

type ShownCase = Exclude<CasePage, { access: "undeclared" }>;

type Props = {
	page: ShownCase;
	view: CaseView;
	/** For who reviews it: where it stands in their queue. */
	place: QueuePlace | null;
	/** The decision that the reader has just made. */
	made: string | null;
	readerId: string;
	decisionId: string;
	findingId: string;
	today: PlainDate;
	shownDocument: string | null;
	/** The condition that is being judged, by its id. */
	condition: string | null;
	/** For who only reads it: the list that they came from. */
	list?: { to: string; label: string } | undefined;
	/** What its title says where another acts or it is done elsewhere. */
	heading?: { title: string; lead: ReactNode; idle: boolean };
	/** What came of the file, and for who only reads it whose turn it is and what they can do. */
	papers?: ReactNode;
	turn?: ReactNode;
	rights?: ReactNode;
};

/** A file on one page: what the rules say, what is asked, the documents, the thread, the decision. */
export function CaseScreen({ page, ...rest }: Props) {
	if (page.access !== "open") return <LockedCase page={page} list={rest.list} />;
	return <OpenCaseScreen page={page} {...rest} />;
}

type LockedProps = { page: Extract<ShownCase, { access: "locked" }>; list: Props["list"] };

function LockedCase({ page: { reference, legalName }, list }: LockedProps) {
	return (
		<>
			<BackLink to={list?.to ?? "/review"}>{list?.label ?? m.review_queue_title()}</BackLink>
			<PageTitle over={<span className="num">{reference}</span>}>{legalName}</PageTitle>
			<p className="mb-3">
				<LockedTag />
			</p>
			<p>{m.review_refusal_conflict()}</p>
		</>
	);
}

type OpenProps = Props & { page: OpenCase };

function OpenCaseScreen(props: OpenProps) {
	const { page, view, place, made, list, heading, turn } = props;
	const decides = page.turn.turn === "first" || page.turn.turn === "second";
	return (
		<>
			<CaseHead page={page} view={view} place={place} list={list} decides={decides} heading={heading} />
			<DecidedNotice page={page} made={made} place={place} />
			{view === "business" ? <CaseBusiness page={page} /> : null}
			{view === "history" ? <CaseHistory page={page} /> : null}
			{view === "review" ? (
				<>
					{turn}
					{page.turn.turn === "take-up" ? <TakeUpForm page={page} /> : null}
					<ChangesStrip page={page} />
					<div className="case-columns">
						<Judged {...props} />
						<Evidence {...props} />
						<Answer {...props} />
					</div>
				</>
			) : null}
		</>
	);
}

/** What a person has to judge, what things cost elsewhere, and what the rules say. */
function Judged({ page, ...judging }: OpenProps) {
	return (
		<div className="grid gap-4">
			<ConditionsPanel
				reference={page.reference}
				conditions={page.conditions}
				itemName={(code) => itemName(page, code)}
				chosen={judging.condition}
				recording={page.recordable ? judging : null}
			/>
			<CasePrices page={page} />
			<CaseOutcomes page={page} />
		</div>
	);
}

/** The documents, the sums, and what was said. */
function Evidence({ page, shownDocument, readerId }: OpenProps) {
	const shown = shownDocument ? `&document=${shownDocument}` : "";
	const hrefFor = (asked: number) => `?page=${asked}${shown}#thread`;
	return (
		<div className="grid gap-4">
			<CaseDocuments page={page} shownId={shownDocument} />
			<CaseLines page={page} />
			<section id="thread">
				<Panel
					title={m.review_thread_title()}
					action={
						page.as === "reviewer" ? (
							<TextLink to={`/review/${page.reference}/messages`}>{m.review_thread_write()}</TextLink>
						) : (
							m.review_thread_read_only()
						)
					}
				>
					<ThreadList thread={page.thread} readerId={readerId} hrefFor={hrefFor} />
				</Panel>
			</section>
		</div>
	);
}

/** What can be decided here, or was, and what came of it. */
function Answer({ page, decisionId, rights, papers }: OpenProps) {
	const { turn } = page;
	return (
		<div className="grid gap-4">
			{rights}
			{turn.turn === "second" ? <Recommended page={page} turn={turn} /> : null}
			{turn.turn === "first" || turn.turn === "second" ? (
				<div id="decision" tabIndex={-1}>
					<DecisionForm key={decisionKey(turn)} page={page} turn={turn} decisionId={decisionId} />
				</div>
			) : null}
			<Decisions page={page} />
			{papers}
		</div>
	);
}

/** Another turn is another form: nothing typed for the first goes into the second. */
function decisionKey(turn: OpenCase["turn"]): string {
	return turn.turn === "second" ? turn.confirms : turn.turn;
}

type SecondTurn = Extract<OpenCase["turn"], { turn: "second" }>;

function Recommended({ page, turn }: { page: OpenCase; turn: SecondTurn }) {
	const locale = getLocale();
	return (
		<Notice
			tone="yellow"
			title={m.review_recommended_by({ name: turn.by, amount: formatDong(turn.amountDong, locale) })}
		>
			{formatDateTime(turn.at, locale)}. <Typed text={turn.reasons} />
			<SecondPersonReason reason={page.decisions.find(({ id }) => id === turn.confirms)?.secondPerson} />
			{turn.firstTied ? <p className="mt-2">{m.review_refusal_first_conflict({ name: turn.by })}</p> : null}
		</Notice>
	);
}
