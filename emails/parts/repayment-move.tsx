import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { Paragraph, YourMove } from "./paragraph.tsx";

type Props = {
	locale: Locale;
	/** What is to be paid back now, and by when; nothing where nobody is pressed. */
	next: { amountDong: bigint; dueOn: PlainDate } | undefined;
};

/** What a business has to pay back next, or that nothing is to be done. */
export function RepaymentMove({ locale, next }: Props) {
	if (!next) return <Paragraph>{m.emails_nothing_to_do({}, { locale })}</Paragraph>;
	const terms = { amount: formatDong(next.amountDong, locale), date: formatDate(next.dueOn, locale) };
	return <YourMove locale={locale} what={m.emails_recovery_pay_move(terms, { locale })} />;
}
