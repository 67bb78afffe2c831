import type { Kysely } from "kysely";
import { assignmentInForce } from "#app/association/assignments.server.ts";
import { type EnvelopeBalances, envelopeBalances } from "#app/funding/envelopes.server.ts";
import { type Actor, type Role, scopesOf } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { openProgrammes } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";

export type DeskEnvelope = EnvelopeBalances & {
	programme: { nameVi: string; nameEn: string };
	association: { nameVi: string; nameEn: string };
	/** Without an assignment in force nothing can be awarded, whatever the envelope holds. */
	assigned: boolean;
};

/** The envelopes of the person's associations in the programmes that are open today. */
export async function deskEnvelopes(
	db: Kysely<Tables>,
	actor: Actor,
	roles: Role[],
	now: Date,
): Promise<DeskEnvelope[]> {
	const scopes = scopesOf(actor, ...roles);
	const today = plainDateAt(now);
	const programmes = await openProgrammes(db, today);
	if (scopes.length === 0 || programmes.length === 0) return [];
	const rows = await db
		.selectFrom("envelope")
		.innerJoin("association", "association.id", "envelope.associationId")
		.select(["programmeId", "associationId", "nameVi", "nameEn"])
		.where("associationId", "in", scopes)
		.where(
			"programmeId",
			"in",
			programmes.map(({ programme }) => programme.id),
		)
		.orderBy("association.position")
		.execute();
	return Promise.all(
		rows.map(async ({ programmeId, associationId, ...association }) => {
			const open = programmes.find(({ programme }) => programme.id === programmeId);
			return {
				...(await envelopeBalances(db, programmeId, associationId)),
				programme: { nameVi: open?.programme.nameVi ?? "", nameEn: open?.programme.nameEn ?? "" },
				association,
				assigned: (await assignmentInForce(db, associationId, today)) !== null,
			};
		}),
	);
}
