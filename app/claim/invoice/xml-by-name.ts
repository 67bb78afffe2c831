import type { XmlNode } from "#app/kernel/xml.ts";

/** The elements of this local name, however deep, in the order of the document; not those inside one of them. */
export function childrenNamed(node: XmlNode, name: string): XmlNode[] {
	return Object.entries(node).flatMap(([own, children]) => {
		if (typeof children === "string") return [];
		return own === name ? children : children.flatMap((child) => childrenNamed(child, name));
	});
}

/** The first of them. */
export function firstNamed(node: XmlNode, name: string): XmlNode | undefined {
	return childrenNamed(node, name)[0];
}

/** The text of the first element of this local name that has any; "" if none has. */
export function textNamed(node: XmlNode, name: string): string {
	for (const found of childrenNamed(node, name)) {
		const text = found["#text"];
		if (typeof text === "string" && text.trim() !== "") return text.trim();
	}
	return "";
}
