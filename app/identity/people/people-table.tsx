import { Link } from "@remix-run/react";
import { Check, CircleDashed, Lock, RotateCcw, Users } from "lucide-react";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { dayInWords, momentInWords, type Scopes } from "../proposals/person-words.ts";
import { roleName } from "../roles/role-name.ts";
import { isAssociationRole, isMoneyRole } from "../roles/roles.rules.ts";
import { Marked } from "./marked.tsx";
import type { OpenProposal, PersonWithRoles, RoleHeld } from "./people-page.server.ts";

type Props = {
	people: readonly PersonWithRoles[];
	/** The asking administrator, whose own account others look after. */
	ownId: string;
	scopes: Scopes;
	search: string;
	now: Date;
};

/** A proposal that waits for the asking administrator. */
function waitsFor(ownId: string, person: Pick<PersonWithRoles, "id" | "proposals">): OpenProposal | undefined {
	return person.proposals.find(({ agreed, proposedBy }) => !agreed && proposedBy !== ownId && person.id !== ownId);
}

/** People: what they may, where they work, whether they can sign in, and what can be done about it. */
export function PeopleTable({ people, ownId, scopes, search, now }: Props) {
	const columns: Column<PersonWithRoles>[] = [
		{
			key: "person",
			head: m.people_person(),
			rowHead: true,
			cell: ({ id, name, email }) => (
				<>
					<Link to={`/admin/people/${id}`} className="text-ink">
						<Marked text={name} search={search} />
					</Link>
					{id === ownId ? m.people_you() : null}
					<span className="cell-sub break-all lg:break-normal">
						<Marked text={email} search={search} />
					</span>
				</>
			),
		},
		{
			key: "roles",
			head: m.people_roles(),
			cell: (person) => <Roles person={person} ownId={ownId} scopes={scopes} now={now} />,
		},
		{ key: "unit", head: m.people_unit(), cell: (person) => <Unit person={person} scopes={scopes} search={search} /> },
		{ key: "factor", head: m.people_second_factor_short(), cell: (person) => <Factor person={person} /> },
		{
			key: "signed-in",
			head: m.people_signed_in(),
			cell: ({ id, signedInAt }) => (
				<span className="num lg:inline-block lg:min-w-22">
					{id === ownId
						? m.people_here_now()
						: signedInAt
							? momentInWords(signedInAt, now)
							: m.people_never_signed_in()}
				</span>
			),
		},
		{ key: "acts", head: m.people_acts(), cell: (person) => <Acts person={person} ownId={ownId} /> },
	];
	return (
		<DataTable
			caption={m.people_caption()}
			captionHidden
			columns={columns}
			rows={people}
			rowKey={(person) => person.id}
			rowTone={(person) => (waitsFor(ownId, person) ? "yellow" : undefined)}
		/>
	);
}

function Roles({ person, ownId, scopes, now }: { person: PersonWithRoles } & Pick<Props, "ownId" | "scopes" | "now">) {
	const waiting = person.proposals.filter(({ kind }) => kind !== "reset-factor");
	const units = unitsOf(person, scopes);
	return (
		<div className="grid gap-2 lg:max-w-44">
			{person.suspendedAt ? <Suspended person={person} ownId={ownId} now={now} /> : null}
			{waiting.map((proposal) => (
				<Waiting key={proposal.proposalId} proposal={proposal} ownId={ownId} aboutMe={person.id === ownId} />
			))}
			{person.roles.map((held) => (
				<HeldRole key={held.grantId} held={held} scopes={scopes} beside={units.length === 1 ? units[0] : undefined} />
			))}
			{person.roles.length === 0 && waiting.length === 0 ? m.people_no_role() : null}
		</div>
	);
}

type HeldProps = {
	held: RoleHeld;
	scopes: Scopes;
	/** The only unit, which its own column names: it is not said twice. */
	beside: string | undefined;
};

function HeldRole({ held: { role, scopeId, since, effectiveAt }, scopes, beside }: HeldProps) {
	const locale = getLocale();
	const association = isAssociationRole(role) ? (scopes.get(scopeId) ?? scopeId) : null;
	const money = isMoneyRole(role) ? m.people_money_role_since({ date: formatDate(since, locale) }) : null;
	const sub = effectiveAt ? m.people_holds_from({ from: formatDateTime(effectiveAt, locale) }) : money;
	return (
		<div>
			{roleName(role)}
			{association && association !== beside ? <span className="cell-sub">{association}</span> : null}
			{sub ? <span className="cell-sub">{sub}</span> : null}
		</div>
	);
}

