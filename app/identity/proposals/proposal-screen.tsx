import { Link } from "@remix-run/react";
import { Check, CircleDashed, CircleX, TimerOff, Undo2, Users } from "lucide-react";
import type { Actor, Permission } from "#app/house/access.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { proposalInWords } from "./person-words.ts";
import { canAnswer, canWithdraw, type ProposalState } from "./proposal.access.ts";
import type { ProposalRow } from "./proposals.server.ts";

/** A proposal about a person: what it asks, on what it rests, who asked and answered, and what can be done with it. */
export function ProposalScreen({ proposal, actor, earliest }: { proposal: ProposalRow; actor: Actor; earliest: Date }) {
	const { id, personId, personName, personEmail, state } = proposal;
	return (
		<>
			<BackLink to="/admin/people">{m.people_title()}</BackLink>
			<PageTitle over={personEmail}>
				{m.people_proposal_title({ what: proposalInWords(proposal), name: personName })}
			</PageTitle>
			<div className="grid gap-4">
				<Panel>
					<SummaryList rows={factsOf(proposal)} />
					<p className="mt-4">
						<Link to={`/admin/people/${personId}`}>{m.people_see_person()}</Link>
					</p>
				</Panel>
				{state === "proposed" ? (
					<Panel rule="yellow" title={m.people_answer_title()}>
						<p className="mb-4">{followsOf(proposal, earliest)}</p>
						<Answers own={`/admin/people/proposals/${id}`} actor={actor} proposal={proposal} />
					</Panel>
				) : null}
			</div>
		</>
	);
}

/** What happens once it is confirmed. */
export function followsOf({ kind }: ProposalRow, earliest: Date): string {
	if (kind === "reset-factor") return m.people_follows_reset();
	if (kind === "reopen") return m.people_follows_reopen();
	return m.people_follows_role({ from: formatDateTime(earliest, getLocale()) });
}

const states: Record<ProposalState, { tone: Tone; icon: typeof Check; words: () => string }> = {
	proposed: { tone: "blue", icon: Users, words: m.people_waits_for_second },
	confirmed: { tone: "green", icon: Check, words: m.people_state_confirmed },
	declined: { tone: "neutral", icon: CircleX, words: m.people_state_declined },
	withdrawn: { tone: "neutral", icon: Undo2, words: m.people_state_withdrawn },
	lapsed: { tone: "neutral", icon: TimerOff, words: m.people_state_lapsed },
};

function factsOf(proposal: ProposalRow): SummaryRow[] {
	const locale = getLocale();
	const { kind, state, basis, proposedByName, proposedAt, lapsesAt, endedAt, endedByName, endWords, effectiveAt } =
		proposal;
	const { tone, icon, words } = states[state];
	const basisName = { "give-role": m.people_basis, "reset-factor": m.people_checked_how, reopen: m.people_reason };
	return [
		{
			term: m.people_state(),
			value: (
				<Tag tone={tone} icon={icon ?? CircleDashed}>
					{words()}
				</Tag>
			),
		},
		{ term: basisName[kind](), value: basis },
		{ term: m.people_proposed_by(), value: `${proposedByName}, ${formatDateTime(proposedAt, locale)}` },
		...(state === "proposed" ? [{ term: m.people_lapses(), value: formatDateTime(lapsesAt, locale) }] : []),
		...(endedAt && endedByName
			? [
					{
						term: m.people_answered_by(),
						value: `${endedByName}, ${formatDateTime(endedAt, locale)}`,
						note: endWords ?? undefined,
					},
				]
			: []),
		...(effectiveAt ? [{ term: m.people_role_from(), value: formatDateTime(effectiveAt, locale) }] : []),
	];
}

function Answers({ own, actor, proposal }: { own: string; actor: Actor; proposal: ProposalRow }) {
	const answer = canAnswer(actor, proposal);
	const withdraw = canWithdraw(actor, proposal);
	return (
		<div className="actions">
			<ButtonLink to={`${own}/confirm`} disabledReason={reasonOf(answer)}>
				{m.people_confirm()}
			</ButtonLink>
			{answer.allowed ? (
				<ButtonLink look="secondary" to={`${own}/decline`}>
					{m.people_decline()}
				</ButtonLink>
			) : null}
			{withdraw.allowed ? (
				<ButtonLink look="secondary" to={`${own}/withdraw`}>
					{m.people_withdraw()}
				</ButtonLink>
			) : null}
		</div>
	);
}

/** Why a step is not open to the reader. */
export function reasonOf(permission: Permission<Parameters<typeof reasonText>[0]>): string | undefined {
	return permission.allowed ? undefined : reasonText(permission.reason);
}
