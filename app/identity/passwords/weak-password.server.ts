import { dictionary } from "@zxcvbn-ts/language-common";
import { ownValue } from "#app/kernel/own-value.ts";

/** Words of this service and its place, which are the first that somebody tries here. */
const PRODUCT_WORDS =
	"donbay demo huba congty tnhh hochiminh saigon vietnam vietnamese doanhnghiep hotro chuyendoiso thanhpho hiephoi matkhau password admin".split(
		" ",
	);

const ROWS = [
	"abcdefghijklmnopqrstuvwxyz",
	"01234567890",
	"qwertyuiop",
	"asdfghjkl",
	"zxcvbnm",
	"1qaz2wsx3edc4rfv5tgb",
];
const LINES = ROWS.flatMap((row) => [row, [...row].reverse().join("")]);

/** Less than this left beside what can be guessed is guessed too. */
const LEAST_LEFT = 6;

/** Small letters without marks, and figures: "Đòn Bẩy-2026" is "donbay2026". */
function plain(text: string): string {
	const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
	return letters.replace(/[^\p{L}\p{N}]/gu, "");
}

const LEET: Record<string, string> = {
	"0": "o",
	"1": "i",
	"3": "e",
	"4": "a",
	"5": "s",
	"7": "t",
	"@": "a",
	$: "s",
	"!": "i",
};

/** "P@ssw0rd" is "password". */
function unleeted(text: string): string {
	return plain(text.replace(/[013457@$!]/g, (sign) => ownValue(LEET, sign) ?? sign));
}

let listed: Set<string> | undefined;

/** Passwords that many people have had, from breaches that were made public: some 49,000. */
function isListed(word: string): boolean {
	listed ??= new Set(dictionary["passwords-common"]);
	return listed.has(word);
}

/** Without the letters and figures that follow each other on a keyboard or in the alphabet, four or more. */
function withoutSequences(text: string): string {
	let left = "";
	for (let at = 0; at < text.length; ) {
		let length = 1;
		while (LINES.some((line) => line.includes(text.slice(at, at + length + 1))) && at + length < text.length) length++;
		if (length < 4) left += text.slice(at, at + length);
		at += length;
	}
	return left;
}

function withoutWords(text: string, words: readonly string[]): string {
	const longFirst = [...words].sort((a, b) => b.length - a.length);
	return longFirst.reduce((left, word) => left.replaceAll(word, ""), text);
}

/** What is one part over and over is found within itself written twice before its second copy begins. */
function isRepeat(text: string): boolean {
	return text !== "" && `${text}${text}`.indexOf(text, 1) < text.length;
}

/** What somebody who knows the person tries: name and address of mail, whole and in parts. */
function wordsAbout(about: readonly string[]): string[] {
	return about
		.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}\p{M}]+/u)])
		.map(plain)
		.filter((word) => word.length >= 3);
}

/**
 * Whether a password is among the first that are tried: known from breaches, a repeat or a sequence, or made of the
 * person's own name, address or the words of this service with little else (NIST SP 800-63B 3.1.1.2). Nothing else is
 * asked of a password but its length.
 *
 * @param about the person's name and address of mail.
 */
export function isWeakPassword(password: string, about: readonly string[]): boolean {
	const typed = password.normalize("NFKC").toLowerCase();
	const bare = plain(typed);
	const word = typed.replace(/^\P{L}+|(?<!\P{L})\P{L}+$/gu, "");
	const heard = [typed, bare, plain(word), unleeted(word), unleeted(typed.replace(/(?<![\d\W])[\d\W]+$/u, ""))];
	if (heard.some((each) => each.length > 3 && isListed(each))) return true;
	if ([typed, word].some((each) => isRepeat(each)) || new Set(typed).size < 4) return true;
	// A telephone number, a day: figures alone are few.
	if (/^\d{0,14}$/.test(bare)) return true;
	const left = withoutSequences(withoutWords(bare, [...wordsAbout(about), ...PRODUCT_WORDS]));
	return left.replace(/(?:19|20)\d\d/g, "").length < LEAST_LEFT;
}
