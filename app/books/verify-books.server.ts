import { type Kysely, sql, type Transaction } from "kysely";
import { checkInvariant, type Finding, type InvariantResult } from "#app/ledger/invariant.server.ts";
import { ledgerInvariants } from "#app/ledger/ledger-invariants.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { applicationInvariants } from "./application-invariants.server.ts";
import { claimInvariants } from "./claim-invariants.server.ts";
import { closingInvariants } from "./closing-invariants.server.ts";
import { correctionInvariants } from "./correction-invariants.server.ts";
import { envelopeInvariants } from "./envelope-invariants.server.ts";
import { ownShareInvariants } from "./own-share-invariants.server.ts";
import { privilegeInvariants } from "./privilege-invariants.server.ts";
import { recoveryInvariants } from "./recovery-invariants.server.ts";

const invariants = [
	...ledgerInvariants,
	...privilegeInvariants,
	...envelopeInvariants,
	...closingInvariants,
	...applicationInvariants,
	...claimInvariants,
	...ownShareInvariants,
	...correctionInvariants,
	...recoveryInvariants,
];

export type BooksInvariant = (typeof invariants)[number]["name"];
export type BooksResult = InvariantResult<BooksInvariant>;

/**
 * Checks everything that must hold of the money: the ledger by itself, and that it agrees with where applications, claims
 * and payments stand. All of it sees one moment of the database, so it can run while people work.
 */
export async function verifyBooks(db: Kysely<Tables>): Promise<BooksResult[]> {
	return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(verifyWithin);
}

/** The same in a transaction of the caller's. */
export async function verifyWithin(trx: Transaction<Tables>): Promise<BooksResult[]> {
	const results: BooksResult[] = [];
	for (const invariant of invariants) {
		const result = await checkInvariant<BooksInvariant>(trx, invariant);
		results.push({ ...result, findings: await withReferences(trx, result.findings) });
	}
	return results;
}

/** How many violations there are in all. */
export function countWrong(results: readonly Pick<BooksResult, "wrong">[]): number {
	return results.reduce((sum, { wrong }) => sum + wrong, 0);
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Accounts are named by ids: people know applications by their references and envelopes by whose they are. */
async function withReferences(db: Kysely<Tables>, findings: Finding[]): Promise<Finding[]> {
	const ids = [...new Set(findings.flatMap(({ subject }) => subject.match(UUID) ?? []))];
	if (ids.length === 0) return findings;
	const { rows } = await sql<{ id: string; name: string }>`
		select id::text, reference as name from application where id = any(${ids}::uuid[])
		union all select id::text, programme_id || ' / ' || association_id from envelope where id = any(${ids}::uuid[])
		union all select id::text, reference from claim where id = any(${ids}::uuid[])
		union all select id::text, reference from disbursement where id = any(${ids}::uuid[])
		union all select id::text, reference from correction where id = any(${ids}::uuid[])
		union all select id::text, reference from recovery where id = any(${ids}::uuid[])`.execute(db);
	const names = new Map(rows.map(({ id, name }) => [id, name]));
	return findings.map((finding) => ({
		...finding,
		subject: finding.subject.replace(UUID, (id) => names.get(id) ?? id),
	}));
}
