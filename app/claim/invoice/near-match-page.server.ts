import { type Kysely, sql } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Invoice } from "#app/invoice/invoice.rules.ts";
import { type NearMatchWhy, readPrint } from "#app/invoice/near-match.rules.ts";
import { tiesToCases } from "#app/review/desk/case-ties.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimCase } from "../claim-case.server.ts";
import { visibleClaims } from "../visible-claims.server.ts";

/** An invoice of the claim that is nearly one of another claim. */
export type NearMatch = {
	id: string;
	why: NearMatchWhy;
	/** This claim's. */
	invoice: Invoice | null;
	/**
	 * The other one, where its claim is the same association's and the reviewer may read it; without the invoice where
	 * they have not declared. Another association's, or one they are tied to, is only "elsewhere".
	 */
	other: { invoice: Invoice | null; claim: string } | null;
	judged: { at: Date; byName: string; reason: string } | null;
};

/**
 * The near matches of a claim that its reviewer has to know: those that hold for its invoices as they are now. Of a claim
 * of another association neither the business nor the invoice is told.
 */
export async function nearMatchesOf(
	db: Kysely<Tables>,
	actor: Actor,
	{ id, application }: Pick<ClaimCase, "id" | "application">,
): Promise<NearMatch[]> {
	const rows = await db
		.selectFrom("invoiceNearMatch")
		.selectAll()
		.where("claimId", "=", id)
		.where(
			sql<boolean>`(invoice, other_claim_id, other_invoice) in
				(select found.invoice, found.other_claim_id, found.other_invoice from invoice_near_matches(${id}) as found)`,
		)
		.orderBy("foundAt")
		.orderBy("id")
		.execute();
	const others = await ownReferences(db, actor, application.associationId, rows);
	return rows.map((row) => {
		const claim = others.get(row.otherClaimId);
		return {
			id: row.id,
			why: row.why as NearMatchWhy,
			invoice: readPrint(row.invoice),
			other: claim ? { invoice: claim.isOpen ? readPrint(row.otherInvoice) : null, claim: claim.reference } : null,
			judged:
				row.judgedAt && row.judgedByName && row.reason
					? { at: row.judgedAt, byName: row.judgedByName, reason: row.reason }
					: null,
		};
	});
}

/** The other claims that are of the same association and that the person may see, unless they are tied to them. */
async function ownReferences(
	db: Kysely<Tables>,
	actor: Actor,
	associationId: string | null,
	rows: readonly { otherClaimId: string }[],
): Promise<Map<string, { reference: string; isOpen: boolean }>> {
	if (rows.length === 0 || associationId === null) return new Map();
	const found = await visibleClaims(db, actor)
		.select(["claim.id as claimId", "claim.reference", "application.id"])
		.where("application.associationId", "=", associationId)
		.where(
			"claim.id",
			"in",
			rows.map(({ otherClaimId }) => otherClaimId),
		)
		.execute();
	const ties = await tiesToCases(db, actor.personId, found);
	return new Map(
		found.flatMap(({ claimId, reference, id }) => {
			const tie = ties.get(id);
			return tie && !tie.conflict ? [[claimId, { reference, isOpen: tie.declaredNone }] as const] : [];
		}),
	);
}
