import { cleanLine, withoutMarks } from "#app/kernel/text.ts";

/** Clean words as they are compared: small letters without diacritics. The database's `without_marks` does the same. */
export function searchWords(text: string): string {
	return withoutMarks(text).toLowerCase();
}

/** The text in parts, those in which a word that was looked for is found marked. */
export function markedParts(text: string, search: string): { text: string; found: boolean }[] {
	const letters = [...text.normalize("NFC")];
	const plain = letters.map((letter) => searchWords(letter));
	const sought = searchWords(cleanLine(search));
	const haystack = plain.join("");
	const at = sought === "" ? -1 : haystack.indexOf(sought);
	if (at < 0) return [{ text, found: false }];
	// A letter may become none or several: where the match begins and ends is counted in letters of the text.
	const letterAt = (position: number) => {
		let passed = 0;
		return plain.findIndex((letter) => {
			passed += letter.length;
			return passed > position;
		});
	};
	const [from, to] = [letterAt(at), letterAt(at + sought.length - 1) + 1];
	return [
		{ text: letters.slice(0, from).join(""), found: false },
		{ text: letters.slice(from, to).join(""), found: true },
		{ text: letters.slice(to).join(""), found: false },
	].filter((part) => part.text !== "");
}
