import { type Kysely, sql } from "kysely";
import { stillInBatch } from "#app/disbursement/batches.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { AnswerRow } from "../answer-row.ts";
import { isOwnReference } from "../iso/parts.ts";
import type { BatchMember, Findable, Known } from "./resolve.rules.ts";

/** The payments behind the names that lines use instead of our reference. For who pays or audits. */
export async function unsafeKnown(db: Kysely<Tables>, rows: readonly AnswerRow[]): Promise<Known> {
	const nameless = rows.filter(({ reference }) => !isOwnReference(reference));
	const keys = [...new Set(nameless.flatMap((row) => row.keys ?? []))];
	const claims = [...new Set(nameless.flatMap((row) => row.claims ?? []))];
	const batches = [...new Set(rows.flatMap(({ whole, batch }) => (whole && batch ? [batch] : [])))];
	return {
		byKey: keys.length > 0 ? await byKey(db, keys) : new Map(),
		byClaim: claims.length > 0 ? await byClaim(db, claims) : new Map(),
		byBatch: batches.length > 0 ? grouped(await unsafeMembersOf(db, batches), ({ batch }) => batch) : new Map(),
	};
}

function grouped<Row extends Findable>(rows: readonly Row[], by: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row]);
	return groups;
}

/** As earlier files named them whose lines were recorded. */
async function byKey(db: Kysely<Tables>, keys: readonly string[]): Promise<Map<string, Findable[]>> {
	const rows = await db
		.selectFrom("bankAnswerRow")
		.innerJoin("disbursement", "disbursement.id", "bankAnswerRow.disbursementId")
		.select(["disbursement.reference", "disbursement.amountDong", "keys"])
		.where("keys", "&&", sql<string[]>`${keys}::text[]`)
		.where("finding", "=", "agrees")
		.execute();
	const named = rows.flatMap(({ keys: own, ...payment }) => own.map((key) => ({ ...payment, key })));
	return grouped(named, ({ key }) => key);
}

async function byClaim(db: Kysely<Tables>, claims: readonly string[]): Promise<Map<string, Findable[]>> {
	const rows = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select(["disbursement.reference", "disbursement.amountDong", "claim.reference as claim"])
		.where("claim.reference", "in", claims)
		.execute();
	return grouped(rows, ({ claim }) => claim);
}

/** All payments that were in these batches, by the reference of each. */
export async function unsafeMembersOf(
	db: Kysely<Tables>,
	batches: readonly string[],
): Promise<(BatchMember & { batch: string; state: string; payeeName: string })[]> {
	const rows = await db
		.selectFrom("batchPayment")
		.innerJoin("paymentBatch", "paymentBatch.id", "batchPayment.batchId")
		.innerJoin("disbursement", "disbursement.id", "batchPayment.disbursementId")
		.select(["disbursement.reference", "disbursement.amountDong", "disbursement.state", "payeeName"])
		.select(["paymentBatch.reference as batch", "disbursement.batchId as currentBatch", "batchPayment.batchId"])
		.where("paymentBatch.reference", "in", batches)
		.where(stillInBatch)
		.orderBy("disbursement.reference")
		.execute();
	return rows.map(({ currentBatch, batchId, ...row }) => ({
		...row,
		isOut: currentBatch !== batchId || row.state === "failed",
	}));
}
