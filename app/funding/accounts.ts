import type { AccountName } from "#app/ledger/post-transfer.server.ts";

/*
 * Where the money of a programme stands. A đồng of the budget is in one place at a time:
 *
 *   appropriation → unallotted → available → reserved → committed → payable → paid → recovered
 *   (the budget)    (the city's)  (the association's)  (approved)  (agreed)   (claim verified)  (paid back)
 *
 * An advance goes from payable to advanced: paid, and not earned yet. Claims earn it, and it is paid; what comes back of
 * it is committed again. What is kept back of a claim is retained until the last one, and payable then.
 *
 * What lapses, is cancelled or is not claimed goes back to available. Beside it, per business, support item and year,
 * a counter of what holds or received money, capped by the law's ceiling: a reservation that would pass it is refused
 * by the database, whichever association or programme it comes from.
 */

/** What an application holds in its envelope, by how far it has come. */
export const holdingKinds = ["reserved", "committed", "payable", "advanced", "retained", "paid", "recovered"] as const;

export type HoldingKind = (typeof holdingKinds)[number];

/** The budget of a programme as granted: the only account of a programme that goes below zero. */
export function appropriationAccount(programmeId: string): AccountName {
	return { kind: "appropriation", book: programmeId, owner: "" };
}

/** The part of the budget that no association has. */
export function unallottedAccount(programmeId: string): AccountName {
	return { kind: "unallotted", book: programmeId, owner: "" };
}

/** What an association may still award from its envelope. */
export function availableAccount(envelopeId: string): AccountName {
	return { kind: "available", book: envelopeId, owner: "" };
}

/** What one application holds. */
export function holdingAccount(kind: HoldingKind, envelopeId: string, applicationId: string): AccountName {
	return { kind, book: envelopeId, owner: applicationId };
}

/** Whose ceiling, of what, and in which year. A branch shares the ceiling of its business: the code has no suffix. */
export type CeilingOwner = { taxCode: string; supportItemCode: string; year: number };

export function ceilingOwnerKey({ taxCode, supportItemCode, year }: CeilingOwner): string {
	return `${taxCode}:${supportItemCode}:${year}`;
}

/** What counts against a ceiling; its cap is the ceiling. */
export function ceilingUsedAccount(owner: CeilingOwner): AccountName {
	return { kind: "ceiling-used", book: "ceiling", owner: ceilingOwnerKey(owner) };
}

/** The other side of the counter, so that its entries sum to zero too; one an owner, so that nobody queues for it. */
export function ceilingContraAccount(owner: CeilingOwner): AccountName {
	return { kind: "ceiling-contra", book: "ceiling", owner: ceilingOwnerKey(owner) };
}
