/** An element of XML: its name, and its text or the elements in it. */
export type Element = { name: string; attributes?: Record<string, string>; content: string | readonly Element[] };

const escapes = new Map([
	["&", "&amp;"],
	["<", "&lt;"],
	[">", "&gt;"],
	['"', "&quot;"],
	["'", "&apos;"],
]);

/** Text as it stands in XML, without the characters that XML 1.0 forbids (section 2.2). */
function escaped(text: string): string {
	return (
		text
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the forbidden ones.
			.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, "")
			.replace(/[&<>"']/g, (character) => escapes.get(character) ?? "")
	);
}

/** The document with this root, one element a line. */
export function xmlDocument(root: Element): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, "")}`;
}

function written({ name, attributes = {}, content }: Element, indent: string): string {
	const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	const start = `${indent}<${name}${given.join("")}>`;
	if (typeof content === "string") return `${start}${escaped(content)}</${name}>\n`;
	return `${start}\n${content.map((element) => written(element, `${indent}\t`)).join("")}${indent}</${name}>\n`;
}
