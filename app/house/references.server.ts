import { sql, type Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";

export type ReferenceKind = "HS" | "DN" | "CT" | "DC" | "TH" | "NS" | "KS" | "BT" | "LN";

const width: Record<ReferenceKind, number> = { HS: 6, DN: 6, CT: 5, DC: 3, TH: 4, NS: 4, KS: 3, BT: 4, LN: 3 };

/**
 * The next number in order within a year, e.g. `HS-2026-004218` (application), `DN-` (claim), `CT-` (payment),
 * `DC-` (payment batch), `TH-` (recovery), `NS-` (change of a budget), `KS-` (closing of a year),
 * `BT-` (correction of the books), `LN-` (change of the working days). Taken in the caller's transaction, so the order has no gaps.
 */
export async function nextReference(trx: Transaction<Tables>, kind: ReferenceKind, year: number): Promise<string> {
	const last = await nextNumber(trx, kind, year);
	return `${kind}-${year}-${String(last).padStart(width[kind], "0")}`;
}

/** The next number of a register that begins anew each year; taken and given back with the caller's transaction. */
export async function nextNumber(trx: Transaction<Tables>, register: string, year: number): Promise<number> {
	const { rows } = await sql<{ last: number }>`
		insert into reference_counter (kind, year, last) values (${register}, ${year}, 1)
		on conflict (kind, year) do update set last = reference_counter.last + 1
		returning last`.execute(trx);
	return rows[0]?.last ?? 0;
}
