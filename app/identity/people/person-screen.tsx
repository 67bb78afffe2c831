import { Form, Link } from "@remix-run/react";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Button, ButtonLink } from "#app/ui/parts/button.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { dayInWords, momentInWords, proposalInWords, roleHeldInWords, type Scopes } from "../proposals/person-words.ts";
import { isMoneyRole } from "../roles/roles.rules.ts";
import type { RoleHeld } from "./people-page.server.ts";
import { Factor } from "./people-table.tsx";
import type { PersonPage, SessionRow } from "./person-page.server.ts";

type Props = { person: PersonPage; ownId: string; scopes: Scopes; now: Date };

/** One person: what they hold, what waits, where they are signed in, and what an administrator can do about it. */
export function PersonScreen({ person, ownId, scopes, now }: Props) {
	const own = person.id === ownId;
	return (
		<>
			<BackLink to="/admin/people">{m.people_title()}</BackLink>
			<PageTitle over={person.email} lead={own ? m.people_refusal_own_roles() : undefined}>
				{person.name}
			</PageTitle>
			<div className="grid gap-4">
				<Panel>
					<Facts person={person} now={now} />
					{own ? null : <Acts person={person} />}
				</Panel>
				<Proposals person={person} />
				<RolesPanel person={person} own={own} scopes={scopes} />
				<Sessions person={person} own={own} now={now} />
			</div>
		</>
	);
}

function Facts({ person, now }: Pick<Props, "person" | "now">) {
	const { unit, signedInAt, suspendedAt, suspendedByName, suspendedWhy } = person;
	return (
		<SummaryList
			rows={[
				...(unit === "" ? [] : [{ term: m.people_unit(), value: unit }]),
				{ term: m.people_second_factor(), value: <Factor person={person} /> },
				{
					term: m.people_signed_in(),
					value: signedInAt ? momentInWords(signedInAt, now) : m.people_never_signed_in(),
				},
				...(suspendedAt
					? [
							{
								term: m.people_suspended(),
								value: `${suspendedByName}, ${formatDateTime(suspendedAt, getLocale())}`,
								note: suspendedWhy ?? undefined,
							},
						]
					: []),
			]}
		/>
	);
}

function Acts({ person }: Pick<Props, "person">) {
	const own = `/admin/people/${person.id}`;
	const resets = person.proposals.some(({ kind }) => kind === "reset-factor");
	return (
		<div className="actions mt-4">
			{person.suspendedAt ? (
				<ButtonLink look="secondary" to={`${own}/reopen`}>
					{m.people_reopen_long()}
				</ButtonLink>
			) : (
				<ButtonLink look="secondary" to={`${own}/suspend`}>
					{m.people_suspend_long()}
				</ButtonLink>
			)}
			<ButtonLink
				look="secondary"
				to={`${own}/reset-factor`}
				disabledReason={
					person.secondFactor ? (resets ? m.people_factor_resetting() : undefined) : m.people_refusal_no_factor()
				}
			>
				{m.people_reset_long()}
			</ButtonLink>
		</div>
	);
}

function Proposals({ person }: Pick<Props, "person">) {
	if (person.proposals.length === 0) return null;
	return (
		<Panel title={m.people_waits_for_second()}>
			<ul className="grid gap-2">
				{person.proposals.map((proposal) => (
					<li key={proposal.proposalId}>
						<Link to={`/admin/people/proposals/${proposal.proposalId}`}>{proposalInWords(proposal)}</Link>
						<span className="cell-sub">
							{proposal.proposedByName}. {m.people_turn_lapses({ until: dayInWords(proposal.lapsesAt) })}
						</span>
					</li>
				))}
			</ul>
		</Panel>
	);
}

function RolesPanel({ person, own, scopes }: Pick<Props, "person" | "scopes"> & { own: boolean }) {
	const locale = getLocale();
	const columns: Column<RoleHeld>[] = [
		{ key: "role", head: m.people_role(), rowHead: true, cell: (held) => roleHeldInWords(held, scopes) },
		{
			key: "from",
			head: m.people_role_from(),
			cell: ({ since, role }) => (
				<>
					<span className="num">{formatDateTime(since, locale)}</span>
					{isMoneyRole(role) ? <span className="cell-sub">{m.people_money_role()}</span> : null}
				</>
			),
		},
		{
			key: "acts",
			head: m.people_acts(),
			cell: (held) =>
				own ? (
					m.people_not_your_own()
				) : (
					<Link to={`/admin/people/${held.grantId}/revoke`}>
						{m.people_revoke()}
						<span className="sr-only">: {roleHeldInWords(held, scopes)}</span>
					</Link>
				),
		},
	];
	return (
		<Panel title={m.people_roles()}>
			{person.roles.length === 0 ? (
				<p>{m.people_no_role()}</p>
			) : (
				<DataTable
					caption={m.people_roles()}
					captionHidden
					columns={columns}
					rows={person.roles}
					rowKey={({ grantId }) => grantId}
				/>
			)}
		</Panel>
	);
}

function Sessions({ person, own, now }: Pick<Props, "person" | "now"> & { own: boolean }) {
	const address = `/admin/people/${person.id}/sessions`;
	const columns: Column<SessionRow>[] = [
		{
			key: "browser",
			head: m.people_session_browser(),
			rowHead: true,
			cell: ({ browser }) => browser || m.people_session_unknown(),
		},
		{
			key: "since",
			head: m.people_session_since(),
			cell: ({ startedAt }) => <span className="num">{momentInWords(startedAt, now)}</span>,
		},
		{
			key: "acts",
			head: m.people_acts(),
			cell: ({ id, startedAt }) =>
				own ? (
					m.people_not_your_own()
				) : (
					<Form method="post" action={address}>
						<input type="hidden" name="sessionId" value={id} />
						<Button small look="secondary">
							{m.people_session_end()}
							<span className="sr-only">: {momentInWords(startedAt, now)}</span>
						</Button>
					</Form>
				),
		},
	];
	return (
		<Panel title={m.people_sessions()}>
			{person.sessions.length === 0 ? (
				<p>{m.people_sessions_none()}</p>
			) : (
				<>
					<DataTable
						caption={m.people_sessions()}
						captionHidden
						columns={columns}
						rows={person.sessions}
						rowKey={({ id }) => id}
					/>
					{own ? null : (
						<Form method="post" action={address} className="mt-4">
							<Button look="warning">{m.people_sessions_end()}</Button>
						</Form>
					)}
				</>
			)}
		</Panel>
	);
}
