import { XMLParser, XMLValidator } from "fast-xml-parser";

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

/** Why a text is not read: it has a DOCTYPE, or is not well-formed XML. */
export type XmlFault = "doctype" | "broken";

/**
 * Reads XML that strangers send. What could make it grow or reach elsewhere is refused unread: neither ISO 20022 nor the
 * e-invoice has a DOCTYPE, and without one there are no entities but the five of XML.
 */
export function readXml(text: string): XmlNode | XmlFault {
	if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return "doctype";
	try {
		if (XMLValidator.validate(text) === true) return parser.parse(text) as XmlNode;
	} catch {
		// Nested too deeply, or a name that no standard has: told like any other broken file.
	}
	return "broken";
}

/** All elements that this path of names leads to, in the order of the document. */
export function each(node: XmlNode | undefined, ...path: readonly string[]): XmlNode[] {
	let found = node ? [node] : [];
	for (const name of path) {
		found = found.flatMap((parent) => {
			const children = Object.hasOwn(parent, name) ? parent[name] : undefined;
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
