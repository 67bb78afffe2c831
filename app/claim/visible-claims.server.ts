import type { Kysely, Transaction } from "kysely";
import {
	type ApplicationRow,
	lockOwnApplication,
	lockVisibleApplication,
	ownApplications,
	visibleApplications,
} from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimState } from "./claim.states.ts";

/**
 * The claims that a person may see, where every read of claims starts: those of the applications that they may see; a
 * claim that was never submitted only by the people of its business.
 */
export function visibleClaims(db: Kysely<Tables>, actor: Actor) {
	return visibleApplications(db, actor)
		.innerJoin("claim", "claim.applicationId", "application.id")
		.where((eb) =>
			eb.or([
				eb("claim.submittedAt", "is not", null),
				eb.exists(
					eb
						.selectFrom("businessMember")
						.select("businessMember.personId")
						.whereRef("businessMember.businessId", "=", "application.businessId")
						.where("businessMember.personId", "=", actor.personId),
				),
			]),
		);
}

function all(db: Kysely<Tables>) {
	return db.selectFrom("claim").selectAll("claim");
}

export type ClaimRow = Omit<Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>, "state"> & {
	state: ClaimState;
};

export type ClaimInHand = { application: ApplicationRow; claim: ClaimRow };

type LockApplication = typeof lockVisibleApplication;

/** Application first, then claim: the order of locks. */
async function lockClaim(
	trx: Transaction<Tables>,
	actor: Actor,
	reference: string,
	lockApplication: LockApplication,
): Promise<ClaimInHand | null> {
	const found = await visibleClaims(trx, actor)
		.select(["claim.id", "application.reference"])
		.where("claim.reference", "=", reference)
		.executeTakeFirst();
	const application = found && (await lockApplication(trx, actor, found.reference));
	if (!application) return null;
	const claim = await all(trx).where("id", "=", found.id).forUpdate().executeTakeFirstOrThrow();
	return { application, claim: claim as ClaimRow };
}

/** A claim of the person's own business as it stands now; else null. */
export async function ownClaim(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimRow | null> {
	const row = await ownApplications(db, actor)
		.innerJoin("claim", "claim.applicationId", "application.id")
		.selectAll("claim")
		.where("claim.reference", "=", reference)
		.executeTakeFirst();
	return (row as ClaimRow | undefined) ?? null;
}

/** A claim of the person's own business, held with its application until the transaction ends; else null. */
export function lockOwnClaim(trx: Transaction<Tables>, actor: Actor, reference: string): Promise<ClaimInHand | null> {
	return lockClaim(trx, actor, reference, lockOwnApplication);
}

/** A claim that the person may see, held with its application until the transaction ends; else null. */
export function lockVisibleClaim(
	trx: Transaction<Tables>,
	actor: Actor,
	reference: string,
): Promise<ClaimInHand | null> {
	return lockClaim(trx, actor, reference, lockVisibleApplication);
}

/** One claim, for what follows from it. */
export async function unsafeReadClaim(db: Kysely<Tables>, claimId: string): Promise<ClaimRow> {
	return (await all(db).where("id", "=", claimId).executeTakeFirstOrThrow()) as ClaimRow;
}
