import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { ReviewerTie } from "#app/review/review.access.ts";
import type { Tables } from "#db/connection.server.ts";
import { type ClaimCase, findClaimCase } from "../claim-case.server.ts";
import { type NearMatch, nearMatchesOf } from "../invoice/near-match-page.server.ts";

/** A submitted claim as its reviewer sees it, with how the reviewer stands to the business. */
export type ClaimOnDesk = ClaimCase & {
	submitted: NonNullable<ClaimCase["submitted"]>;
	tie: ReviewerTie;
	nearMatches: NearMatch[];
};

/** Null for a claim of another association, or one that was not submitted. */
export async function claimOnDesk(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimOnDesk | null> {
	const claim = await findClaimCase(db, actor, reference);
	if (!claim?.submitted) return null;
	const { id } = claim.application;
	return {
		...claim,
		submitted: claim.submitted,
		tie: await reviewerTie(db, actor.personId, { id }),
		nearMatches: await nearMatchesOf(db, actor, claim),
	};
}
