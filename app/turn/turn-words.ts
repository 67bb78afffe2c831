/** Turns in words: what there is to do, by when, who else acts. */

import { associationName } from "#app/association/association-name.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { ShownTurn } from "./known-files.server.ts";
import type { Side, TurnKind } from "./turns.ts";

type Facts = { subject: string; number: number; association: string; said: string; since: string; bank: string };

type Words = {
	/** "Ký thỏa thuận hỗ trợ": to whoever does it. */
	what: (facts: Facts, options: { locale: Locale }) => string;
	/** What follows, or what happens otherwise. */
	note: (facts: Facts, options: { locale: Locale }) => string;
	/** On the button. */
	button: (facts: Facts, options: { locale: Locale }) => string;
};

type DoneByBusiness =
	| "figures"
	| "assessment"
	| "draft"
	| "draft-too-late"
	| "changes"
	| "sign"
	| "provider-declined"
	| "claim"
	| "own-share"
	| "claim-draft"
	| "advance-draft"
	| "claim-mend"
	| "stripe-account"
	| "account"
	| "notice-answer"
	| "pay-back";

const toDo: Record<DoneByBusiness, Words> = {
	figures: { what: m.turn_figures, note: m.turn_figures_note, button: m.turn_figures_do },
	assessment: { what: m.turn_assessment, note: m.turn_assessment_note, button: m.turn_assessment_do },
	draft: { what: m.turn_draft, note: m.turn_draft_note, button: m.turn_draft_do },
	"draft-too-late": {
		what: m.turn_draft_too_late,
		note: m.turn_draft_too_late_note,
		button: m.turn_draft_too_late_do,
	},
	changes: { what: m.turn_changes, note: m.turn_changes_note, button: m.turn_changes_do },
	sign: { what: m.turn_sign, note: m.turn_sign_note, button: m.turn_sign_do },
	"provider-declined": {
		what: m.turn_provider_declined,
		note: m.turn_provider_declined_note,
		button: m.turn_provider_declined_do,
	},
	claim: { what: m.turn_claim, note: m.turn_claim_note, button: m.turn_claim_do },
	"own-share": { what: m.turn_own_share, note: m.turn_own_share_note, button: m.turn_own_share_do },
	"claim-draft": { what: m.turn_claim_draft, note: m.turn_claim_draft_note, button: m.turn_claim_draft_do },
	"advance-draft": {
		what: m.turn_advance_draft,
		note: m.turn_advance_draft_note,
		button: m.turn_advance_draft_do,
	},
	"claim-mend": { what: m.turn_claim_mend, note: m.turn_claim_mend_note, button: m.turn_claim_mend_do },
	"stripe-account": {
		what: m.turn_stripe_account,
		note: m.turn_stripe_account_note,
		button: m.turn_stripe_account_do,
	},
	account: { what: m.turn_account, note: m.turn_account_note, button: m.turn_account_do },
	"notice-answer": {
		what: m.turn_notice_answer,
		note: m.turn_notice_answer_note,
		button: m.turn_notice_answer_do,
	},
	"pay-back": { what: m.turn_pay_back, note: m.turn_pay_back_note, button: m.turn_pay_back_do },
};

/** What follows of what others do, where there is something to say. */
const awaitedNotes: Partial<Record<TurnKind, Words["note"]>> = {
	stopped: m.turn_stopped_note,
	"provider-accept": m.turn_provider_accept_note,
	pay: m.turn_pay_note,
	release: m.turn_pay_note,
	send: m.turn_pay_note,
	"bank-answer": m.turn_bank_answer_note,
	"ask-bank": m.turn_ask_bank_note,
	"find-out": m.turn_find_out_note,
	"send-again": m.turn_send_again_note,
	"ask-back": m.turn_ask_back_note,
};

/** What others do, after their name: "xét hồ sơ". */
const awaited: Record<Exclude<TurnKind, DoneByBusiness | "over" | "notice-confirm">, Words["what"]> = {
	review: m.turn_review,
	confirm: m.turn_confirm,
	"provider-accept": m.turn_provider_accept,
	lapse: m.turn_lapse,
	"own-share-refund": m.turn_own_share_refund,
	"own-share-refund-failed": m.turn_own_share_refund_failed,
	"own-share-owed": m.turn_own_share_owed,
	"claim-check": m.turn_claim_check,
	stopped: m.turn_stopped,
	pay: m.turn_pay,
	release: m.turn_release,
	send: m.turn_send,
	"bank-answer": m.turn_bank_answer,
	"ask-bank": m.turn_ask_bank,
	"find-out": m.turn_find_out,
	"send-again": m.turn_send_again,
	close: m.turn_close,
	"ask-back": m.turn_ask_back,
	"recovery-proposal": m.turn_recovery_proposal,
	contest: m.turn_contest,
	"settle-notice": m.turn_settle_notice,
};

function bankName({ byStripe }: ShownTurn, locale: Locale): string {
	return byStripe ? m.turn_who_stripe({}, { locale }) : m.turn_who_bank({}, { locale });
}

function factsOf(turn: ShownTurn, locale: Locale): Facts {
	const { subject, number, association, said, since } = turn;
	return {
		bank: bankName(turn, locale),
		said: said ?? "",
		since: since === null ? "" : formatDate(since, locale),
		subject: subject ?? "",
		number: number ?? 1,
		association: association ? associationName(association, locale) : m.turn_who_association({}, { locale }),
	};
}

function isDoneByBusiness(kind: TurnKind): kind is DoneByBusiness {
	return kind in toDo;
}

