import { childrenNamed, type XmlNode } from "#app/house/body/xml.ts";
import { cleanLine } from "#app/kernel/text.ts";

/** The first element of this local name, however deep. */
export function firstNamed(node: XmlNode, name: string): XmlNode | undefined {
	return childrenNamed(node, name)[0];
}

/** The text of the first element of this local name that has any; "" if none has. */
export function textNamed(node: XmlNode, name: string): string {
	for (const found of childrenNamed(node, name)) {
		const text = found["#text"];
		const clean = typeof text === "string" ? cleanLine(text) : "";
		if (clean !== "") return clean;
	}
	return "";
}
