import { thaw } from "#app/application/frozen-json.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

export type InTwoLanguages = { vi: string; en: string };

/** What an application's certificate may certify. The table also knows "assessment", which no command issues yet. */
export type CertificateKind = "completion" | "funding-decision";

/**
 * What a certificate says, frozen with it: the paper and the page that verifies it can never differ. Names are kept in
 * both languages, since whoever checks may read the other one.
 */
export type CertificateFacts = {
	business: { name: string; taxCode: string };
	/** The association that decided, and the body above it. */
	issuer: { name: InTwoLanguages; parent: InTwoLanguages | null };
	programme: InTwoLanguages;
	reference: string;
	items: InTwoLanguages[];
	/** What was approved, or for a completion what was paid. */
	amountDong: bigint;
	decidedOn: PlainDate;
	/** Of the assessment with which the business applied; null where the programme asks for none. */
	before: LevelReached | null;
	/** Of the first assessment after the work; null before there is one. */
	after: LevelReached | null;
};

export type LevelReached = { level: number; name: InTwoLanguages };

/** The facts as the database keeps them. */
export function readFacts(json: unknown): CertificateFacts {
	return thaw<CertificateFacts>(json);
}

export type CertificateState = "valid" | "withdrawn" | "replaced";

/** Whether it counts; a replaced one was right when it was issued. */
export function certificateState(row: { withdrawnAt: Date | null; replacedBy: string | null }): CertificateState {
	if (row.withdrawnAt) return "withdrawn";
	return row.replacedBy ? "replaced" : "valid";
}
