import { XMLParser, XMLValidator } from "fast-xml-parser";
import { ownValue } from "./own-value.ts";

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
	try {
		if (XMLValidator.validate(text) === true) return parser.parse(text) as XmlNode;
	} catch {
		// Nested too deeply, or a name that no standard has: told like any other broken file.
	}
	return "broken";
}

function isTooLarge(text: string, maxMarks: number): boolean {
	let marks = 0;
	let attributes = 0;
	let tagAt = 0;
	for (const { 0: mark, index } of text.matchAll(/[<=&]/g)) {
		marks += 1;
		if (mark === "=") attributes += 1;
		if (marks > maxMarks || attributes > MAX_ATTRIBUTES) return true;
		if (mark !== "<") continue;
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

/** The text of the first element that the path leads to; "" if there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string {
	const text = each(node, ...path)[0]?.["#text"];
	return typeof text === "string" ? text.trim() : "";
}
