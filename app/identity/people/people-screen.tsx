import { Form, Link } from "@remix-run/react";
import { Info } from "lucide-react";
import { FilterSelect, FilterText } from "#app/form/filter-form.tsx";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDateTime, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { Button, ButtonLink } from "#app/ui/parts/button.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { dayInWords, proposalInWords } from "../proposals/person-words.ts";
import type { ProposalRow } from "../proposals/proposals.server.ts";
import { roleName } from "../roles/role-name.ts";
import { associationRoles, cityRoles } from "../roles/roles.rules.ts";
import { GiveRoleForm } from "./give-role-form.tsx";
import { type PeopleFilter, type PeopleTab, peopleHref, peopleTabs } from "./people-filter.ts";
import type { PeoplePage } from "./people-page.server.ts";
import type { PeopleSide } from "./people-side.server.ts";
import { PeopleTable } from "./people-table.tsx";
import { LatePanel, ResetsPanel } from "./side-panels.tsx";

export type PeopleScreenProps = {
	page: PeoplePage;
	side: PeopleSide;
	filter: PeopleFilter;
	ownId: string;
	/** Associations by id, as choices. */
	scopes: { value: string; label: string }[];
	now: Date;
	proposalId: string;
	earliest: Date;
};

/** Everybody who holds a role: whose turn it is first, then the list, and beside it how to give a role. */
export function PeopleScreen(props: PeopleScreenProps) {
	const { side, ownId, now, proposalId, earliest, filter } = props;
	const scopes = new Map(props.scopes.map(({ value, label }) => [value, label]));
	return (
		<>
			<Title side={side} now={now} />
			{side.turn ? <Turn turn={side.turn} earliest={earliest} /> : null}
			<div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
				<List {...props} names={scopes} />
				<div className="grid grid-cols-1 gap-4">
					<ResetsPanel side={side} ownId={ownId} scopes={scopes} now={now} />
					<Panel title={m.people_grant_title()} sub={m.people_grant_sub()}>
						<GiveRoleForm
							scopes={props.scopes}
							saved={{ email: filter.search.includes("@") ? filter.search : "" }}
							proposalId={proposalId}
							earliest={earliest}
						/>
					</Panel>
					<LatePanel side={side} scopes={scopes} />
				</div>
			</div>
		</>
	);
}

function Title({ side: { staff, turns }, now }: Pick<PeopleScreenProps, "side" | "now">) {
	const locale = getLocale();
	const count = formatNumber(staff.count, locale);
	const lead = m.people_counts({
		date: formatDateWithWeekday(now, locale),
		withFactor: formatNumber(staff.withFactor, locale),
		administrators: staff.administrators,
		money: staff.money,
	});
	const log = (
		<p className="text-small">
			<Link to="/audit?action=identity.give-role-confirmed">{m.people_log()}</Link>
		</p>
	);
	return (
		<PageTitle lead={lead} action={log}>
			{turns > 0 ? m.people_title_turns({ count, turns }) : m.people_title_quiet({ count })}
		</PageTitle>
	);
}

/** The one tinted panel: the proposal that waits for the reader and lapses first. */
function Turn({ turn, earliest }: { turn: ProposalRow; earliest: Date }) {
	const locale = getLocale();
	const { id, personName, proposedByName, proposedAt, basis, lapsesAt, kind } = turn;
	const what = proposalInWords(turn);
	return (
		<div className="mb-4">
			<Panel tone="yellow" title={m.people_turn({ what, name: personName })}>
				<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
					<p className="min-w-0 flex-1 basis-72">
						{m.people_turn_text({ by: proposedByName, at: formatDateTime(proposedAt, locale), basis })}{" "}
						{kind === "give-role" ? (
							<strong>{m.people_turn_from({ from: formatDateTime(earliest, locale) })}</strong>
						) : null}{" "}
						{m.people_turn_lapses({ until: dayInWords(lapsesAt) })}
					</p>
					<ButtonLink to={`/admin/people/proposals/${id}`}>{m.people_see_and_confirm()}</ButtonLink>
				</div>
			</Panel>
		</div>
	);
}

function List({
	page: { people, counts, page, pages, first },
	filter,
	side,
	ownId,
	names,
	now,
}: PeopleScreenProps & { names: ReadonlyMap<string, string> }) {
	const locale = getLocale();
	const count = counts[filter.tab];
	const numbers = { from: first, to: first + people.length - 1, count: formatNumber(count, locale) };
	const searches = filter.search !== "" || filter.role !== "";
	return (
		<Panel>
			<Search filter={filter} />
			<div className="mt-4">
				<Tabs
					label={m.people_tabs()}
					tabs={peopleTabs.map((tab) => ({
						href: peopleHref({ ...filter, tab }),
						label: tabName(tab, searches),
						count: counts[tab],
						current: tab === filter.tab,
					}))}
				/>
			</div>
			{filter.search !== "" ? (
				<div className="mt-4 flex flex-wrap items-baseline justify-between gap-x-4">
					<h2 className="font-bold text-lead">
						{m.people_found({ count: formatNumber(count, locale), search: filter.search })}
					</h2>
					<Link to="/admin/people" className="text-small">
						{m.people_all({ count: formatNumber(side.staff.count, locale) })}
					</Link>
				</div>
			) : null}
			{people.length === 0 ? (
				<div className="mt-4">
					<EmptyState sentence={searches ? m.people_none() : m.people_tab_empty()} />
				</div>
			) : (
				<div className="mt-3">
					<PeopleTable people={people} ownId={ownId} scopes={names} search={filter.search} now={now} />
					<Pagination
						page={page}
						pages={pages}
						hrefFor={(to) => peopleHref(filter, to)}
						summary={m.people_rows(numbers)}
					/>
				</div>
			)}
			<p className="mt-4 flex gap-2 text-small">
				<Icon of={Info} size={18} className="mt-0.5 shrink-0" />
				<span className="max-w-none">{m.people_rules()}</span>
			</p>
		</Panel>
	);
}

function tabName(tab: PeopleTab, searches: boolean): string {
	const words: Record<PeopleTab, () => string> = {
		all: searches ? m.people_tab_found : m.people_tab_all,
		money: m.people_tab_money,
		waiting: m.people_tab_waiting,
		"no-factor": m.people_tab_no_factor,
		suspended: m.people_tab_suspended,
	};
	return words[tab]();
}

function Search({ filter: { search, role } }: Pick<PeopleScreenProps, "filter">) {
	const option = (each: Parameters<typeof roleName>[0]) => ({ value: each, label: roleName(each) });
	return (
		<Form
			method="get"
			role="search"
			aria-label={m.people_search()}
			className="grid items-end gap-4 sm:grid-cols-[1fr_14rem_auto]"
		>
			<FilterText name="search" label={m.people_search()} hint={m.people_search_hint()} given={search} />
			<FilterSelect
				name="role"
				label={m.people_roles()}
				given={role}
				all={m.people_any_role()}
				options={[
					{ group: m.people_association_roles(), options: associationRoles.map(option) },
					{ group: m.people_city_roles(), options: cityRoles.map(option) },
				]}
			/>
			<Button small look="secondary">
				{m.people_search_do()}
			</Button>
		</Form>
	);
}
