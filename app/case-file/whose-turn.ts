import { type ApplicationState, isOver } from "#app/application/application.states.ts";
import type { Association } from "#app/association/association-name.ts";
import { associationName } from "#app/association/association-name.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import type { TurnSeen } from "#app/turn/file-turns.server.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { stanceTitle, turnTitle } from "#app/turn/staff-words.ts";
import { deskWord } from "#app/turn/turn-words.ts";
import type { TurnKind } from "#app/turn/turns.ts";
import type { TimelineEvent } from "#app/ui/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** Whose turn it is, in a sentence, with the steps up to the last one. */
export type Turn = { title: string; steps: TimelineEvent[] };

type Of = { association: Pick<Association, "nameVi" | "nameEn"> };

/** The steps of which `now` is the current one; all are done where it is beyond the last. */
function stepsAt(titles: readonly string[], now: number): TimelineEvent[] {
	return titles.map((title, at) => ({
		id: String(at),
		title,
		state: at < now ? "done" : at === now ? "now" : "to-come",
	}));
}

/** At which step of a case a turn stands: 0 the business submits, then review, signature, claims, payment. */
const stepOfCase: Partial<Record<TurnKind, number>> = {
	...{ draft: 0, "draft-too-late": 0, changes: 0 },
	...{ review: 1, confirm: 1 },
	...{ sign: 2, "provider-accept": 2, "provider-declined": 2, lapse: 2 },
	...{
		pay: 4,
		release: 4,
		send: 4,
		"bank-answer": 4,
		"ask-bank": 4,
		"find-out": 4,
		account: 4,
		"send-again": 4,
		close: 4,
	},
};

/** The money that goes back comes after the last step. */
const goingBack: readonly TurnKind[] = [
	...([
		"ask-back",
		"notice-confirm",
		"recovery-proposal",
		"notice-answer",
		"pay-back",
		"contest",
		"settle-notice",
	] as const),
	...(["own-share-refund", "own-share-refund-failed"] as const),
];

/** Of a case: whose turn it is, from the submission to the payment. */
export function turnOfCase(state: ApplicationState, turn: ShownTurn, { association: of }: Of): Turn {
	const association = associationName(of, getLocale());
	const titles = [
		m.case_file_step_submit(),
		m.case_file_step_review({ association }),
		m.case_file_step_sign(),
		m.case_file_step_claim(),
		m.case_file_step_pay(),
	];
	if (turn.kind === "over") {
		return state === "completed"
			? { title: m.case_file_turn_completed(), steps: stepsAt(titles, titles.length) }
			: { title: m.case_file_turn_over(), steps: [] };
	}
	const title = turnTitle(turn, getLocale());
	if (goingBack.includes(turn.kind)) return { title, steps: isOver(state) ? [] : stepsAt(titles, 4) };
	return { title, steps: stepsAt(titles, stepOfCase[turn.kind] ?? 3) };
}

/** At which step of a claim a turn stands: 0 the business claims, then check, batch, release, bank. */
const stepOfClaim: Partial<Record<TurnKind, number>> = {
	...{ "claim-draft": 0, "advance-draft": 0, "claim-mend": 0 },
	...{ "claim-check": 1 },
	...{ release: 3, send: 3, "bank-answer": 4, "ask-bank": 4, "find-out": 4 },
};

/** Of a claim: whose turn it is, from the claim to the bank; `turn` is null once nothing about it is open. */
export function turnOfClaim(state: ClaimState, turn: ShownTurn | null, { association: of }: Of): Turn {
	const association = associationName(of, getLocale());
	const titles = [
		m.case_file_step_claim(),
		m.case_file_step_verify({ association }),
		m.case_file_step_batch(),
		m.case_file_step_release(),
		m.case_file_step_bank(),
	];
	if (!turn) {
		return state === "verified"
			? { title: m.case_file_turn_paid(), steps: stepsAt(titles, titles.length) }
			: { title: m.case_file_turn_refused(), steps: [] };
	}
	const step = turn.kind === "stopped" && state === "submitted" ? 1 : (stepOfClaim[turn.kind] ?? 2);
	return { title: turnTitle(turn, getLocale()), steps: stepsAt(titles, step) };
}

/** What the title of a page says of the turn, with what follows for its reader: where they do it, or nothing to do. */
export type Heading = { title: string; about?: string; next: { to: string; text: string } | "nothing" | null };

/** Null on the page on which the reader does what is to be done: its title says what it is about. */
function headingOf(turn: TurnSeen, page: string): Heading | null {
	const { stance, href, kind } = turn;
	const locale = getLocale();
	const title = stanceTitle(turn, locale);
	if (stance === "see-to") return { title, next: null };
	if (stance !== "own") return { title, next: "nothing" };
	return href === page ? null : { title, next: { to: href, text: deskWord(kind, locale) } };
}

/** Of a case. */
export function headingOfCase(
	{ reference, state }: { reference: string; state: ApplicationState },
	turn: TurnSeen,
	of: Of,
): Heading | null {
	if (turn.kind === "over") return { title: turnOfCase(state, turn, of).title, next: "nothing" };
	return headingOf(turn, `/review/${reference}`);
}

/** Of a claim; `about` is what it claims, which the title does not say while something is open. */
export function headingOfClaim(
	{ reference, state, about }: { reference: string; state: ClaimState; about: string },
	turn: TurnSeen | null,
): Heading | null {
	if (turn) {
		const heading = headingOf(turn, `/review/claims/${reference}`);
		return heading && { ...heading, about };
	}
	const title = state === "verified" ? m.case_file_turn_paid_of({ about }) : m.case_file_turn_refused_of({ about });
	return { title, next: "nothing" };
}
