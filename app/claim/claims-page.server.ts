import type { Kysely } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimKind } from "./advance/advance.rules.ts";
import { advanceableOf } from "./advance/advanceable.server.ts";
import { canStartAdvance, type Endable } from "./claim.access.ts";
import type { ClaimEvent, ClaimState } from "./claim.states.ts";
import { endableOf } from "./ending/endable.server.ts";

export type ClaimListRow = {
	reference: string;
	kind: ClaimKind;
	state: ClaimState;
	createdAt: Date;
	submittedAt: Date | null;
	subsidyDong: bigint | null;
	/** What happened to it last. */
	last: ClaimEvent | null;
};

/** The claims of one application, and whether there can be another. */
export type ClaimsPage = {
	reference: string;
	approvedDong: bigint;
	claimable: Endable;
	claims: ClaimListRow[];
	/** The most that can be asked for ahead now; 0 where nothing can. */
	advanceDong: bigint;
};

/** For the person's own application that was approved; null for any other. */
export async function claimsPage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimsPage | null> {
	const application = await ownApplications(db, actor)
		.select(["id", "state", "approvedDong", "programmeId", "associationId"])
		.where("reference", "=", reference)
		.executeTakeFirst();
	if (!application?.approvedDong) return null;
	const claims = await db
		.selectFrom("claim")
		.select(["reference", "kind", "state", "createdAt", "submittedAt", "subsidyDong"])
		.select((eb) =>
			eb
				.selectFrom("claimEvent")
				.select("what")
				.whereRef("claimEvent.claimId", "=", "claim.id")
				.orderBy("claimEvent.id", "desc")
				.limit(1)
				.as("last"),
		)
		.where("applicationId", "=", application.id)
		.orderBy("createdAt", "desc")
		.execute();
	const state = application.state as ApplicationState;
	const advanceable = await advanceableOf(db, { ...application, state });
	return {
		reference,
		advanceDong: canStartAdvance(advanceable).allowed ? advanceable.highestDong : 0n,
		approvedDong: application.approvedDong,
		claimable: await endableOf(db, { id: application.id, state }),
		claims: claims.map((claim) => ({
			...claim,
			kind: claim.kind as ClaimKind,
			state: claim.state as ClaimState,
			last: claim.last as ClaimEvent | null,
		})),
	};
}
