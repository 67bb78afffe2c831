import { XMLParser, XMLValidator } from "fast-xml-parser";
import { ownValue } from "#app/kernel/own-value.ts";
import { cleanLine } from "#app/kernel/text.ts";

/** The elements in an element, by local name. Text stands under `#text`, attributes under `@` and their name. */
export type XmlNode = { [name: string]: XmlNode[] | string };

const parser = new XMLParser({
	removeNSPrefix: true,
	ignoreAttributes: false,
	attributeNamePrefix: "@",
	parseTagValue: false,
	parseAttributeValue: false,
	alwaysCreateTextNode: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	maxNestedTags: 40,
	isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
});

/** Why a text is not read: it has a DOCTYPE, holds more than is read in a moment, or is not well-formed XML. */
export type XmlFault = "doctype" | "too-large" | "broken";

/** The attributes of one element are compared with each other. */
const MAX_ATTRIBUTES = 20_000;

/** Different names of elements: an invoice, or a message of a bank, has some hundred. Each is a key of its own to look up. */
const MAX_NAMES = 1_000;

/** Characters from one tag to the next: what a signature or a picture in an invoice takes, and more than any bank writes. */
const MAX_PART_LENGTH = 200_000;

/**
 * Reads XML that strangers send. What could make it grow or reach elsewhere is refused unread: neither ISO 20022 nor the
 * e-invoice has a DOCTYPE, and without one there are no entities but the five of XML.
 *
 * @param limit.maxMarks tags, attributes and character references: reading takes time by their number, not by the bytes.
 */
export function readXml(text: string, { maxMarks }: { maxMarks: number }): XmlNode | XmlFault {
	if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return "doctype";
	if (isTooLarge(text, maxMarks)) return "too-large";
	// Programs leave an empty line before the declaration.
	const begun = text.trimStart();
	try {
		const plain = XMLValidator.validate(begun) === true ? withoutNumbers(begun) : null;
		if (plain !== null) return parser.parse(plain) as XmlNode;
	} catch {
		// Nested too deeply, or a name that no standard has: told like any other broken file.
	}
	return "broken";
}

const named = new Map([
	["&", "&amp;"],
	["<", "&lt;"],
	[">", "&gt;"],
	['"', "&quot;"],
	["'", "&apos;"],
]);

/** What holds no references, what is letters only, and everything that begins like a reference. */
const REFERENCES = /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|&([^&;<]{0,40};?)/g;

/**
 * The text with the numeric references of XML 1.0 (section 4.1) as the characters that they are, and with CDATA as text:
 * the parser leaves numbers as they stand, and takes the letters `&amp;` in CDATA for a reference. It reads the five names
 * once, `&amp;` last, so that `&amp;#244;` stays the letters `&#244;`.
 *
 * @returns null where something begins like a reference and is none: neither standard declares more than the five.
 */
function withoutNumbers(text: string): string | null {
	let isRight = true;
	const plain = text.replace(REFERENCES, (whole, letters?: string, reference?: string) => {
		if (letters !== undefined) return letters.replace(/[&<>"']/g, (letter) => named.get(letter) ?? letter);
		if (reference === undefined || /^(?:amp|lt|gt|quot|apos);$/.test(reference)) return whole;
		const character = characterOf(reference);
		isRight &&= character !== null;
		return character === null ? "" : (named.get(character) ?? character);
	});
	return isRight ? plain : null;
}

/** The character of "#244;" or "#xF4;"; null for what is no character of XML 1.0 (section 2.2). */
function characterOf(reference: string): string | null {
	const [, decimal, hexadecimal] = /^#(?:(\d{1,20})|x([\da-fA-F]{1,20}));$/.exec(reference) ?? [];
	const digits = decimal ?? hexadecimal;
	if (digits === undefined) return null;
	const code = Number.parseInt(digits, decimal === undefined ? 16 : 10);
	if (code > 0x10_ffff) return null;
	const character = String.fromCodePoint(code);
	return /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(character) ? character : null;
}

function isTooLarge(text: string, maxMarks: number): boolean {
	let marks = 0;
	let attributes = 0;
	let tagAt = 0;
	const names = new Set<string>();
	for (const { 0: mark, 1: name, index } of text.matchAll(/[=&]|<([^\s/<>=&!?]*)/g)) {
		marks += 1;
		if (mark === "=") attributes += 1;
		if (name) names.add(name);
		if (marks > maxMarks || attributes > MAX_ATTRIBUTES || names.size > MAX_NAMES) return true;
		if (name === undefined) continue;
		if (index - tagAt > MAX_PART_LENGTH) return true;
		tagAt = index;
	}
	return text.length - tagAt > MAX_PART_LENGTH;
}

/** All elements that this path of names leads to, in the order of the document. */
export function each(node: XmlNode | undefined, ...path: readonly string[]): XmlNode[] {
	let found = node ? [node] : [];
	for (const name of path) {
		found = found.flatMap((parent) => {
			const children = ownValue(parent, name);
			return Array.isArray(children) ? children : [];
		});
	}
	return found;
}

/** The text of the first element that the path leads to, cleaned; "" if there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string {
	const text = each(node, ...path)[0]?.["#text"];
	return typeof text === "string" ? cleanLine(text) : "";
}

/**
 * All elements in an element by their local names, however deep, in the order of the document; of one name not those inside
 * another. For who looks for many names: one pass over the document, instead of one for each.
 */
export function elementsByName(node: XmlNode): ReadonlyMap<string, readonly XmlNode[]> {
	const found = new Map<string, XmlNode[]>();
	const open = new Set<string>();
	const visit = (within: XmlNode) => {
		for (const [name, children] of Object.entries(within)) {
			if (typeof children === "string") continue;
			const isOuter = !open.has(name);
			if (isOuter) {
				const named = found.get(name) ?? [];
				found.set(name, named);
				for (const child of children) named.push(child);
				open.add(name);
			}
			for (const child of children) visit(child);
			if (isOuter) open.delete(name);
		}
	};
	visit(node);
	return found;
}

/** The elements of this local name, however deep, in the order of the document; not those inside one of them. */
export function childrenNamed(node: XmlNode, name: string): XmlNode[] {
	return Object.entries(node).flatMap(([own, children]) => {
		if (typeof children === "string") return [];
		return own === name ? children : children.flatMap((child) => childrenNamed(child, name));
	});
}
