import type { XmlNode } from "#app/house/body/xml.ts";
import { cleanLine } from "#app/kernel/text.ts";

/** Elements by their local names, however deep (`elementsByName`). */
export type Named = ReadonlyMap<string, readonly XmlNode[]>;

/** The elements of this local name. */
export function allNamed(elements: Named, name: string): readonly XmlNode[] {
	return elements.get(name) ?? [];
}

/** The first element of this local name. */
export function firstNamed(elements: Named, name: string): XmlNode | undefined {
	return allNamed(elements, name)[0];
}

/** The text of the first element of this local name that has any; "" if none has. */
export function textNamed(elements: Named, name: string): string {
	for (const found of allNamed(elements, name)) {
		const text = found["#text"];
		const clean = typeof text === "string" ? cleanLine(text) : "";
		if (clean !== "") return clean;
	}
	return "";
}
