import {
	Banknote,
	CalendarClock,
	Check,
	CircleQuestionMark,
	CornerUpLeft,
	FileText,
	type LucideIcon,
	Pencil,
	Send,
	Undo2,
	X,
} from "lucide-react";
import type { ClaimEvent } from "#app/claim/claim.states.ts";
import { invoiceName, verifiedTitle } from "#app/claim/claim-rows.tsx";
import { type DisbursementEvent, isTrouble, isUndone } from "#app/disbursement/disbursement.states.ts";
import { type Stage, stageOf } from "#app/disbursement/money.rules.ts";
import { formatDateWithWeekday, formatTime } from "#app/kernel/plain-date.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { Timeline, type TimelineEvent } from "#app/ui/parts/timeline.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { MoneyPage, MoneyPayment } from "./money-page.server.ts";

type Face = { icon: LucideIcon; title: (by: { rail: Rail }) => string };

const claimFaces: Record<ClaimEvent, { icon: LucideIcon; title: () => string }> = {
	started: { icon: Pencil, title: m.claim_event_started },
	submitted: { icon: FileText, title: m.disbursement_trail_claimed },
	resubmitted: { icon: FileText, title: m.disbursement_trail_claimed_again },
	verified: { icon: Check, title: m.claim_event_verified },
	returned: { icon: CornerUpLeft, title: m.claim_event_returned },
	refused: { icon: X, title: m.claim_event_refused },
	"given-up": { icon: X, title: m.claim_event_given_up },
	ended: { icon: X, title: m.claim_event_ended },
};

const paymentFaces: Record<DisbursementEvent, Face> = {
	scheduled: { icon: CalendarClock, title: m.disbursement_event_scheduled },
	sent: { icon: Send, title: m.disbursement_event_sent },
	unknown: { icon: CircleQuestionMark, title: m.disbursement_event_unknown },
	paid: { icon: Banknote, title: m.disbursement_event_paid },
	failed: { icon: X, title: m.disbursement_event_failed },
	"came-back": { icon: CornerUpLeft, title: m.disbursement_event_came_back },
	corrected: { icon: Undo2, title: m.disbursement_event_corrected },
	"taken-back": { icon: Undo2, title: m.disbursement_event_taken_back },
	"day-corrected": { icon: CalendarClock, title: m.disbursement_event_day_corrected },
	"account-corrected": { icon: Pencil, title: m.disbursement_event_account_corrected },
	rescheduled: { icon: CalendarClock, title: m.disbursement_event_rescheduled },
	"taken-out": { icon: CornerUpLeft, title: m.disbursement_event_taken_out },
	cancelled: { icon: X, title: m.disbursement_event_cancelled },
};

type Timed = TimelineEvent & { at: Date };

/** The exact moment: "9:14, thứ Hai, 16/11/2026". */
function moment(at: Date): Pick<Timed, "at" | "when" | "dateTime"> {
	const when = `${formatTime(at)}, ${formatDateWithWeekday(at, getLocale())}`;
	return { at, when, dateTime: at.toISOString() };
}

/** What an advance, and what was kept back, call the same steps. */
function claimTitle(what: ClaimEvent, kind: MoneyPayment["kind"]): string {
	if (what === "verified" && kind !== "costs") return verifiedTitle(kind);
	if (kind === "advance" && what === "submitted") return m.disbursement_trail_asked_ahead();
	return claimFaces[what].title();
}

function claimEventsOf({ claimEvents, invoices, kind }: MoneyPayment): Timed[] {
	return claimEvents
		.filter(({ what }) => what !== "started")
		.map(({ id, at, what, said }) => ({
			id: `claim-${id}`,
			...moment(at),
			state: what === "returned" || what === "refused" || what === "ended" ? "trouble" : "done",
			icon: claimFaces[what].icon,
			title: claimTitle(what, kind),
			detail:
				what === "verified" && invoices.length > 0
					? m.disbursement_trail_invoices({ invoices: invoices.map(invoiceName).join(", ") })
					: undefined,
			quote: said ? m.disbursement_trail_association_said({ said: sentenceOf(said) }) : undefined,
		}));
}

function paymentEventsOf({ paymentEvents, rail }: MoneyPayment): Timed[] {
	return paymentEvents.map(({ id, at, what, said }, index) => {
		const again = what === "sent" && paymentEvents.slice(index + 1).some((earlier) => earlier.what === "sent");
		return {
			id: `payment-${id}`,
			...moment(at),
			state: isTrouble(what) ? "trouble" : "done",
			icon: paymentFaces[what].icon,
			title: again ? m.disbursement_event_sent_again() : paymentFaces[what].title({ rail }),
			detail: again ? m.disbursement_trail_same_reference() : undefined,
			quote: quoteOf(what, said, rail),
		};
	});
}

/** The words of the bank, or of Stripe, followed by what they mean for the money. */
function quoteOf(what: DisbursementEvent, said: string | null, rail: Rail): string | undefined {
	if (what !== "unknown" && !isTrouble(what)) return undefined;
	const sentence = { said: sentenceOf(said ?? "") };
	if (what === "came-back") return m.disbursement_trail_came_back_said(sentence);
	if (isUndone(what)) return m.disbursement_trail_corrected_said(sentence);
	return what === "failed"
		? m.disbursement_trail_failed_said({ rail, ...sentence })
		: m.disbursement_trail_unknown_said(sentence);
}

/** With a full stop, where whoever wrote it left it out. */
function sentenceOf(said: string): string {
	return /[.!?…]$/.test(said) ? said : `${said}.`;
}

const nowTitles: Partial<Record<Stage, (by: { rail: Rail }) => string>> = {
	checking: m.disbursement_trail_now_checking,
	mending: m.disbursement_trail_now_mending,
	waiting: m.disbursement_trail_now_waiting,
	sent: m.disbursement_trail_now_sent,
	unknown: m.disbursement_trail_now_unknown,
	failed: m.disbursement_trail_now_failed,
};

/** What is still to come, what is waited for now, and what happened; newest on top. */
export function MoneyTrail({ payment, payee }: { payment: MoneyPayment; payee: MoneyPage["payee"] }) {
	const past = [...claimEventsOf(payment), ...paymentEventsOf(payment)].sort(
		(one, other) => other.at.getTime() - one.at.getTime(),
	);
	const undone = isUndone(payment.paymentEvents[0]?.what);
	const stage = stageOf(payment);
	const isAsked = payment.kind === "advance" && stage === "checking";
	const usual = isAsked ? m.disbursement_trail_now_advance : nowTitles[stage];
	const now = undone ? m.disbursement_trail_now_corrected : usual;
	const ahead: TimelineEvent[] = now
		? [
				{
					id: "arrival",
					state: "to-come",
					title: payee === "provider" ? m.disbursement_trail_arrival_provider() : m.disbursement_trail_arrival(),
					detail: payee === "provider" ? m.disbursement_trail_told_both() : m.disbursement_trail_told(),
				},
				{ id: "now", state: "now", title: now(payment), detail: since(past) },
			]
		: [];
	return <Timeline events={[...ahead, ...past.map(({ at: _at, ...event }) => event)]} />;
}

function since(past: readonly Timed[]): string | undefined {
	return past[0]?.when ? m.disbursement_trail_since({ when: past[0].when }) : undefined;
}
