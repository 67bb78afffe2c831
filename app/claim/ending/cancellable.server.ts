import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { outstandingAdvance } from "#app/funding/bookings.server.ts";
import type { Actor } from "#app/house/access.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Cancellable, Endable } from "../claim.access.ts";

/** What an application has to say to being cancelled by this person; `endable` is what it says to its association. */
export async function cancellableOf(
	db: Kysely<Tables>,
	actor: Actor,
	application: Pick<ApplicationRow, "id" | "state" | "associationId" | "programmeId">,
	{ awaitsAdvance, movedOn }: Endable,
): Promise<Cancellable> {
	const claims = await db
		.selectFrom("claim")
		.select(["state", "kind"])
		.where("applicationId", "=", application.id)
		.where("state", "not in", ["draft", "refused"])
		.execute();
	const sent = claims.filter(({ state }) => state !== "returned");
	return {
		state: application.state,
		associationId: application.associationId,
		// An advance that was paid and came back does not bind.
		claimed: sent.some(({ kind }) => kind === "costs" || awaitsAdvance),
		mending: sent.length < claims.length,
		outstandingDong: await outstandingAdvance(db, application),
		conflict: (await reviewerTie(db, actor.personId, application)).conflict,
		movedOn,
	};
}
