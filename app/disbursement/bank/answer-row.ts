import { parseDong } from "#app/kernel/dong.ts";
import { isPlainDate, type PlainDate, parsePlainDateText, plainDateAt } from "#app/kernel/plain-date.ts";
import { cleanLine } from "#app/kernel/text.ts";
import type { BankAnswer } from "../disbursement.states.ts";

/** One line of what the bank sent, as it was read. */
export type AnswerRow = {
	/** The end-to-end id, which is our payment's reference; "" where the bank names none. */
	reference: string;
	/** `waiting`: the bank is still at it. `unclear`: it cannot be told what the bank means. */
	answer: BankAnswer | "waiting" | "unclear";
	/** Null where the bank does not repeat it. */
	amountDong: bigint | null;
	on: PlainDate | null;
	/** The bank's own words; "" if it has none. */
	said: string;
	/** The message that it answers, which is our batch's reference; null where it does not say. */
	batch: string | null;
};

const SAID_LENGTH = 500;
const WHOLE = /^(\d{1,15})(?:\.0+)?$/;

/** An amount as a machine or a person writes it, "50000000.00" or "50.000.000"; null if it is none of whole đồng. */
export function readAmount(text: string): bigint | null {
	const [, digits] = WHOLE.exec(text.trim()) ?? [];
	return digits === undefined ? parseDong(text) : BigInt(digits);
}

/** The day in Ho Chi Minh City of "2026-09-08", "2026-09-08T10:00:00+07:00" or "08/09/2026 10:00"; null if it is none. */
export function readDay(text: string): PlainDate | null {
	const given = text.trim();
	if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(given)) {
		const instant = new Date(given);
		return Number.isNaN(instant.getTime()) ? null : plainDateAt(instant);
	}
	const day = given.split(/[T ]/)[0] ?? "";
	return isPlainDate(day) ? day : parsePlainDateText(day);
}

/** The bank's words on one line, of a length that is kept. */
export function saidBy(...parts: readonly (string | undefined)[]): string {
	return cleanLine(parts.filter((part) => part).join(": ")).slice(0, SAID_LENGTH);
}
