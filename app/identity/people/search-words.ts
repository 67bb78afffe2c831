/**
 * Words as people type them: small letters without diacritics, with single spaces. The database's `without_marks` does the
 * same to what is searched.
 */
export function withoutMarks(text: string): string {
	return text
		.toLowerCase()
		.normalize("NFD")
		.replace(/[\u0300-\u036f]/g, "")
		.replaceAll("đ", "d")
		.replace(/\s+/g, " ");
}

/** The text in parts, those in which a word that was looked for is found marked. */
export function markedParts(text: string, search: string): { text: string; found: boolean }[] {
	const letters = [...text.normalize("NFC")];
	const plain = letters.map((letter) => withoutMarks(letter));
	const sought = withoutMarks(search.trim());
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
