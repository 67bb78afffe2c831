/** Turns in words to staff who have a file open, as the words of the business speak to the business. */

import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { TurnSeen } from "./file-turns.server.ts";
import type { ShownTurn } from "./known-files.server.ts";
import { whatAwaited, whoActs } from "./turn-words.ts";
import type { TurnKind } from "./turns.ts";

type Said = (facts: { subject: string; number: number }, options: { locale: Locale }) => string;

const saidToStaff: Partial<Record<TurnKind, Said>> = {
	confirm: m.turn_staff_confirm,
	release: m.turn_staff_release,
	"find-out": m.turn_staff_find_out,
	contest: m.turn_staff_contest,
	"own-share": m.turn_staff_own_share,
	"own-share-refund": m.turn_staff_own_share_refund,
	"own-share-refund-failed": m.turn_staff_own_share_refund,
	"own-share-owed": m.turn_staff_own_share_owed,
	"notice-confirm": m.turn_staff_notice_confirm,
	"recovery-proposal": m.turn_staff_recovery_proposal,
	"pay-back": m.turn_staff_pay_back,
	"provider-declined": m.turn_staff_provider_declined,
};

/** "người thứ hai của Hội Da Giày": another person than the colleague who began it is said to be another. */
function whoOf(turn: ShownTurn, locale: Locale): string {
	const who = whoActs(turn, locale);
	switch (turn.whose) {
		case "second-reviewer":
		case "second-finance":
		case "other-finance":
			return m.turn_staff_second({ who }, { locale });
		case "programme":
			return m.turn_staff_second_programme({}, { locale });
		default:
			return who;
	}
}

/** Who acts, and what they do: "xác nhận quyết định". */
function wordsOf(turn: ShownTurn, locale: Locale): { who: string; what: string } {
	const { kind, subject, number } = turn;
	return {
		who: whoOf(turn, locale),
		what: saidToStaff[kind]?.({ subject: subject ?? "", number: number ?? 1 }, { locale }) ?? whatAwaited(turn, locale),
	};
}

/** "Đến lượt Hội Da Giày: xét hồ sơ, chậm nhất thứ Hai, 30/11/2026", or how long that day is past. */
export function turnTitle(turn: ShownTurn, locale: Locale): string {
	const options = { locale };
	const title = m.turn_staff_next(wordsOf(turn, locale), options);
	if (turn.dueOn === null) return title;
	const date = formatDateWithWeekday(turn.dueOn, locale);
	const count = turn.overdueDays;
	return count > 0
		? m.turn_staff_next_over({ title, count, date }, options)
		: m.turn_staff_next_by({ title, date }, options);
}

/** "Chưa đến lượt bạn: đang chờ Hội Da Giày kiểm tra đề nghị lần 1, 45.000.000 đ"; empty once it is over. */
export function stanceTitle(turn: TurnSeen, locale: Locale): string {
	const options = { locale };
	const { who, what: whatAlone } = wordsOf(turn, locale);
	const { amountDong, subject, application } = turn;
	// What an application as a whole is about stands beside its title.
	const what =
		amountDong === null || subject === application ? whatAlone : `${whatAlone}, ${formatDong(amountDong, locale)}`;
	switch (turn.stance) {
		case "own":
			return m.turn_now({ what }, options);
		case "see-to":
			return m.turn_staff_see_to({ who, what }, options);
		case "later":
			return m.turn_staff_later({ who, what }, options);
		case "waiting":
			return m.turn_staff_waiting({ who, what }, options);
		case "read-only":
			return m.turn_staff_read_only({ who, what }, options);
		case "over":
			return "";
	}
}
