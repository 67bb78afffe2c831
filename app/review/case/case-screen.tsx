import type { ReactNode } from "react";
import { clockSentence, eventTitle } from "#app/application/application-text.ts";
import { StateTag } from "#app/application/state-tag.tsx";
import { addressInWords, figuresInWords } from "#app/business/business-words.ts";
import { priorityGroupName, sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { LinkedText } from "#app/ui/reference-link.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { Timeline } from "#app/ui/timeline.tsx";
import { WorkingDayClock } from "#app/ui/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { LockedTag, ReadOnlyTag } from "../desk/attention-tag.tsx";
import { ConditionsPanel } from "../finding/conditions-panel.tsx";
import { ThreadList } from "../thread-list.tsx";
import { CaseDocuments } from "./case-documents.tsx";
import { CaseLines, itemName } from "./case-lines.tsx";
import { CaseOutcomes } from "./case-outcomes.tsx";
import type { CasePage, OpenCase } from "./case-page.server.ts";
import { DecisionForm } from "./decision-form.tsx";
import { Decisions } from "./decisions.tsx";
import { TakeUpForm } from "./take-up-form.tsx";

type ShownCase = Exclude<CasePage, { access: "undeclared" }>;

type Props = {
	page: ShownCase;
	readerId: string;
	decisionId: string;
	findingId: string;
	today: PlainDate;
	shownDocument: string | null;
	/** The condition that is being judged, by its id. */
	condition: string | null;
	/** What came of the file, and for who only reads it whose turn it is and what they can do. */
	papers?: ReactNode;
	turn?: ReactNode;
	rights?: ReactNode;
};

/** A file on one page: what the rules say, what is asked, the documents, the thread, the decision. */
export function CaseScreen({ page, ...rest }: Props) {
	if (page.access !== "open") return <LockedCase reference={page.reference} legalName={page.legalName} />;
	return <OpenCaseScreen page={page} {...rest} />;
}

function LockedCase({ reference, legalName }: { reference: string; legalName: string }) {
	return (
		<>
			<PageTitle over={<span className="num">{reference}</span>}>{legalName}</PageTitle>
			<p className="mb-3">
				<LockedTag />
			</p>
			<p>{m.review_refusal_conflict()}</p>
		</>
	);
}

function OpenCaseScreen({
	page,
	readerId,
	decisionId,
	shownDocument,
	papers,
	turn: turnPanel,
	rights,
	...judging
}: Props & { page: OpenCase }) {
	const { turn } = page;
	const reviews = page.as === "reviewer";
	const decides = turn.turn === "first" || turn.turn === "second";
	return (
		<>
			<CaseHead page={page} />
			{decides ? (
				<p className="no-print mb-3">
					<a href="#decision" className="inline-flex min-h-11 items-center">
						{m.review_to_decision()}
					</a>
				</p>
			) : null}
			{turnPanel}
			{turn.turn === "take-up" ? <TakeUpForm page={page} /> : null}
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
				<div className="grid gap-4">
					<ConditionsPanel
						reference={page.reference}
						conditions={page.conditions}
						itemName={(code) => itemName(page, code)}
						chosen={judging.condition}
						recording={page.recordable ? judging : null}
					/>
					<CaseOutcomes page={page} />
					<CaseLines page={page} />
					<BusinessPanel page={page} />
					<Panel
						title={m.review_thread_title()}
						action={
							reviews ? (
								<TextLink to={`/review/${page.reference}/messages`}>{m.review_thread_write()}</TextLink>
							) : (
								m.review_thread_read_only()
							)
						}
					>
						<ThreadList thread={page.thread} readerId={readerId} />
					</Panel>
				</div>
				<div className="grid gap-4">
					{rights}
					<CaseDocuments page={page} shownId={shownDocument} />
					{turn.turn === "second" ? <Recommended turn={turn} /> : null}
					{decides ? (
						<div id="decision" tabIndex={-1}>
							<DecisionForm key={decisionKey(turn)} page={page} turn={turn} decisionId={decisionId} />
						</div>
					) : null}
					<Decisions page={page} />
					{papers}
					<History page={page} />
				</div>
			</div>
		</>
	);
}

/** Another turn is another form: nothing typed for the first goes into the second. */
function decisionKey(turn: OpenCase["turn"]): string {
	return turn.turn === "second" ? turn.confirms : turn.turn;
}

function CaseHead({ page }: { page: OpenCase }) {
	const locale = getLocale();
	const { business, sizeClass, allowedDong } = page.submitted;
	const facts = [
		page.reference,
		m.review_tax_code({ taxCode: formatTaxCode(business.taxCode) }),
		sizeClassLabel(sizeClass, locale),
		...page.priorityGroups.map((group) => priorityGroupName(group, locale)),
		locale === "vi" ? page.programme.nameVi : page.programme.nameEn,
	];
	return (
		<>
			{page.as === "reviewer" ? <BackLink to="/review">{m.review_queue_title()}</BackLink> : null}
			<PageTitle
				over={page.as === "reader" ? <ReadOnlyTag /> : undefined}
				lead={<span className="num">{facts.join(", ")}</span>}
				action={
					<div className="flex flex-wrap items-start gap-x-8 gap-y-3">
						<div>
							<p className="text-ink2 text-small">{m.review_head_allowed()}</p>
							<p className="type-amount num font-bold">{formatDong(allowedDong, locale)}</p>
						</div>
						<div>
							<StateTag state={page.state} />
							{page.clock ? (
								<div className="mt-2">
									<WorkingDayClock squares={page.clock.squares} sentence={sentenceOf(page.clock)} />
								</div>
							) : null}
						</div>
					</div>
				}
			>
				{business.legalName}
			</PageTitle>
		</>
	);
}

function sentenceOf(clock: NonNullable<OpenCase["clock"]>): string {
	const { usedDays: used, limitDays: limit } = clock;
	return clock.dueOn === null ? m.review_clock_stopped({ used, limit }) : clockSentence(clock, getLocale());
}

function BusinessPanel({ page }: { page: OpenCase }) {
	const locale = getLocale();
	const { business, submittedByName } = page.submitted;
	return (
		<Panel title={m.review_business_title()}>
			<p>{addressInWords(business, locale)}</p>
			{business.figures ? <p>{figuresInWords(business.figures, locale)}</p> : null}
			{business.assessment ? <p>{m.review_business_level({ level: business.assessment.level })}</p> : null}
			<p className="text-ink2 text-small">{m.review_business_submitted_by({ name: submittedByName })}</p>
			{page.as === "reviewer" ? (
				<p className="mt-2 text-small">
					<TextLink to={`/review/${page.reference}/declaration`}>{m.review_declare_later()}</TextLink>
				</p>
			) : null}
		</Panel>
	);
}

function Recommended({ turn }: { turn: Extract<OpenCase["turn"], { turn: "second" }> }) {
	const locale = getLocale();
	return (
		<Notice
			tone="yellow"
			title={m.review_recommended_by({ name: turn.by, amount: formatDong(turn.amountDong, locale) })}
		>
			{formatDateTime(turn.at, locale)}. <LinkedText text={turn.reasons} />
			{turn.firstTied ? <p className="mt-2">{m.review_refusal_first_conflict({ name: turn.by })}</p> : null}
		</Notice>
	);
}

function History({ page: { events } }: { page: OpenCase }) {
	const locale = getLocale();
	return (
		<Panel title={m.review_history_title()}>
			<Timeline
				events={events.map((event) => ({
					id: event.id,
					state: "done",
					title: eventTitle(event.what, locale),
					when: formatDateTime(event.at, locale),
					dateTime: event.at.toISOString(),
					detail: event.actorName,
				}))}
			/>
		</Panel>
	);
}
