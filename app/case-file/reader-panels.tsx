import { Check, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { associationName } from "#app/association/association-name.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Timeline } from "#app/ui/parts/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ReaderRole, Reading } from "./reading.server.ts";
import type { Heading, Turn } from "./whose-turn.ts";

/** What a page's title and the line under it say of the turn; undefined where they say nothing of it. */
export function headingWith(heading: Heading | null): { title: string; lead: ReactNode; idle: boolean } | undefined {
	if (!heading) return undefined;
	const { title, about, next } = heading;
	const doing = next === "nothing" ? m.turn_staff_nothing() : next && <TextLink to={next.to}>{next.text}</TextLink>;
	return {
		title,
		idle: next === "nothing",
		lead: about ? (
			<>
				{about}. {doing}
			</>
		) : (
			doing
		),
	};
}

/** Whose turn it is, and the steps after that. */
export function TurnPanel({ turn: { title, steps } }: { turn: Turn }) {
	return (
		<div className="mb-4">
			<Panel rule="green" title={title}>
				{steps.length > 0 ? <Timeline events={steps} across /> : null}
			</Panel>
		</div>
	);
}

/** Where each role works through files, and so comes from; the way back to it. */
const lists = {
	finance_officer: { to: "/finance", label: m.house_nav_finance },
	programme_officer: { to: "/city/report", label: m.house_nav_report },
	auditor: { to: "/city/report", label: m.house_nav_report },
	association_manager: { to: "/association/queue", label: m.review_waiting_title },
} satisfies Record<ReaderRole, unknown>;

/** The list that somebody came from who only reads; undefined for who reviews, whose page knows the queue. */
export function listOf(role: ReaderRole | null): { to: string; label: string } | undefined {
	return role ? { to: lists[role].to, label: lists[role].label() } : undefined;
}

type Right = { title: string; why: string; to?: string };

/** Why each role only reads: who decides about money does not give it away, and the other way round. */
const whyNotAnswer = {
	finance_officer: m.case_file_cannot_answer_finance,
	programme_officer: m.case_file_cannot_answer_programme,
	auditor: m.case_file_cannot_answer_auditor,
	association_manager: m.case_file_cannot_answer_manager,
} satisfies Record<ReaderRole, unknown>;

type Props = {
	reading: { role: ReaderRole } & Pick<Reading<unknown>, "association">;
	reference: string;
	/** For the page of a claim: whether it may be put into a batch now. */
	due?: boolean;
	/** The file is in a state in which its association's manager may end it. */
	agreed: boolean;
};

function rightsOf({ reading: { role, association }, reference, due, agreed }: Props): {
	can: Right[];
	cannot: Right[];
} {
	const can: Right[] = [
		{ title: m.case_file_can_read(), why: m.case_file_can_read_why() },
		{
			title: m.case_file_can_declare(),
			why: m.case_file_can_declare_why(),
			to: `/review/${reference}/declaration`,
		},
	];
	const cannot: Right[] = [
		{
			title: m.case_file_cannot_answer(),
			why: whyNotAnswer[role]({ association: associationName(association, getLocale()) }),
		},
		{ title: m.case_file_cannot_change(), why: m.case_file_cannot_change_why() },
		{ title: m.case_file_cannot_account(), why: m.case_file_cannot_account_why() },
	];
	if (role === "association_manager" && agreed) {
		can.push({ title: m.case_file_can_end(), why: m.case_file_can_end_why(), to: "/association" });
	}
	if (role === "finance_officer" && due) {
		can.push({ title: m.case_file_can_batch(), why: m.case_file_can_batch_why(), to: "/finance" });
	}
	if (role === "finance_officer" && due === false) {
		cannot.push({ title: m.case_file_can_batch(), why: m.case_file_cannot_batch_why() });
	}
	return { can, cannot };
}

/** What the reader can do now, and what not with its reason, side by side. */
export function RightsPanel(props: Props) {
	const { can, cannot } = rightsOf(props);
	return (
		<Panel title={m.case_file_rights_title()}>
			<ul className="grid gap-3">
				{can.map((right) => (
					<RightRow key={right.title} right={right} icon={<Icon of={Check} className="text-green" />} />
				))}
			</ul>
			<h3 className="type-h3 mt-4 border-line border-t pt-4">{m.case_file_cannot_title()}</h3>
			<ul className="mt-2 grid gap-3">
				{cannot.map((right) => (
					<RightRow key={right.title} right={right} icon={<Icon of={Lock} className="text-ink2" />} />
				))}
			</ul>
		</Panel>
	);
}

function RightRow({ right: { title, why, to }, icon }: { right: Right; icon: ReactNode }) {
	return (
		<li className="grid grid-cols-[1.5rem_1fr] gap-x-2">
			{icon}
			<div>
				{to ? <TextLink to={to}>{title}</TextLink> : title}
				<p className="text-ink2 text-small">{why}</p>
			</div>
		</li>
	);
}
