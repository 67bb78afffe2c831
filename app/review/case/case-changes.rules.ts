/** What a business changed between two submissions of its application. */

import type { SubmittedCase, SubmittedLine } from "#app/application/submission.server.ts";

type Document = SubmittedCase["documents"][number];

/** A change, with the line or the document that it is about as it is now; what fell away as it was. */
export type CaseChange =
	| { kind: "line-added" | "line-removed" | "line-described"; line: SubmittedLine }
	| { kind: "price"; line: SubmittedLine; fromDong: bigint }
	| { kind: "provider"; line: SubmittedLine; from: string }
	| { kind: "document-added" | "document-removed"; document: Document }
	| { kind: "business" }
	| { kind: "allowed"; fromDong: bigint; toDong: bigint };

type Compared = Pick<SubmittedCase, "lines" | "documents" | "business" | "allowedDong">;

/** In the order of the page: lines, documents, the business itself, and what all of it makes of the amount. */
export function changesBetween(before: Compared, now: Compared): CaseChange[] {
	const changes: CaseChange[] = [
		...now.lines.flatMap((line) => lineChanges(before.lines.find(sameLine(line)), line)),
		...before.lines
			.filter((line) => !now.lines.some(sameLine(line)))
			.map((line) => ({ kind: "line-removed" as const, line })),
		...without(now.documents, before.documents).map((document) => ({ kind: "document-added" as const, document })),
		...without(before.documents, now.documents).map((document) => ({ kind: "document-removed" as const, document })),
	];
	if (said(before) !== said(now)) changes.push({ kind: "business" });
	if (before.allowedDong !== now.allowedDong) {
		changes.push({ kind: "allowed", fromDong: before.allowedDong, toDong: now.allowedDong });
	}
	return changes;
}

const sameLine =
	({ lineId }: SubmittedLine) =>
	(other: SubmittedLine) =>
		other.lineId === lineId;

function lineChanges(before: SubmittedLine | undefined, line: SubmittedLine): CaseChange[] {
	if (!before) return [{ kind: "line-added", line }];
	const changes: CaseChange[] = [];
	if (before.priceDong !== line.priceDong) changes.push({ kind: "price", line, fromDong: before.priceDong });
	if (providerOf(before) !== providerOf(line)) changes.push({ kind: "provider", line, from: before.providerName });
	if (contentOf(before) !== contentOf(line)) changes.push({ kind: "line-described", line });
	return changes;
}

function providerOf(line: SubmittedLine): string {
	const { providerName, providerTaxCode, providerRepresentative, providerAddress, providerPhone, providerEmail } = line;
	const facts = [providerName, providerTaxCode, providerRepresentative, providerAddress, providerPhone, providerEmail];
	return JSON.stringify(facts);
}

function contentOf({ supportItemCode, description, listingName }: SubmittedLine): string {
	return JSON.stringify([supportItemCode, description, listingName]);
}

function without(those: readonly Document[], others: readonly Document[]): Document[] {
	return those.filter(({ id }) => others.every((other) => other.id !== id));
}

/** A new assessment, another association or the wording of a saved text alone is no change of what is judged. */
function said({ business: { assessment: _assessment, association: _association, ...facts } }: Compared): string {
	return JSON.stringify(facts, (_key, value) => (typeof value === "bigint" ? String(value) : value));
}
