import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { FilterForm, FilterSelect, FilterText } from "#app/form/filter-form.tsx";
import { formatDate, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { QueueDesk } from "../case-in-hand.server.ts";
import type { QueueQuery, QueueView } from "../review.forms.ts";
import type { DecidedFiles } from "./decided-files.server.ts";
import { DecidedTable } from "./decided-table.tsx";
import { capitalized, EnvelopeBars } from "./envelope-bars.tsx";
import type { QueuePage } from "./queue-page.server.ts";
import { QueueTable } from "./queue-table.tsx";
import type { WaitingGroup } from "./waiting.rules.ts";

type Props = {
	queue: QueuePage;
	decided: DecidedFiles | null;
	query: QueueQuery;
	/** Who looks: those who review, or the manager of the association, who decides nothing here. */
	desk?: QueueDesk;
	/** How long answers of the reader's associations took, in working days; null while too few were given. */
	usual: { median: number; low: number; high: number } | null;
	/** What the reader has to do, or whom the files wait for: a later room knows of the former. */
	turns: ReactNode;
	/** What others have to do: below what is the reader's own work. */
	waits?: ReactNode;
};

const addresses: Record<QueueDesk, string> = { reviewer: "/review", association_manager: "/association/queue" };

/** The address of a view of the queue, with what is searched for. */
function hrefOf(desk: QueueDesk, query: QueueQuery, change: Partial<QueueQuery>): string {
	const { view, search, size, order, page } = { ...query, page: 1, ...change };
	const params = new URLSearchParams();
	if (view !== "open") params.set("view", view);
	if (search !== "") params.set("search", search);
	if (size !== "") params.set("size", size);
	if (order !== "rules") params.set("order", order);
	if (page > 1) params.set("page", String(page));
	const text = params.toString();
	return text === "" ? addresses[desk] : `${addresses[desk]}?${text}`;
}

/** The queue of an association: what waits, how long it may still wait, and what is left to award. */
export function QueueScreen({ queue, decided, query, desk = "reviewer", usual, turns, waits }: Props) {
	const locale = getLocale();
	const { open, waiting } = queue.counts;
	const lead = [
		capitalized(formatDateWithWeekday(queue.today, locale)),
		m.review_queue_count({ count: desk === "reviewer" ? open : open + waiting }),
		...(queue.dueNow > 0 ? [m.review_queue_due_now({ count: queue.dueNow })] : []),
	].join(", ");
	const listed = decided ?? queue;
	const envelopes = <EnvelopeBars envelopes={queue.envelopes} />;
	// Several stand side by side below the title: above each other they would push the table out of the first screen.
	const isOne = queue.envelopes.length === 1;
	return (
		<>
			<PageTitle
				lead={<Lead counts={`${lead}.`} own={queue.ownWait} usual={usual} />}
				action={isOne ? envelopes : undefined}
			>
				{desk === "reviewer" ? m.review_queue_title() : m.review_waiting_title()}
			</PageTitle>
			{isOne ? null : envelopes}
			{turns}
			<Tabs label={m.review_queue_views()} tabs={tabsOf(queue, query, desk)} />
			<div className="my-4 grid items-end gap-4 lg:grid-cols-[1fr_auto]">
				<QueueFilter query={query} desk={desk} />
				{queue.next && !decided && desk === "reviewer" ? (
					<ButtonLink small to={`/review/${queue.next}`} iconAfter={ArrowRight}>
						{m.review_queue_open_next()}
					</ButtonLink>
				) : null}
			</div>
			<Panel>
				{listed.found === 0 ? (
					<EmptyState sentence={m.review_queue_empty()} />
				) : decided ? (
					<DecidedTable rows={decided.rows} />
				) : (
					<QueueTable rows={queue.rows} />
				)}
			</Panel>
			<Pagination
				page={listed.page}
				pages={listed.pages}
				hrefFor={(page) => hrefOf(desk, query, { page })}
				summary={summaryOf(listed)}
			/>
			{waits ? <div className="mt-4">{waits}</div> : null}
		</>
	);
}

/** What there is, what of it waits for the reader alone, and how long files usually wait here. */
function Lead({ counts, own, usual }: { counts: string; own: WaitingGroup | null; usual: Props["usual"] }) {
	return (
		<>
			<span className="block">{counts}</span>
			{own ? <span className="block">{ownWaitWords(own)}</span> : null}
			{usual ? (
				<span className="block">
					{m.review_queue_usual(usual)}{" "}
					<Link to="/how-counted#waiting" reloadDocument>
						{m.home_how_counted()}
					</Link>
				</span>
			) : null}
		</>
	);
}

function ownWaitWords({ files, overdue, longestDays, nextDueOn }: WaitingGroup): string {
	const words = [
		m.review_queue_own({ count: files }),
		...(overdue > 0 ? [m.review_queue_own_overdue({ count: overdue })] : []),
		...(longestDays === null ? [] : [m.review_queue_own_longest({ count: longestDays })]),
		...(nextDueOn === null ? [] : [m.review_queue_own_next({ day: formatDate(nextDueOn, getLocale()) })]),
	];
	return `${words.join(", ")}.`;
}

function summaryOf({ page, found, rows }: { page: number; found: number; rows: readonly unknown[] }): string {
	const first = found === 0 ? 0 : (page - 1) * 25 + 1;
	return m.review_queue_shown({ first, last: first + Math.max(rows.length - 1, 0), count: found });
}

function tabsOf({ counts }: QueuePage, query: QueueQuery, desk: QueueDesk) {
	const labels: (readonly [QueueView, string, number?])[] = [
		["open", m.review_view_open(), counts.open],
		...(desk === "reviewer" ? [["mine", m.review_view_mine(), counts.mine] as const] : []),
		["waiting", m.review_view_waiting(), counts.waiting],
		["second", m.review_view_second(), counts.second],
		["decided", m.review_view_decided()],
	];
	return labels.map(([view, label, count]) => ({
		href: hrefOf(desk, query, { view }),
		label,
		count,
		current: view === query.view,
	}));
}

function QueueFilter({ query, desk }: { query: QueueQuery; desk: QueueDesk }) {
	const sizes = (["micro", "small", "medium"] as const).map((value) => ({
		value,
		label: sizeClassLabel(value, getLocale()),
	}));
	return (
		<FilterForm label={m.review_filter()} clearHref={hrefOf(desk, query, { search: "", size: "", order: "rules" })}>
			{query.view === "open" ? null : <input type="hidden" name="view" value={query.view} />}
			<FilterText name="search" label={m.review_filter_search()} given={query.search} />
			<FilterSelect
				name="size"
				label={m.review_filter_size()}
				given={query.size}
				all={m.review_filter_size_all()}
				options={sizes}
			/>
			{query.view === "decided" ? null : (
				<FilterSelect
					name="order"
					label={m.review_filter_order()}
					given={query.order === "rules" ? "" : query.order}
					all={m.review_order_rules()}
					options={[{ value: "deadline", label: m.review_order_deadline() }]}
				/>
			)}
		</FilterForm>
	);
}
