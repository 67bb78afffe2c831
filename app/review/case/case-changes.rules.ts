/** What a business changed between two submissions of its application. */

type Provider = "Name" | "TaxCode" | "Representative" | "Address" | "Phone" | "Email";

/** What of a cost line is compared. */
type Line = { lineId: string; supportItemCode: string; description: string; listingName: string; priceDong: bigint } & {
	[part in Provider as `provider${part}`]: string;
};

type Document = { id: string; fileName: string };

/** A change, with the line or the document that it is about as it is now; what fell away as it was. */
export type CaseChange =
	| { kind: "line-added" | "line-removed" | "line-described"; line: Line }
	| { kind: "price"; line: Line; fromDong: bigint }
	| { kind: "provider"; line: Line; from: string }
	| { kind: "document-added" | "document-removed"; document: Document }
	| { kind: "business" }
	| { kind: "allowed"; fromDong: bigint; toDong: bigint };

/** What of a submission is compared. */
type Compared = {
	lines: readonly Line[];
	documents: readonly Document[];
	business: { assessment: unknown; association: unknown };
	allowedDong: bigint;
};

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
	({ lineId }: Line) =>
	(other: Line) =>
		other.lineId === lineId;

function lineChanges(before: Line | undefined, line: Line): CaseChange[] {
	if (!before) return [{ kind: "line-added", line }];
	const changes: CaseChange[] = [];
	if (before.priceDong !== line.priceDong) changes.push({ kind: "price", line, fromDong: before.priceDong });
	if (providerOf(before) !== providerOf(line)) changes.push({ kind: "provider", line, from: before.providerName });
	if (contentOf(before) !== contentOf(line)) changes.push({ kind: "line-described", line });
	return changes;
}

function providerOf(line: Line): string {
	const { providerName, providerTaxCode, providerRepresentative, providerAddress, providerPhone, providerEmail } = line;
	const facts = [providerName, providerTaxCode, providerRepresentative, providerAddress, providerPhone, providerEmail];
	return JSON.stringify(facts);
}

function contentOf({ supportItemCode, description, listingName }: Line): string {
	return JSON.stringify([supportItemCode, description, listingName]);
}

function without(those: readonly Document[], others: readonly Document[]): Document[] {
	return those.filter(({ id }) => others.every((other) => other.id !== id));
}

/** A new assessment, another association or the wording of a saved text alone is no change of what is judged. */
function said({ business: { assessment: _assessment, association: _association, ...facts } }: Compared): string {
	return JSON.stringify(facts, (_key, value) => (typeof value === "bigint" ? String(value) : value));
}
