/** What is known of a document in the vault before it is used. */

import { withoutMarks } from "#app/kernel/text.ts";
import type { DocumentKind } from "../draft/draft.rules.ts";

/** What people and accounting programs call files of a kind. */
const names: readonly [DocumentKind, RegExp][] = [
	["quotation", /\b(?:(?:bao|chao) ?gia|quotations?|quotes?)\b/],
	["financial-report", /\b(?:bctc|bao ?cao ?tai ?chinh|financial ?(?:reports?|statements?))\b/],
];

/** The kind that the name of a file tells of; what its name says nothing of is another document. */
export function kindByName(fileName: string): DocumentKind {
	const words = withoutMarks(fileName)
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, " ")
		.replace(/\d/g, " ");
	return names.find(([, name]) => name.test(words))?.[0] ?? "other";
}

/** In the place of a kind, in the names of the vault's file fields: what a file is, is said once it is there. */
export const VAULT_PLACE = "unsorted";
