import { Link } from "@remix-run/react";
import { Check, CircleDashed, Lock, type LucideIcon, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { associationName } from "#app/association/association-name.ts";
import { sizeClassName } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { type Task, TaskList } from "#app/ui/parts/task-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import {
	type DraftCase,
	type DraftPart,
	draftParts,
	judgeDraft,
	ownDuplicateOf,
	type PartState,
	partStates,
	progressOf,
	quotationsOf,
} from "./draft.rules.ts";

const tags: Record<PartState, { icon: LucideIcon; tone: Tone; label: () => string }> = {
	done: { icon: Check, tone: "green", label: m.application_part_state_done },
	doing: { icon: Pencil, tone: "blue", label: m.application_part_state_doing },
	todo: { icon: CircleDashed, tone: "outline", label: m.application_part_state_todo },
	locked: { icon: Lock, tone: "neutral", label: m.application_part_state_locked },
};

const titles: Record<DraftPart, () => string> = {
	registration: m.application_part_registration,
	figures: m.application_part_figures,
	assessment: m.application_part_assessment,
	channel: m.application_part_channel,
	lines: m.application_part_lines,
	documents: m.application_part_documents,
	check: m.application_part_check,
};

function hrefOf(part: DraftPart, draft: DraftCase): string | undefined {
	const own = `/applications/${draft.reference}`;
	switch (part) {
		case "registration":
			return `/business/registration?to=${own}`;
		case "figures":
			return `/business/figures?to=${own}`;
		case "assessment":
			return "/assessments";
		case "channel":
			// Settled by the first submission.
			return draft.submittedAt ? undefined : `${own}/channel`;
		case "lines":
			return `${own}/lines`;
		case "documents":
			return `${own}/documents`;
		case "check":
			return `${own}/check`;
	}
}

/** One line about a part: what is there, or what is missing. */
function factOf(part: DraftPart, draft: DraftCase, state: PartState): string {
	const locale = getLocale();
	const { assessment, association, lines, documents } = draft;
	switch (part) {
		case "registration":
			return draft.business.legalName;
		case "figures": {
			const sizeClass = judgeDraft(draft)?.sizeClass;
			if (state !== "done" || !sizeClass) return m.application_part_figures_missing();
			const name = sizeClassName(sizeClass, locale);
			return name.charAt(0).toUpperCase() + name.slice(1);
		}
		case "assessment":
			return state === "done" && assessment
				? m.application_part_assessment_fact({
						level: assessment.level,
						date: formatDate(assessment.completedOn, locale),
					})
				: m.application_part_assessment_missing({ months: draft.rules.settings.assessmentMaxAgeMonths ?? 0 });
		case "channel":
			return association ? associationName(association, locale) : m.application_part_channel_missing();
		case "lines": {
			const reference = ownDuplicateOf(draft);
			if (reference) return m.application_fault_own_duplicate({ reference });
			return lines.length > 0
				? m.application_part_lines_fact({ count: lines.length })
				: m.application_part_lines_none();
		}
		case "documents":
			return lines.length > 0
				? m.application_part_documents_fact({
						covered: lines.filter((line) => quotationsOf(line, documents).length > 0).length,
						total: lines.length,
					})
				: m.application_part_documents_first();
		case "check":
			return state === "locked" ? m.application_part_check_locked() : m.application_part_check_open();
	}
}

function taskOf(part: DraftPart, draft: DraftCase, state: PartState): Task {
	const { icon, tone, label } = tags[state];
	return {
		title: titles[part](),
		href: state === "locked" ? undefined : hrefOf(part, draft),
		fact: factOf(part, draft, state),
		tag: (
			<Tag icon={icon} tone={tone}>
				{label()}
			</Tag>
		),
	};
}

/**
 * Everything that an application still needs, in the order in which it is easiest.
 *
 * @param unchanged it was sent back and nothing is changed yet: what was asked for, above, comes before submitting it.
 * @param carriedDong the support for the price of the last check, while no line is saved yet.
 * @param children what was asked for, where it came back.
 */
export function DraftTasks({
	draft,
	unchanged,
	carriedDong,
	children,
}: {
	draft: DraftCase;
	unchanged: boolean;
	carriedDong: bigint | null;
	children?: ReactNode;
}) {
	const locale = getLocale();
	const states = partStates(draft);
	const { done, next } = progressOf(states);
	const counts = { done, total: draftParts.length };
	const allowedDong = judgeDraft(draft)?.allowedDong || carriedDong;
	const again = draft.submittedAt !== null;
	const tasks = (...parts: DraftPart[]) => parts.map((part) => taskOf(part, draft, states[part]));
	const nextHref = hrefOf(next, draft);
	const closesOn = formatDate(draft.programme.closesOn, locale);
	const programme = locale === "vi" ? draft.programme.nameVi : draft.programme.nameEn;
	return (
		<>
			<PageTitle
				over={
					again
						? `${m.application_tasks_over_changes({ reference: draft.reference })}, ${programme}`
						: m.application_tasks_over_draft({ reference: draft.reference })
				}
				lead={
					again ? m.application_tasks_lead_changes(counts) : m.application_tasks_lead({ ...counts, date: closesOn })
				}
			>
				{again ? m.application_tasks_title_changes() : programme}
			</PageTitle>
			{children}
			<div className="border-line border-y py-1">
				<Sum
					size="large"
					rows={[
						{
							label: carriedDong ? m.application_tasks_expected_carried() : m.application_tasks_expected(),
							amount: (
								<strong>{allowedDong ? formatDong(allowedDong, locale) : m.application_tasks_expected_none()}</strong>
							),
						},
					]}
				/>
			</div>
			<Section title={m.application_tasks_group_business()}>
				<TaskList tasks={tasks("registration", "figures", "assessment")} />
			</Section>
			<Section title={m.application_tasks_group_request()}>
				<TaskList tasks={tasks("channel", "lines", "documents")} />
			</Section>
			<Section title={m.application_tasks_group_check()}>
				<TaskList tasks={tasks("check")} />
			</Section>
			<div className="actions mt-6">
				{nextHref ? (
					<ButtonLink to={nextHref} look={unchanged && next === "check" ? "secondary" : "primary"}>
						{m.application_tasks_continue({ part: titles[next]().toLocaleLowerCase(locale) })}
					</ButtonLink>
				) : null}
				<Link to={`/applications/${draft.reference}/withdraw`}>
					{again ? m.application_tasks_withdraw() : m.application_tasks_discard()}
				</Link>
			</div>
		</>
	);
}
