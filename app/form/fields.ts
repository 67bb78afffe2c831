import { z } from "zod";
import { formatDong } from "#app/kernel/dong.ts";
import { typedAddress } from "#app/kernel/mail-address.ts";
import { readPhone } from "#app/kernel/phone.ts";
import { type PlainDate, parsePlainDate, parsePlainDateText } from "#app/kernel/plain-date.ts";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import { cleanLine, cleanText } from "#app/kernel/text.ts";
import { readTypedDong } from "#app/kernel/typed-dong.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/*
 * The parts that schemas of forms are made of. Each takes the text that a form sends and gives the typed value, with a
 * message that says how to mend it. Messages are functions, so that they are said in the locale of the moment; a form
 * with several like fields gives its own (`missing`, `wrong`), which name the field in the error summary too.
 */

type Message = () => string;

/** How long a text is and how long it may be. */
export function tooLong(max: number) {
	return ({ input }: { input?: unknown }) => m.house_field_too_long({ length: String(input).length, max });
}

function required(clean: (text: string) => string, max: number, missing: Message) {
	return z
		.string({ error: () => missing() })
		.overwrite(clean)
		.min(1, { error: () => missing() })
		.max(max, { error: tooLong(max) });
}

function optional(clean: (text: string) => string, max: number) {
	return z
		.string()
		.overwrite(clean)
		.max(max, { error: tooLong(max) })
		.default("");
}

/** A text of one line that must be there, of at most `max` characters. */
export function text(max = 200, missing: Message = m.house_field_required) {
	return required(cleanLine, max, missing);
}

/** What a mail program makes a link of, wherever the name is told of: an address to open or to write to. */
const ADDRESS = /:\/\/|www\.|@/i;

/**
 * The name of a business or a provider. It goes to others in mails of the city, whose word for it they take: so it is a name,
 * and no address to open.
 */
export function organisationName(max: number, missing: Message) {
	return text(max, missing).refine((name) => !ADDRESS.test(name), { error: () => m.house_field_name_address() });
}

/** A text of one line that may be left out; absent and empty are both "". */
export function optionalText(max = 200) {
	return optional(cleanLine, max);
}

/** A text of several lines that must be there: what a text area sends. */
export function longText(max: number, missing: Message = m.house_field_required) {
	return required(cleanText, max, missing);
}

/** A text of several lines that may be left out. */
export function optionalLongText(max: number) {
	return optional(cleanText, max);
}

/** One of the given words: radio buttons, a select. */
export function choice<const Words extends readonly [string, ...string[]]>(
	words: Words,
	missing: Message = m.house_field_choose,
) {
	return z.enum(words, { error: () => missing() });
}

/** A tick box: present or not. */
export function tick() {
	return z
		.literal("on")
		.optional()
		.transform((value) => value === "on");
}

/** A tick box that must be ticked; `message` says why. */
export function requiredTick(message: () => string) {
	return z.literal("on", { error: message }).transform(() => true as const);
}

/** Whole đồng, more than 0. */
export function dong(missing?: Message, wrong?: Message) {
	return dongOrZero(missing, wrong).refine((amount) => amount > 0n, { error: () => m.house_field_money_positive() });
}

/** Whole đồng, 0 or more. */
export function dongOrZero(missing?: Message, wrong: Message = m.house_field_money) {
	return text(MONEY_LETTERS, missing).transform((typed, context) => readDong(typed, context, wrong));
}

/** Whole đồng or null when left empty. */
export function optionalDong(wrong: Message = m.house_field_money) {
	return optionalText(MONEY_LETTERS).transform((typed, context) =>
		typed === "" ? null : readDong(typed, context, wrong),
	);
}

/** Room for "9 tỷ 500 triệu 200 nghìn đồng". */
export const MONEY_LETTERS = 60;

