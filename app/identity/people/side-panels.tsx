import { Form, Link } from "@remix-run/react";
import { Check, Info } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#app/ui/parts/button.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { dayInWords, momentInWords, type Scopes } from "../proposals/person-words.ts";
import type { ProposalRow } from "../proposals/proposals.server.ts";
import type { Late, PeopleSide } from "./people-side.server.ts";

type Props = { side: PeopleSide; ownId: string; scopes: Scopes; now: Date };

/** Which second factors are being reset, how far each is and whose move it is. */
export function ResetsPanel({ side, ownId, now }: Props) {
	if (side.resets.length === 0) return null;
	return (
		<Panel title={m.people_resets_title()}>
			<ul className="grid gap-5">
				{side.resets.map((reset) => (
					<Reset key={reset.id} reset={reset} ownId={ownId} now={now} />
				))}
			</ul>
		</Panel>
	);
}

function Reset({ reset, ownId, now }: { reset: ProposalRow; ownId: string; now: Date }) {
	const { id, personName, proposedBy, proposedByName, proposedAt, basis, endedBy, endedByName, endedAt, endWords } =
		reset;
	const named = (personId: string | null, name: string | null) =>
		personId === ownId ? m.people_you_alone() : (name ?? "");
	const agreed = reset.state === "confirmed";
	const isFirst = proposedBy === ownId;
	return (
		<li>
			<p>{m.people_reset_of({ name: personName, at: momentInWords(proposedAt, now) })}</p>
			<ol className="mt-3 grid gap-3">
				<Step state="done" title={m.people_reset_first({ who: named(proposedBy, proposedByName) })}>
					{momentInWords(proposedAt, now)}. “{basis}”
				</Step>
				<Step
					state={agreed ? "done" : isFirst ? "waiting" : "yours"}
					title={agreed ? m.people_reset_second({ who: named(endedBy, endedByName) }) : m.people_reset_second_open()}
				>
					{agreed && endedAt
						? `${momentInWords(endedAt, now)}. “${endWords}”`
						: m.people_reset_second_text({ until: dayInWords(reset.lapsesAt) })}
				</Step>
				<Step state={agreed ? "waiting" : "later"} title={m.people_reset_third({ name: personName })}>
					{reset.linkUntil
						? m.people_reset_third_until({ until: momentInWords(reset.linkUntil, now) })
						: m.people_reset_third_text()}
				</Step>
			</ol>
			{agreed ? null : <ResetActs id={id} isFirst={isFirst} />}
		</li>
	);
}

function ResetActs({ id, isFirst }: { id: string; isFirst: boolean }) {
	return (
		<>
			{isFirst ? (
				<p className="mt-3 flex gap-2 text-small">
					<Icon of={Info} size={18} className="mt-0.5 shrink-0" />
					{m.people_reset_you_first()}
				</p>
			) : null}
			<p className="mt-2 text-small">
				<Link to={isFirst ? `/admin/people/proposals/${id}/withdraw` : `/admin/people/proposals/${id}`}>
					{isFirst ? m.people_reset_stop() : m.people_see_and_confirm()}
				</Link>
			</p>
		</>
	);
}

const boxes = {
	done: "bg-green text-paper",
	yours: "border-2 border-ink bg-yellow",
	waiting: "border-2 border-edge",
	later: "border border-edge border-dashed",
};

const stateInWords = {
	done: m.people_step_done,
	yours: m.people_step_yours,
	waiting: m.people_step_waiting,
	later: m.people_step_later,
};

function Step({ state, title, children }: { state: keyof typeof boxes; title: string; children: ReactNode }) {
	return (
		<li className="grid grid-cols-[1.5rem_1fr] gap-x-3">
			<span className={`mt-0.5 grid size-5 place-items-center ${boxes[state]}`}>
				{state === "done" ? <Icon of={Check} size={16} /> : null}
				<span className="sr-only">{stateInWords[state]()}</span>
			</span>
			<div className="text-small">
				<p className="font-semibold">{title}</p>
				<p className="text-ink2">{children}</p>
			</div>
		</li>
	);
}

/** Staff who have no second factor long after they got a role, each with a button that reminds them by mail. */
export function LatePanel({ side, scopes }: Pick<Props, "side" | "scopes">) {
	if (side.lateCount === 0) return null;
	return (
		<Panel title={m.people_late_title()} sub={m.people_late_sub()}>
			<ul className="grid gap-3">
				{side.late.map((late) => (
					<LateRow key={late.personId} late={late} scopes={scopes} />
				))}
			</ul>
			{side.lateCount > side.late.length ? (
				<p className="mt-3 text-small">
					<Link to="/admin/people?tab=no-factor">{m.people_late_all({ count: side.lateCount })}</Link>
				</p>
			) : null}
		</Panel>
	);
}

function LateRow({ late: { personId, name, unit, scopeId }, scopes }: { late: Late; scopes: Scopes }) {
	const where = unit || scopes.get(scopeId);
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-small">
			<span>
				{name}
				{where ? <span className="cell-sub">{where}</span> : null}
			</span>
			<Form method="post" action={`/admin/people/${personId}/remind`}>
				<Button small look="secondary">
					{m.people_remind()}
					<span className="sr-only">: {name}</span>
				</Button>
			</Form>
		</li>
	);
}
