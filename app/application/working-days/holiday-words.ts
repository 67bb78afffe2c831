import type { Locale } from "#app/kernel/locale.ts";
import { formatDateWithWeekday, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { HolidayChangeKind } from "./working-days.rules.ts";

const kinds = { off: m.holiday_kind_off, worked: m.holiday_kind_worked, ordinary: m.holiday_kind_ordinary };

const hints = {
	off: m.holiday_kind_off_hint,
	worked: m.holiday_kind_worked_hint,
	ordinary: m.holiday_kind_ordinary_hint,
};

/** "Ngày nghỉ", "Day off". */
export function holidayKindName(kind: HolidayChangeKind, locale: Locale): string {
	return kinds[kind]({}, { locale });
}

/** What a kind is about. */
export function holidayKindHint(kind: HolidayChangeKind, locale: Locale): string {
	return hints[kind]({}, { locale });
}

/** One day, or from one to another, with their weekdays. */
export function daysInWords({ fromOn, toOn }: { fromOn: PlainDate; toOn: PlainDate }, locale: Locale): string {
	const from = formatDateWithWeekday(fromOn, locale);
	return fromOn === toOn ? from : m.holiday_range({ from, to: formatDateWithWeekday(toOn, locale) }, { locale });
}
