import { randomInt } from "node:crypto";
import { bareCode } from "#app/kernel/text.ts";

/** Without the letters and figures that are taken for each other on paper. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const CODES = 10;
const LENGTH = 10;

/** Ten codes such as "k7m2p-x4q9w", of 49 bits each: for whoever has lost the phone. */
export function makeBackupCodes(): string[] {
	return Array.from({ length: CODES }, () => {
		const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
		return `${letters.slice(0, 5)}-${letters.slice(5)}`;
	});
}

/** Codes of before have capitals, which are then part of them. */
function isSame(kept: string, typed: string): boolean {
	return kept === typed || (kept === kept.toLowerCase() && kept === typed.toLowerCase());
}

/** The codes that are left once this one is used; null where it is none of them. */
export function withoutCode(codes: readonly string[], typed: string): string[] | null {
	const used = codes.findIndex((code) => isSame(bareCode(code), bareCode(typed)));
	return used === -1 ? null : codes.filter((_code, place) => place !== used);
}
