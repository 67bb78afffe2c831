import { type ApplicationState, isOver } from "#app/application/application.states.ts";
import type { Association } from "#app/association/association-name.ts";
import { associationName } from "#app/association/association-name.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { formatDate, formatDateTime, formatDateWithWeekday, type PlainDate } from "#app/kernel/plain-date.ts";
import type { TurnSeen } from "#app/turn/file-turns.server.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { stanceTitle, turnTitle } from "#app/turn/staff-words.ts";
import { deskWord } from "#app/turn/turn-words.ts";
import type { TurnKind } from "#app/turn/turns.ts";
import type { TimelineEvent } from "#app/ui/parts/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** Whose turn it is, in a sentence, with the steps up to the last one. */
export type Turn = { title: string; steps: TimelineEvent[] };

/** How far the payment of a claim has come; names for those who see payments. */
export type PaymentActs = Partial<Record<"batched" | "released" | "paid", Act>>;

type Of = { association: Pick<Association, "nameVi" | "nameEn"> };

/** Who took a step, where the reader may know, and when. */
export type Act = { by: string | null; at: Date | PlainDate };

type Step = { title: string; act?: Act | undefined };

/** What happened, newest first. */
type History = readonly { what: string; actorName: string; at: Date }[];

/** The newest act of the first of these kinds that there is. */
function actIn(history: History, ...kinds: string[]): Act | undefined {
	const event = kinds.flatMap((kind) => history.find(({ what }) => what === kind) ?? [])[0];
	return event && { by: event.actorName, at: event.at };
}

function whenOf({ at }: Act): Pick<TimelineEvent, "when" | "dateTime"> {
	return at instanceof Date
		? { when: formatDateTime(at, getLocale()), dateTime: at.toISOString() }
		: { when: formatDate(at, getLocale()), dateTime: at };
}

/**
 * The steps of which `now` is the current one; all are done where it is beyond the last. What is done says who did it
 * and when; what is to be done now, who has it in hand and by when.
 */
function stepsAt(
	steps: readonly Step[],
	now: number,
	{ inHand, dueOn }: { inHand?: string | undefined; dueOn?: PlainDate | null } = {},
): TimelineEvent[] {
	return steps.map(({ title, act }, at) => {
		const id = String(at);
		if (at > now) return { id, title, state: "to-come" };
		if (at < now) return { id, title, state: "done", ...(act && { ...whenOf(act), detail: act.by || undefined }) };
		const by = dueOn ? m.turn_by({ date: formatDateWithWeekday(dueOn, getLocale()) }) : "";
		return { id, title, state: "now", detail: [inHand && `${inHand}.`, by].filter(Boolean).join(" ") || undefined };
	});
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
	...(["own-share-refund", "own-share-refund-failed", "own-share-owed"] as const),
];

/** Of a case: whose turn it is, from the submission to the payment. */
export function turnOfCase(
	state: ApplicationState,
	turn: ShownTurn,
	{ association: of }: Of,
	history: History = [],
): Turn {
	const association = associationName(of, getLocale());
	const titles = [
		{ title: m.case_file_step_submit(), act: actIn(history, "resubmitted", "submitted") },
		{ title: m.case_file_step_review({ association }), act: actIn(history, "approved", "rejected") },
		{ title: m.case_file_step_sign(), act: actIn(history, "business-accepted", "agreed") },
		{ title: m.case_file_step_claim(), act: actIn(history, "claim-submitted", "advance-submitted") },
		{ title: m.case_file_step_pay(), act: withoutName(actIn(history, "paid")) },
	];
	if (turn.kind === "over") {
		return state === "completed"
			? { title: m.case_file_turn_completed(), steps: stepsAt(titles, titles.length) }
			: { title: m.case_file_turn_over(), steps: [] };
	}
	const title = turnTitle(turn, getLocale());
	const { kind, dueOn } = turn;
	if (goingBack.includes(kind)) return { title, steps: isOver(state) ? [] : stepsAt(titles, 4, { dueOn }) };
	const inHand = kind === "review" ? (actIn(history, "taken-up")?.by ?? undefined) : undefined;
	return { title, steps: stepsAt(titles, stepOfCase[kind] ?? 3, { inHand, dueOn }) };
}

/** Who recorded a payment is for those who pay. */
function withoutName(act: Act | undefined): Act | undefined {
	return act && { ...act, by: null };
}

/** At which step of a claim a turn stands: 0 the business claims, then check, batch, release, bank. */
const stepOfClaim: Partial<Record<TurnKind, number>> = {
	...{ "claim-draft": 0, "advance-draft": 0, "claim-mend": 0 },
	...{ "claim-check": 1 },
	...{ release: 3, send: 3, "bank-answer": 4, "ask-bank": 4, "find-out": 4 },
};

/** Of a claim: whose turn it is, from the claim to the bank; `turn` is null once nothing about it is open. */
export function turnOfClaim(
	state: ClaimState,
	turn: ShownTurn | null,
	{ association: of, payment }: Of & { payment?: PaymentActs },
	history: History = [],
): Turn {
	const association = associationName(of, getLocale());
	const titles = [
		{ title: m.case_file_step_claim(), act: actIn(history, "resubmitted", "submitted") },
		{ title: m.case_file_step_verify({ association }), act: actIn(history, "verified") },
		{ title: m.case_file_step_batch(), act: payment?.batched },
		{ title: m.case_file_step_release(), act: payment?.released },
		{ title: m.case_file_step_bank(), act: payment?.paid },
	];
	if (!turn) {
		return state === "verified"
			? { title: m.case_file_turn_paid(), steps: stepsAt(titles, titles.length) }
			: { title: m.case_file_turn_refused(), steps: [] };
	}
	const step = turn.kind === "stopped" && state === "submitted" ? 1 : (stepOfClaim[turn.kind] ?? 2);
	return { title: turnTitle(turn, getLocale()), steps: stepsAt(titles, step, { dueOn: turn.dueOn }) };
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
