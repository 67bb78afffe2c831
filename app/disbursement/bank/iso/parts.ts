/** Parts that the messages of ISO 20022 have in common, in all the forms that the standard leaves open. */

import { each, textAt, type XmlNode } from "#app/house/body/xml.ts";
import { type PlainDate, xmlDay } from "#app/kernel/plain-date.ts";

/** Whole đồng of an ActiveOrHistoricCurrencyAndAmount: xs:decimal with its currency; null where there is none. */
export function amountOf(node: XmlNode | undefined, currency = ""): bigint | null | "unclear" {
	if (!node) return null;
	const given = node["@Ccy"] ?? currency;
	const [, digits] = /^\+?0{0,20}(\d{1,15})(?:\.0*)?$/.exec(textAt(node)) ?? [];
	return given === "VND" && digits !== undefined ? BigInt(digits) : "unclear";
}

/** The first of these amounts that is in đồng, else the first that is there; each is a path. */
export function firstAmount(node: XmlNode, paths: readonly (readonly string[])[], currency?: string) {
	const found = paths.flatMap((path) => each(node, ...path));
	return amountOf(found.find((amount) => (amount["@Ccy"] ?? currency) === "VND") ?? found[0], currency);
}

/** Of a transaction: its own amount, then what moved, then what was instructed. */
export const transactionAmounts = [
	["Amt"],
	["AmtDtls", "TxAmt", "Amt"],
	["AmtDtls", "InstdAmt", "Amt"],
	["AmtDtls", "CntrValAmt", "Amt"],
] as const;

/** The first of these that names a day: a choice of `Dt` and `DtTm`, or the text itself in older versions. */
export function firstDay(node: XmlNode | undefined, ...paths: readonly (readonly string[])[]): PlainDate | null {
	for (const path of paths) {
		const text = textAt(node, ...path, "Dt") || textAt(node, ...path, "DtTm") || textAt(node, ...path);
		if (text !== "") return xmlDay(text);
	}
	return null;
}

/** An account as the bank writes it, in the forms of all versions; undefined where there is none. */
export function accountOf(node: XmlNode | undefined): string | undefined {
	for (const path of [
		["Id", "Othr", "Id"],
		["Id", "IBAN"],
		["Id", "PrtryAcct", "Id"],
		["Id", "BBAN"],
	]) {
		const text = textAt(node, ...path);
		if (text !== "") return text.slice(0, 40);
	}
	return undefined;
}

/** What banks hide a part of an account behind; a single X may be a letter of it. */
const HIDDEN = /[*#•●…]+|X{2,}/g;

/** Whether the bank means the account: some fill it up with zeros, write blanks or its currency, or hide a part of it. */
export function sameAccount(told: string, own: string): boolean {
	const plain = (text: string) =>
		text
			.toUpperCase()
			.replace(HIDDEN, "*")
			.replace(/[^\dA-Z*]/g, "")
			.replace(/VND$|^0+/g, "");
	const [one, other] = [plain(told), plain(own)];
	const shown = one.split("*");
	const [start = "", end = ""] = [shown[0], shown.at(-1)];
	return shown.length === 1 ? one === other : start + end !== "" && other.startsWith(start) && other.endsWith(end);
}

const kinds = { CT: 5, DN: 1, DC: 1 } as const;

/** References of ours in a text, also where a bank took out the hyphens or set blanks beside them; each once. */
function ownReferences(kind: keyof typeof kinds, text: string): string[] {
	const pattern = new RegExp(`(?<![A-Z0-9])${kind} ?([-./]?) ?(\\d{4}) ?\\1 ?(\\d{${kinds[kind]},9})(?!\\d)`, "gi");
	const plain = text.replace(/[_\u2212\p{Pd}]/gu, "-");
	return [...new Set([...plain.matchAll(pattern)].map(([, , year, number]) => `${kind}-${year}-${number}`))];
}

/** The one reference that a text is, but for hyphens and blanks; null for any other text. */
function wholeReference(kind: keyof typeof kinds, text: string): string | null {
	const letters = (of: string) => of.toUpperCase().replace(/[^A-Z\d]/g, "");
	const [found] = ownReferences(kind, text);
	return found && letters(found) === letters(text) ? found : null;
}

/** Whether a text is the reference of one of our payments, as we write it. */
export function isOwnReference(text: string): boolean {
	return /^CT-\d{4}-\d+$/.test(text);
}

/** What stands for "none" where the standard asks for a text. */
const NONE = /^(?:NOT[ _-]?PROVIDED|NO[NT]?[ _-]?REF(?:ERENCE)?|NONE|NULL|UNKNOWN|N[./]?A\.?|[-.0]+)$/i;

/** The text of an identifier; "" where the bank says that there is none. */
export function given(text: string): string {
	return NONE.test(text) ? "" : text;
}

/** How a payment is named: ids from the best to the least, and all words beside it, in which an id may stand as well. */
export type Named = { ids: readonly string[]; words: readonly string[] };

/** Our payment's reference, where exactly one is named; else the bank's first id, or "". */
export function paymentNamed({ ids, words }: Named): string {
	const [first = ""] = ids.filter((id) => given(id) !== "");
	for (const id of ids) {
		const own = wholeReference("CT", id);
		if (own) return own;
	}
	// A bank writes a code before an id, or a number behind it. A line that is broken may break a reference.
	const [inWords, ...others] = onlyFound((text) => ownReferences("CT", text), [...ids, ...words]);
	return inWords && others.length === 0 ? inWords : first;
}

function onlyFound(find: (text: string) => string[], words: readonly string[]): string[] {
	const found = find(words.join(" "));
	return found.length > 0 ? found : find(words.join(""));
}

/** The claims that words name. */
export function claimsNamed(words: readonly string[]): string[] {
	return onlyFound((text) => ownReferences("DN", text), words);
}

/** Our batch, where one of these ids is one. */
export function batchNamed(...ids: readonly string[]): string | null {
	for (const id of ids) {
		const own = wholeReference("DC", id);
		if (own) return own;
	}
	return null;
}

/** The bank's own names of a payment: "UETR 8a56…", as far as the node has them under these names. */
export function keysOf(node: XmlNode | undefined, names: Readonly<Record<string, string>>): string[] {
	return Object.entries(names).flatMap(([name, kind]) => {
		const text = given(textAt(node, name));
		return text === "" ? [] : [`${kind} ${text.slice(0, 100).toUpperCase()}`];
	});
}

/** All words that a remittance information has, unstructured and structured. */
export function remittanceWords(node: XmlNode | undefined): string[] {
	const paths = [
		["Ustrd"],
		["Strd", "CdtrRefInf", "Ref"],
		["Strd", "CdtrRefInf", "CdtrRef"],
		["Strd", "RfrdDocInf", "Nb"],
		["Strd", "RfrdDocInf", "RfrdDocNb"],
		["Strd", "RfrdDocInf", "LineDtls", "Id", "Nb"],
		["Strd", "AddtlRmtInf"],
	];
	return paths.flatMap((path) => each(node, ...path).map((found) => textAt(found))).filter((text) => text !== "");
}