function Suspended({ person, ownId, now }: { person: PersonWithRoles; ownId: string; now: Date }) {
	const { suspendedAt, suspendedBy, suspendedByName, suspendedWhy } = person;
	if (!suspendedAt) return null;
	const by = suspendedBy === ownId ? m.people_you_alone() : (suspendedByName ?? "");
	return (
		<div>
			<Tag tone="neutral" icon={Lock}>
				{m.people_suspended()}
			</Tag>
			<span className="cell-sub">
				{m.people_suspended_by({ by, at: momentInWords(suspendedAt, now), why: suspendedWhy ?? "" })}
			</span>
		</div>
	);
}

function Waiting({ proposal, ownId, aboutMe }: { proposal: OpenProposal; ownId: string; aboutMe: boolean }) {
	const { role, proposedBy, proposedByName, lapsesAt } = proposal;
	const mine = proposedBy === ownId;
	const until = dayInWords(lapsesAt);
	const whose = mine
		? m.people_waits_for_another({ until })
		: aboutMe
			? m.people_waits_about_you({ by: proposedByName, until })
			: m.people_waits_for_you({ by: proposedByName, until });
	return (
		<div>
			<Tag tone="blue" icon={Users}>
				{m.people_waits_for_second()}
			</Tag>
			<span className="cell-sub">
				<strong className="text-ink">{role ? roleName(role) : m.people_proposal_reopen()}</strong>. {whose}
			</span>
		</div>
	);
}

/** Where somebody works: as it was said, or else the associations of their roles. */
function unitsOf({ unit, roles }: PersonWithRoles, scopes: Scopes): string[] {
	if (unit !== "") return [unit];
	const associations = roles.filter(({ role }) => isAssociationRole(role));
	return [...new Set(associations.map(({ scopeId }) => scopes.get(scopeId) ?? scopeId))];
}

function Unit({ person, scopes, search }: { person: PersonWithRoles; scopes: Scopes; search: string }) {
	const units = unitsOf(person, scopes);
	if (units.length === 0) return "–";
	return (
		<span className="lg:inline-block lg:min-w-26">
			<Marked text={units.join("; ")} search={search} />
		</span>
	);
}

export function Factor({ person }: { person: Pick<PersonWithRoles, "proposals" | "secondFactor" | "roles"> }) {
	if (person.proposals.some(({ kind }) => kind === "reset-factor")) {
		return (
			<Tag tone="blue" icon={RotateCcw}>
				{m.people_factor_resetting()}
			</Tag>
		);
	}
	if (person.secondFactor) {
		return (
			<Tag tone="green" icon={Check}>
				{m.people_second_factor_on()}
			</Tag>
		);
	}
	return (
		<Tag tone="outline" icon={CircleDashed}>
			{m.people_second_factor_off()}
		</Tag>
	);
}

function Acts({ person, ownId }: { person: PersonWithRoles; ownId: string }) {
	const { id, name } = person;
	if (id === ownId) return <span className="text-ink2">{m.people_not_your_own()}</span>;
	const turn = waitsFor(ownId, person);
	const mine = person.proposals.find(({ agreed, proposedBy }) => !agreed && proposedBy === ownId);
	const acts = [
		...(turn ? [{ to: `/admin/people/proposals/${turn.proposalId}`, label: m.people_see_and_confirm() }] : []),
		...(mine ? [{ to: `/admin/people/proposals/${mine.proposalId}/withdraw`, label: m.people_withdraw() }] : []),
		...(turn || mine ? [] : [{ to: `/admin/people/${id}`, label: m.people_change() }]),
		...(person.suspendedAt
			? [{ to: `/admin/people/${id}/reopen`, label: m.people_reopen() }]
			: [{ to: `/admin/people/${id}/suspend`, label: m.people_suspend() }]),
	];
	return (
		<ul className="grid gap-1 lg:min-w-20">
			{acts.map(({ to, label }) => (
				<li key={to}>
					<Link to={to}>
						{label}
						<span className="sr-only">: {name}</span>
					</Link>
				</li>
			))}
		</ul>
	);
}
