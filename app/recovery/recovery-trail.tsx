import {
	Banknote,
	CalendarClock,
	Check,
	FileText,
	type LucideIcon,
	MessageSquare,
	Minimize2,
	Scale,
	Send,
	Undo2,
	X,
} from "lucide-react";
import type { ReactNode } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, formatDateWithWeekday, formatTime, type PlainDate } from "#app/kernel/plain-date.ts";
import { Timeline, type TimelineEvent } from "#app/ui/parts/timeline.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { RecoveryEvent } from "./recovery.states.ts";
import type { RecoveryEventRow, RecoverySummary } from "./recovery-facts.server.ts";

const faces: Record<RecoveryEvent, { icon: LucideIcon; title: () => string }> = {
	made: { icon: FileText, title: m.recovery_event_made },
	confirmed: { icon: Send, title: m.recovery_event_confirmed },
	agreed: { icon: Check, title: m.recovery_event_agreed },
	contested: { icon: MessageSquare, title: m.recovery_event_contested },
	planned: { icon: CalendarClock, title: m.recovery_event_planned },
	kept: { icon: Scale, title: m.recovery_event_kept },
	"lower-proposed": { icon: Minimize2, title: m.recovery_event_lower_proposed },
	"drop-proposed": { icon: X, title: m.recovery_event_drop_proposed },
	"receipt-proposed": { icon: Banknote, title: m.recovery_event_receipt_proposed },
	"proposal-declined": { icon: Undo2, title: m.recovery_event_proposal_declined },
	lowered: { icon: Minimize2, title: m.recovery_event_lowered },
	dropped: { icon: X, title: m.recovery_event_dropped },
	received: { icon: Banknote, title: m.recovery_event_received },
	"receipt-corrected": { icon: Undo2, title: m.recovery_event_receipt_corrected },
	settled: { icon: Banknote, title: m.recovery_event_settled },
};

type Props = {
	recovery: RecoverySummary & { events: RecoveryEventRow[] };
	/** Read by the business itself. */
	yours?: boolean;
};

/** The recovery like a parcel: what is still to come, what is waited for now and until when, and what happened. */
export function RecoveryTrail({ recovery, yours = false }: Props) {
	const past = recovery.events.map(
		(event): TimelineEvent => ({
			id: event.id,
			state: "done",
			icon: faces[event.what].icon,
			title: faces[event.what].title(),
			when: `${formatTime(event.at)}, ${formatDateWithWeekday(event.at, getLocale())}`,
			dateTime: event.at.toISOString(),
			detail: detailOf(event, recovery.planned),
			quote: quoteOf(event),
		}),
	);
	return <Timeline events={[...ahead(recovery, yours), ...past]} />;
}

/** What is waited for, and by when. */
export function awaited({ state, answerBy, standing }: RecoverySummary, yours = false): string | null {
	const locale = getLocale();
	const date = (day: PlainDate) => formatDate(day, locale);
	if (state === "drafted") return m.recovery_now_drafted();
	if (state === "contested") return m.recovery_now_contested();
	const { next } = standing;
	if (!next) return null;
	const sum = { amount: formatDong(next.amountDong, locale), date: date(next.dueOn) };
	if (standing.overdueDong > 0n) return m.recovery_now_overdue(sum);
	if (state !== "notified") return m.recovery_now_due(sum);
	const answers = yours ? m.recovery_now_notified_yours : m.recovery_now_notified;
	return answers({ date: date(answerBy) });
}

function ahead(recovery: RecoverySummary, yours: boolean): TimelineEvent[] {
	const now = awaited(recovery, yours);
	if (!now) return [];
	const trouble = recovery.standing.overdueDong > 0n;
	return [
		{ id: "end", state: "to-come", title: m.recovery_event_end() },
		{ id: "now", state: trouble ? "trouble" : "now", title: now },
	];
}

function dong(value: unknown): string {
	return typeof value === "bigint" ? formatDong(value, getLocale()) : "";
}

function day(value: unknown): string {
	return typeof value === "string" ? formatDate(value, getLocale()) : "";
}

/** Who it was, and how much until when; where it is paid in parts, the days are those of the parts. */
function detailOf({ what, actorName, facts }: RecoveryEventRow, planned: boolean): string {
	const amount = dong(facts.amountDong);
	const due = day(facts.dueOn);
	const said = {
		made: () => m.recovery_detail_asked({ amount, answerBy: day(facts.answerBy), due }),
		confirmed: () => m.recovery_detail_asked({ amount, answerBy: day(facts.answerBy), due }),
		agreed: () => m.recovery_detail_due({ amount, due }),
		contested: () => "",
		planned: () =>
			m.recovery_detail_planned({ amount, count: Number(facts.instalments), due, last: day(facts.lastOn) }),
		kept: () => (planned ? amount : m.recovery_detail_due({ amount, due })),
		lowered: () => (planned ? amount : m.recovery_detail_due({ amount, due })),
		"lower-proposed": () => (planned ? amount : m.recovery_detail_due({ amount, due })),
		"drop-proposed": () => amount,
		"receipt-proposed": () =>
			m.recovery_detail_receipt_proposed({ amount, on: day(facts.receivedOn), line: String(facts.bankReference) }),
		"proposal-declined": () => "",
		dropped: () => "",
		received: () => m.recovery_detail_received({ amount, on: day(facts.receivedOn), left: dong(facts.leftDong) }),
		"receipt-corrected": () => m.recovery_detail_corrected({ amount }),
		settled: () => m.recovery_detail_settled({ amount, on: day(facts.receivedOn) }),
	}[what]();
	return [actorName, said].filter(Boolean).join(". ");
}

/** What was said, word for word: by the city in its notice and its decisions, by the business in its contest. */
function quoteOf({ what, facts }: RecoveryEventRow): ReactNode {
	const { contest, reason, reasons, said: why } = facts;
	const said = what === "contested" ? contest : what === "confirmed" ? reason : (reasons ?? why);
	return typeof said === "string" && said !== "" ? <Typed text={said} /> : undefined;
}
