import { type Kysely, sql, type Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { NearMatchWhy } from "#app/invoice/near-match.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

type Found = { invoice: string; otherClaimId: string; otherInvoice: string; why: NearMatchWhy };

type ClaimOf = { id: string; reference: string };

/** Those of the claim's invoices that are nearly another claim's, at this moment; the database says which. */
async function findNearMatches(db: Kysely<Tables>, claimId: string): Promise<Found[]> {
	const { rows } = await sql<Found>`
		select invoice, other_claim_id, other_invoice, why from invoice_near_matches(${claimId})`.execute(db);
	return rows;
}

/**
 * Looks for invoices of other claims that are nearly those of this one and keeps what is new for its reviewer. The other
 * claim's reviewer is told too, as long as that claim waits for an answer.
 */
export async function recordNearMatches(trx: Transaction<Tables>, ctx: CommandContext, claim: ClaimOf): Promise<void> {
	const found = await findNearMatches(trx, claim.id);
	if (found.length === 0) return;
	const kept = [await keep(trx, ctx, claim, found)];
	const waiting = await trx
		.selectFrom("claim")
		.select(["id", "reference"])
		.where("id", "in", [...new Set(found.map(({ otherClaimId }) => otherClaimId))])
		.where("state", "=", "submitted")
		.orderBy("id")
		.execute();
	for (const other of waiting) {
		const theirs = found
			.filter(({ otherClaimId }) => otherClaimId === other.id)
			.map(({ invoice, otherInvoice, why }) => ({
				invoice: otherInvoice,
				otherClaimId: claim.id,
				otherInvoice: invoice,
				why,
			}));
		kept.push(await keep(trx, ctx, other, theirs));
	}
	for (const each of kept) await tellKept(trx, ctx, each);
}

type Kept = { claim: ClaimOf; invoices: string[] };

/** Keeps what is new; it is told once all is kept, since the log is held from then on. */
async function keep(trx: Transaction<Tables>, ctx: CommandContext, claim: ClaimOf, found: Found[]): Promise<Kept> {
	if (found.length === 0) return { claim, invoices: [] };
	const kept = await trx
		.insertInto("invoiceNearMatch")
		.values(found.map((match) => ({ ...match, claimId: claim.id, foundAt: ctx.now })))
		.onConflict((conflict) => conflict.constraint("invoice_near_match_once").doNothing())
		.returning("invoice")
		.execute();
	return { claim, invoices: [...new Set(kept.map(({ invoice }) => invoice))] };
}

async function tellKept(trx: Transaction<Tables>, ctx: CommandContext, { claim, invoices }: Kept): Promise<void> {
	if (invoices.length === 0) return;
	await appendAudit(trx, ctx, {
		action: "claim.near-match-found",
		subject: { kind: "claim", id: claim.id, label: claim.reference },
		facts: { invoices },
	});
}

/** How many near matches of the claim nobody has judged yet, as the database will count them when it is verified. */
async function countUnjudged(db: Kysely<Tables>, claimId: string): Promise<number> {
	const { rows } = await sql<{ count: string | bigint }>`
		select count(*) as count from invoice_near_matches(${claimId}) as found where not exists (
			select from invoice_near_match judged where judged.claim_id = ${claimId} and judged.judgement = 'different'
			and row(judged.invoice, judged.other_claim_id, judged.other_invoice) = row(found.invoice, found.other_claim_id, found.other_invoice)
		)`.execute(db);
	return Number(rows[0]?.count ?? 0);
}

/**
 * Before a claim is verified: everything that is nearly another claim's invoice was judged. Looked for anew, since of two
 * claims that were submitted at the same moment neither saw the other.
 *
 * @throws Refusal `claim_refusal_near_match` while one was not.
 */
export async function assertNearMatchesJudged(trx: Transaction<Tables>, claimId: string): Promise<void> {
	if ((await countUnjudged(trx, claimId)) > 0) throw new Refusal("claim_refusal_near_match", {}, { field: "answer" });
}

/**
 * Runs an answer to a claim. If near matches keep it from being verified, they are there for the reviewer to judge
 * afterwards, although the answer itself was rolled back.
 */
export async function keepingNearMatches(
	ctx: CommandContext,
	reference: string,
	answer: () => Promise<void>,
): Promise<void> {
	try {
		await answer();
	} catch (error) {
		if (isNearMatch(error)) {
			await inTransaction(ctx.db, async (trx) => {
				const claim = await trx
					.selectFrom("claim")
					.select(["id", "reference"])
					.where("reference", "=", reference)
					.forUpdate()
					.executeTakeFirstOrThrow();
				await tellKept(trx, ctx, await keep(trx, ctx, claim, await findNearMatches(trx, claim.id)));
			});
		}
		throw error;
	}
}

/** By the command, or by the trigger where one came up in between. */
function isNearMatch(error: unknown): boolean {
	if (error instanceof Refusal) return error.code === "claim_refusal_near_match";
	return (error as { constraint?: unknown } | null)?.constraint === "claim_near_match_judged";
}
