import { Link } from "@remix-run/react";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { clockSentence } from "#app/application/application-text.ts";
import { StateTag } from "#app/application/state-tag.tsx";
import { priorityGroupName, sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { Compounds } from "#app/ui/parts/compounds.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { ReadOnlyTag } from "../desk/attention-tag.tsx";
import type { QueuePlace } from "../desk/queue-place.server.ts";
import type { OpenCase } from "./case-page.server.ts";

/** What of a case is shown: its judgement first. */
export const caseViews = ["review", "business", "history"] as const;

export type CaseView = (typeof caseViews)[number];

type Props = {
	page: OpenCase;
	view: CaseView;
	place: QueuePlace | null;
	/** For who only reads it: the list that they came from. */
	list?: { to: string; label: string } | undefined;
	decides: boolean;
	/** Where another acts or it is done elsewhere: the title that says so, and what follows for the reader. */
	heading?: { title: string; lead: ReactNode; idle: boolean };
};

/** Whose file it is, how much is at stake, how long there is, and where it stands in the queue. */
export function CaseHead({ page, view, place, list, decides, heading }: Props) {
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
		<div className="case-head">
			<Crumbs {...{ page, place, list, decides }} viewOnly={page.as === "reader" && heading?.idle === true} />
			<div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
				<div className="min-w-0 max-w-3xl flex-[1_1_24rem]">
					<h1 className="type-h1">
						<Compounds of={heading?.title ?? business.legalName} />
					</h1>
					{heading ? (
						<p>
							<strong>{business.legalName}.</strong> {heading.lead}
						</p>
					) : null}
					<p className="num text-ink2 text-small">{facts.join(", ")}</p>
				</div>
				<div className="flex flex-wrap items-end gap-x-8 gap-y-2">
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
			</div>
			<Tabs
				label={m.review_case_views()}
				tabs={caseViews.map((each) => ({
					href: each === "review" ? `/review/${page.reference}` : `/review/${page.reference}?view=${each}`,
					label: viewLabels[each](),
					count: each === "history" ? page.events.length : undefined,
					current: each === view,
				}))}
			/>
		</div>
	);
}

const viewLabels = {
	review: m.review_case_view_review,
	business: m.review_business_title,
	history: m.review_history_title,
} satisfies Record<CaseView, unknown>;

/** The way back to the queue, the place in it and the way to the next file; the decision, past everything before it. */
function Crumbs({
	page: { reference },
	place,
	list = place ? { to: "/review", label: m.review_queue_title() } : undefined,
	decides,
	viewOnly,
}: Pick<Props, "page" | "place" | "list" | "decides"> & { viewOnly: boolean }) {
	return (
		<div className="case-crumbs no-print">
			{list ? (
				<span className="-ml-1 flex items-center gap-1">
					<Icon of={ChevronLeft} />
					<Link to={list.to}>{list.label}</Link>
				</span>
			) : null}
			{viewOnly ? <ReadOnlyTag /> : null}
			{place ? (
				<>
					{place.place === null ? null : (
						<span className="num">{m.review_queue_place({ place: place.place, of: place.of })}</span>
					)}
					{place.next ? (
						<Link to={`/review/${place.next}`} aria-label={m.review_queue_next_of({ reference: place.next })}>
							{m.review_queue_next()}
						</Link>
					) : null}
				</>
			) : null}
			{decides ? <Link to={`/review/${reference}#decision`}>{m.review_to_decision()}</Link> : null}
		</div>
	);
}

function sentenceOf(clock: NonNullable<OpenCase["clock"]>): string {
	const { usedDays: used, limitDays: limit } = clock;
	return clock.dueOn === null ? m.review_clock_stopped({ used, limit }) : clockSentence(clock, getLocale());
}
