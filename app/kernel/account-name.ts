import { cleanLine, withoutMarks } from "./text.ts";

/**
 * A name as banks write it: upper case, without accents, single spaces: "CONG TY TNHH NOI THAT MOC LA SEN".
 * Also the form in which names are compared and searched.
 */
export function toAccountName(name: string): string {
	return withoutMarks(cleanLine(name)).toUpperCase();
}
