import type { Kysely } from "kysely";
import { thaw } from "#app/application/frozen-json.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { Tables } from "#db/connection.server.ts";
import type { DecisionKind } from "../review.rules.ts";
import type { SecondPerson } from "../second-person.rules.ts";

export type CaseDecision = {
	id: string;
	kind: DecisionKind;
	reasons: string;
	/** What a refusal rests on; null for other decisions, and in those of before it was asked for. */
	basis: LegalReference | null;
	approvedDong: bigint;
	/** Why another person has to confirm it; null for other decisions, and in those of before it was kept. */
	secondPerson: SecondPerson | null;
	byName: string;
	at: Date;
	lines: { costLineId: string; approvedDong: bigint }[];
};

/** What was decided about an application, newest first. Whether the asker may see it was decided before. */
export async function decisionsOf(db: Kysely<Tables>, applicationId: string): Promise<CaseDecision[]> {
	const [decisions, lines] = await Promise.all([
		db
			.selectFrom("decision")
			.select(["id", "kind", "reasons", "approvedDong", "decidedByName as byName", "decidedAt as at"])
			.select(["legalBasis", "secondPerson"])
			.where("applicationId", "=", applicationId)
			.orderBy("decidedAt", "desc")
			.execute(),
		db
			.selectFrom("decisionLine")
			.innerJoin("decision", "decision.id", "decisionLine.decisionId")
			.select(["decisionId", "costLineId", "decisionLine.approvedDong"])
			.where("applicationId", "=", applicationId)
			.execute(),
	]);
	return decisions.map(({ legalBasis, secondPerson, ...decision }) => ({
		...decision,
		secondPerson: thaw<SecondPerson | null>(secondPerson),
		basis: legalBasis as LegalReference | null,
		kind: decision.kind as DecisionKind,
		lines: lines
			.filter(({ decisionId }) => decisionId === decision.id)
			.map(({ costLineId, approvedDong }) => ({ costLineId, approvedDong })),
	}));
}