/** The amount that was typed, or the issue that says how to mend it. */
export function readDong(typed: string, context: z.RefinementCtx, wrong: Message): bigint {
	const read = readTypedDong(typed);
	if (read !== null && "amountDong" in read) return read.amountDong;
	context.addIssue({ code: "custom", message: dongFault(typed, wrong) });
	return z.NEVER;
}

/** What to do about an amount that cannot be read: which two it may be, which unit is missing, or that it is none. */
export function dongFault(typed: string, wrong: Message): string {
	const read = readTypedDong(typed);
	if (read === null || "amountDong" in read) return wrong();
	if (read.doubt === "unit") return m.house_field_money_unit({ number: read.number });
	const [smaller, larger] = [read.smallerDong, read.largerDong].map((each) => formatDong(each, getLocale()));
	return m.house_field_money_two_ways({ typed, smaller: smaller ?? "", larger: larger ?? "" });
}

/** Digits, or groups of three: "12.5" is no 125. */
const WHOLE_NUMBER = /^(?:\d{1,12}|[1-9]\d{0,2}(?:([., '’])\d{3})(?:\1\d{3}){0,3})$/;

/** A whole number from 0 to `max`. */
export function wholeNumber(max = 1_000_000, missing?: Message, wrong: Message = m.house_field_whole_number) {
	return text(30, missing).transform((value, context) => {
		const number = WHOLE_NUMBER.test(value) ? Number(value.replace(/\D/g, "")) : Number.NaN;
		if (number <= max) return number;
		context.addIssue({ code: "custom", message: wrong() });
		return z.NEVER;
	});
}

export function email() {
	return text(254, m.house_field_email_missing)
		.overwrite(typedAddress)
		.pipe(z.email({ error: () => m.house_field_email() }))
		.transform((value) => value.toLowerCase());
}

/** A Vietnamese telephone number in E.164, or null when left empty. */
export function optionalPhone() {
	return optionalText(30).transform((value, context) => {
		if (value === "") return null;
		const phone = readPhone(value);
		if (!phone.ok) {
			context.addIssue({ code: "custom", message: m.house_field_phone() });
			return z.NEVER;
		}
		return phone.e164;
	});
}

/** A tax code with its check digit: digits, branch suffix and kind. */
export function taxCode(missing?: Message) {
	return text(30, missing).transform((value, context) => {
		const read = readTaxCode(value);
		if (!read.ok) {
			const message = read.reason === "check-digit" ? m.house_field_tax_code_check() : m.house_field_tax_code();
			context.addIssue({ code: "custom", message });
			return z.NEVER;
		}
		return read.taxCode;
	});
}

/** A date in one box, `dd/mm/yyyy`, or null when left empty. */
export function optionalDateText(wrong: Message = m.house_field_date) {
	return optionalText(40).transform((value, context): PlainDate | null => {
		const date = value === "" ? null : parsePlainDateText(value);
		if (value !== "" && date === null) {
			context.addIssue({ code: "custom", message: wrong() });
			return z.NEVER;
		}
		return date;
	});
}

/** The two ends of a period that a list is narrowed to, each of which may be left open. */
export const periodFields = {
	from: optionalDateText(m.house_field_from_date),
	to: optionalDateText(m.house_field_to_date),
};

/**
 * A date in three boxes, `name.day`, `name.month`, `name.year`, as `YYYY-MM-DD`.
 *
 * @param missing asks for it where nothing is in the boxes.
 */
export function dateBoxes(wrong: Message = m.house_field_date, missing: Message = wrong) {
	const box = optionalText(20);
	return z.object({ day: box, month: box, year: box }).transform(({ day, month, year }, context) => {
		const date = parsePlainDate(day, month, year);
		if (date === null) {
			const isEmpty = `${day}${month}${year}` === "";
			context.addIssue({ code: "custom", message: isEmpty ? missing() : wrong() });
			return z.NEVER;
		}
		return date;
	});
}

/** A hidden id made by the loader: the idempotency key of the command. */
export function hiddenId() {
	return z.uuid({ error: () => m.house_field_unexpected() });
}
