import { Link } from "@remix-run/react";
import { Check, CircleDashed, Lock, type LucideIcon } from "lucide-react";
import { accountInWords } from "#app/business/business-words.ts";
import { formatDong, parseDong, sumDong } from "#app/kernel/dong.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { type Task, TaskList } from "#app/ui/parts/task-list.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { advanceAmount } from "../advance/advance-draft.ts";
import { claimedProvider } from "../claim.rules.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { overOf } from "../claim-rows.tsx";
import { claimFaults } from "./claim-faults.ts";

type Part = "costs" | "advance" | "account" | "documents" | "check";
type PartState = "done" | "todo" | "optional" | "locked";

function partsOf({ kind }: Pick<ClaimCase, "kind">): readonly Part[] {
	return [kind === "advance" ? "advance" : "costs", "account", "documents", "check"];
}

const tags: Record<PartState, { icon: LucideIcon; tone: Tone; label: () => string }> = {
	done: { icon: Check, tone: "green", label: m.claim_part_state_done },
	todo: { icon: CircleDashed, tone: "outline", label: m.claim_part_state_todo },
	optional: { icon: CircleDashed, tone: "outline", label: m.claim_part_state_optional },
	locked: { icon: Lock, tone: "neutral", label: m.claim_part_state_locked },
};

function titleOf(part: Part, { kind }: Pick<ClaimCase, "kind">): string {
	switch (part) {
		case "costs":
			return m.claim_part_costs();
		case "advance":
			return m.claim_advance_part();
		case "account":
			return m.claim_part_account();
		case "documents":
			return kind === "advance" ? m.claim_advance_documents() : m.claim_part_documents();
		case "check":
			return m.claim_part_check();
	}
}

/** How far each part is, by the faults that submitting would find. */
function partStates(claim: ClaimCase, today: PlainDate): Record<Part, PartState> {
	const faults = Object.keys(claimFaults(claim, today));
	const faulty = (name: RegExp) => faults.some((fault) => name.test(fault));
	const known = claimedProvider(claim.lines, claim.draft.lines) !== null;
	const account = faulty(/^account$/) ? "todo" : "done";
	const { kind, documents } = claim;
	const filed = kind === "advance" && documents.length === 0 ? "optional" : "done";
	return {
		advance: faulty(/^(costLineId|amount|reason)$/) ? "todo" : "done",
		costs: faulty(/^(lines|invoices)/) ? "todo" : "done",
		// Whose account it must be is known only from the costs.
		account: claim.payee === "provider" && !known ? "locked" : account,
		documents: faulty(/^documents/) ? "todo" : filed,
		check: faults.length > 0 ? "locked" : "todo",
	};
}

function hrefOf(part: Part, { reference, payee }: ClaimCase): string {
	if (part === "account" && payee === "business") return `/business/bank-account?to=/claims/${reference}`;
	return `/claims/${reference}/${part === "check" ? "submit" : part}`;
}

/** What is asked for; of what cannot be read, as it was typed. */
function advanceFact(advance: ClaimCase["advance"]): string {
	const amountDong = advance && advanceAmount(advance);
	const amount = amountDong ? formatDong(amountDong, getLocale()) : (advance?.amount ?? "");
	return amount === "" ? "" : m.claim_advance_part_fact({ amount });
}

function factOf(part: Part, claim: ClaimCase, state: PartState): string {
	const { draft, account, documents, payee, advance } = claim;
	switch (part) {
		case "advance":
			return advanceFact(advance);
		case "costs": {
			const costDong = sumDong(draft.lines.map(({ cost }) => parseDong(cost) ?? 0n));
			return m.claim_part_costs_fact({ cost: formatDong(costDong, getLocale()), count: draft.invoices.length });
		}
		case "account":
			if (state === "locked") return advance ? m.claim_part_account_locked_advance() : m.claim_part_account_locked();
			if (!account) return payee === "provider" ? m.claim_part_account_none() : m.claim_part_account_own_none();
			return accountInWords(account);
		case "documents":
			return m.claim_part_documents_fact({ count: documents.length });
		case "check":
			return state === "locked" ? m.claim_part_check_locked() : m.claim_part_check_open();
	}
}

/** Everything that a claim still needs, in the order in which it is easiest. */
export function ClaimTasks({ claim, today }: { claim: ClaimCase; today: PlainDate }) {
	const states = partStates(claim, today);
	const parts = partsOf(claim);
	const next = parts.find((part) => states[part] === "todo") ?? "check";
	const task = (part: Part): Task => {
		const { icon, tone, label } = tags[states[part]];
		return {
			title: titleOf(part, claim),
			href: states[part] === "locked" ? undefined : hrefOf(part, claim),
			fact: factOf(part, claim, states[part]),
			tag: (
				<Tag icon={icon} tone={tone}>
					{label()}
				</Tag>
			),
		};
	};
	return (
		<>
			<PageTitle over={overOf(claim)} lead={m.claim_tasks_lead({ application: claim.application.reference })}>
				{claim.kind === "advance" ? m.claim_advance_tasks_title() : m.claim_tasks_title()}
			</PageTitle>
			{claim.state === "returned" ? (
				<Notice tone="yellow" title={m.claim_returned_title()}>
					<p>
						<Typed text={claim.answer?.reasons ?? ""} />
					</p>
				</Notice>
			) : null}
			<Section title={m.claim_tasks_group()}>
				<TaskList tasks={parts.map(task)} />
			</Section>
			<div className="actions mt-6">
				<ButtonLink to={hrefOf(next, claim)}>
					{next === "check"
						? titleOf(next, claim)
						: m.claim_tasks_continue({ part: titleOf(next, claim).toLocaleLowerCase() })}
				</ButtonLink>
				<Link to={`/applications/${claim.application.reference}/money`}>{m.claim_tasks_later()}</Link>
				<Link to={`/claims/${claim.reference}/give-up`}>
					{claim.kind === "advance" ? m.claim_give_up() : m.claim_give_up_costs()}
				</Link>
			</div>
		</>
	);
}
