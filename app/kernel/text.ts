/**
 * The one cleaning of texts that come from outside: form fields, addresses, file names, cells of tables and XML. What
 * looks the same becomes the same, and what cannot be seen goes, so that comparing, searching and counting letters work
 * on what the person saw. docs/decisions/030-one-cleaning-of-texts.md says what is mapped and what is left alone.
 *
 * The time grows with the text and no faster, and cleaning twice changes nothing more.
 */

/** A text of one line: no line ends, no tabs, single spaces. */
export function cleanLine(text: string): string {
	return cleanLetters(text)
		.replace(/[\n ]+/g, " ")
		.trim();
}

/** A text of several lines: each is cleaned, their ends are "\n", and no more than one empty line stands between two. */
export function cleanText(text: string): string {
	return cleanLetters(text)
		.split("\n")
		.map((line) => line.replace(/ +/g, " ").trim())
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}

/**
 * The bare letters and figures of a code, as it is compared: people put spaces, dots and dashes into it or leave them out.
 * A code has Latin letters only, so that what looks like one is one.
 */
export function bareCode(text: string): string {
	return asLatin(cleanLine(text)).replace(/[\s.\u2212\p{Pd}]/gu, "");
}

/** A clean text without the diacritics of Vietnamese: "Đặng Thị Lá" is "Dang Thi La", as banks and searches have it. */
export function withoutMarks(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{Mark}/gu, "")
		.replaceAll("đ", "d")
		.replaceAll("Đ", "D");
}

const PLAIN = /^[\n\x20-\x7e]*$/;

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACES = /[\t\u2800\p{Zs}]/gu;
const INVISIBLE =
	/(?!\n)[\ufffc\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Private_Use}\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** More marks than any language puts on a letter: the time in which the engine orders them grows by their square. */
const HEAPED_MARKS = /(\p{Mark}{4})\p{Mark}+/gu;

/** Full-width forms, the ligatures of PDFs, the "bold" letters of social networks: all of them are other characters. */
const STYLED = /[\uff01-\uff5e\ufb00-\ufb06\u{1d400}-\u{1d7ff}]/gu;

/** Cleans letter by letter, of decomposed text: all but the white space at the ends of lines. */
function cleanLetters(text: string): string {
	if (PLAIN.test(text)) return text;
	const decomposed = text
		.replace(LINE_ENDS, "\n")
		.replace(SPACES, " ")
		.replace(INVISIBLE, "")
		.replace(HEAPED_MARKS, "$1")
		.replace(STYLED, (letter) => letter.normalize("NFKC"))
		.normalize("NFD");
	const oneAlphabet = decomposed.replace(WORD, (word) => (MIXED.test(word) ? asLatin(word) : word));
	return withVietnameseLetters(oneAlphabet)
		.replace(DIGIT, (digit) => DIGITS.get(digit) ?? digit)
		.normalize("NFC");
}

/** A tone that was typed before the hat or the breve of its letter: canonical order keeps these two as they come. */
const TONE_FIRST = /([aeo]\u0323?)([\u0300\u0301\u0303\u0309])([\u0302\u0306\u030c])/gi;

/** The letters of other languages that are told from those of Vietnamese by their code alone. */
function withVietnameseLetters(decomposed: string): string {
	return (
		decomposed
			.replace(TONE_FIRST, "$1$3$2")
			// Icelandic and African; a d with a stroke laid over it.
			.replace(/[\u00d0\u0189]|D[\u0335\u0336]/g, "Đ")
			.replace(/[\u00f0\u0256]|d[\u0335\u0336]/g, "đ")
			// The caron of pinyin for the breve; an i that lost its dot to a tone.
			.replace(/([aA]\u0323?)\u030c/g, "$1\u0306")
			// The letter gha, which fonts of old documents draw as the u with a horn.
			.replace(/\u01a2/g, "U\u031b")
			.replace(/\u01a3/g, "u\u031b")
			.replace(/\u0131(?=[\u0300\u0301\u0303\u0309\u0323])/g, "i")
	);
}

/** Cyrillic and Greek letters, each above the Latin one that it looks like. */
const LOOK_ALIKES = [
	["АВЕКМНОРСТУХІЈЅԚԜӀ", "ABEKMHOPCTYXIJSQWI"],
	["аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"],
	["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
	["αικνορυ", "aikvopu"],
] as const;
const LATIN = new Map(
	LOOK_ALIKES.flatMap(([others, latin]) => [...others].map((other, at) => [other, latin[at] ?? other] as const)),
);
const OTHERS = [...LATIN.keys()].join("");
const OTHER = new RegExp(`[${OTHERS}]`, "g");
const WORD = /[\p{L}\p{Mark}]+/gu;

/** A word with Latin letters in which each other letter looks like one: "Соng", but neither "Москва" nor "kΩ". */
const MIXED = new RegExp(`^(?=.*\\p{Script=Latin})(?=.*[${OTHERS}])[${OTHERS}\\p{Script=Latin}\\p{Mark}]+$`, "u");

function asLatin(word: string): string {
	return word.replace(OTHER, (letter) => LATIN.get(letter) ?? letter);
}

/** The zeros of Arabic, Persian, Devanagari, Bengali, Tamil, Thai, Lao, Burmese and Khmer; nine digits follow each. */
const ZEROS = "\u0660\u06f0\u0966\u09e6\u0be6\u0e50\u0ed0\u1040\u17e0";
const DIGITS = new Map(
	[...ZEROS].flatMap((zero) =>
		Array.from({ length: 10 }, (_, digit) => [String.fromCharCode(zero.charCodeAt(0) + digit), String(digit)] as const),
	),
);
const DIGIT = new RegExp(`[${[...DIGITS.keys()].join("")}]`, "g");