/** "Ký thỏa thuận hỗ trợ"; of others with a small letter, as it follows their name: "xét hồ sơ". */
export function whatToDo(turn: ShownTurn, locale: Locale): string {
	const { kind } = turn;
	const facts = factsOf(turn, locale);
	if (kind === "stopped" && turn.number === null) return m.turn_stopped_all({}, { locale });
	if (isDoneByBusiness(kind)) return toDo[kind].what(facts, { locale });
	return kind === "over" || kind === "notice-confirm" ? "" : awaited[kind](facts, { locale });
}

/** What follows, or what happens otherwise; empty where there is nothing to say. */
export function noteOf(turn: ShownTurn, locale: Locale): string {
	const { kind } = turn;
	const note = isDoneByBusiness(kind) ? toDo[kind].note : awaitedNotes[kind];
	return note ? note(factsOf(turn, locale), { locale }) : "";
}

/** On the button that leads to it. */
export function buttonOf(turn: ShownTurn, locale: Locale): string {
	return isDoneByBusiness(turn.kind) ? toDo[turn.kind].button(factsOf(turn, locale), { locale }) : "";
}

type DoneAtDesks =
	| Exclude<keyof typeof awaited, "provider-accept" | "lapse" | "own-share-refund" | "bank-answer" | "close">
	| "notice-confirm";

const atDesks: Record<DoneAtDesks, (facts: Record<string, never>, options: { locale: Locale }) => string> = {
	review: m.turn_desk_review,
	confirm: m.turn_desk_confirm,
	"claim-check": m.turn_desk_claim_check,
	stopped: m.turn_desk_stopped,
	pay: m.turn_desk_pay,
	release: m.turn_desk_release,
	send: m.turn_desk_send,
	"ask-bank": m.turn_desk_ask_bank,
	"find-out": m.turn_desk_find_out,
	"send-again": m.turn_desk_send_again,
	"ask-back": m.turn_desk_ask_back,
	"notice-confirm": m.turn_desk_notice_confirm,
	"recovery-proposal": m.turn_desk_recovery_proposal,
	contest: m.turn_desk_contest,
	"settle-notice": m.turn_desk_settle_notice,
	"own-share-refund-failed": m.turn_desk_own_share_refund_failed,
	"own-share-owed": m.turn_desk_own_share_owed,
};

/** "Xét hồ sơ": to whoever does it at a desk; empty for what is not done at one. */
export function deskWord(kind: TurnKind, locale: Locale): string {
	return kind in atDesks ? atDesks[kind as DoneAtDesks]({}, { locale }) : "";
}

/** "Xét hồ sơ: 12". */
export function deskWhat({ kind, count }: { kind: TurnKind; count: number }, locale: Locale): string {
	const what = deskWord(kind, locale);
	return what === "" ? "" : m.turn_desk_counted({ what, count }, { locale });
}

const others: Record<Exclude<Side, "reviewer" | "second-reviewer" | "bank">, typeof m.turn_who_finance> = {
	business: m.turn_who_owner,
	owner: m.turn_who_owner,
	finance: m.turn_who_finance,
	"second-finance": m.turn_who_finance,
	"other-finance": m.turn_who_finance,
	programme: m.turn_who_programme,
	provider: m.turn_who_provider,
	system: m.turn_who_system,
	nobody: m.turn_who_system,
};

/** Who acts: an association and an office answer as a body, not as a person. */
export function whoActs(turn: ShownTurn, locale: Locale): string {
	const { whose } = turn;
	if (whose === "reviewer" || whose === "second-reviewer") return factsOf(turn, locale).association;
	if (whose === "provider" && turn.said) return m.turn_who_provider_named({ names: turn.said }, { locale });
	if (whose === "bank") return bankName(turn, locale);
	return others[whose]({}, { locale });
}

/** "Chậm nhất thứ Hai, 23/11/2026. Còn 3 ngày làm việc." */
export function byWhen({ dueOn, daysLeft, overdueDays }: ShownTurn, locale: Locale): string {
	const options = { locale };
	if (dueOn === null) return m.turn_by_none({}, options);
	const date = formatDateWithWeekday(dueOn, locale);
	if (overdueDays > 0) return m.turn_by_over({ count: overdueDays, date }, options);
	if (daysLeft === 0) return m.turn_by_today({ date }, options);
	return `${m.turn_by({ date }, options)} ${m.turn_by_left({ count: daysLeft ?? 0 }, options)}`;
}

const over = {
	rejected: m.turn_over_rejected,
	completed: m.turn_over_completed,
	lapsed: m.turn_over_lapsed,
	withdrawn: m.turn_over_withdrawn,
	cancelled: m.turn_over_cancelled,
};

/** What others do and by when, or that it is over: one sentence under the title. Nothing where it is the reader's turn. */
export function waitingSentence(turn: ShownTurn, locale: Locale): string {
	const options = { locale };
	if (turn.kind === "over") {
		const { state } = turn;
		return state !== null && state in over ? over[state as keyof typeof over]({}, options) : "";
	}
	return `${awaitedSentence(turn, locale)} ${m.turn_nothing({}, options)}`;
}

/** "Đang chờ ngân hàng: trả lời lần chi 2. Chậm nhất thứ Năm, 19/11/2026. Còn 1 ngày làm việc." */
export function awaitedSentence(turn: ShownTurn, locale: Locale): string {
	const facts = { who: whoActs(turn, locale), what: whatAwaited(turn, locale) };
	const by = turn.dueOn === null ? "" : ` ${byWhen(turn, locale)}`;
	return `${m.turn_wait_now(facts, { locale })}.${by}`;
}

/** What is waited for, after the name of who does it, also where the reader's colleague does it. */
export function whatAwaited(turn: ShownTurn, locale: Locale): string {
	const what = whatToDo(turn, locale);
	return what.charAt(0).toLocaleLowerCase(locale) + what.slice(1);
}
