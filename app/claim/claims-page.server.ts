import type { Kysely } from "kysely";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Claimable } from "./claim.access.ts";
import type { ClaimState } from "./claim.states.ts";
import { claimableOf } from "./claimable-lines.server.ts";

export type ClaimListRow = {
	reference: string;
	state: ClaimState;
	createdAt: Date;
	submittedAt: Date | null;
	subsidyDong: bigint | null;
};

/** The claims of one application, and whether there can be another. */
export type ClaimsPage = { reference: string; approvedDong: bigint; claimable: Claimable; claims: ClaimListRow[] };

/** For the person's own application that was approved; null for any other. */
export async function claimsPage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimsPage | null> {
	const application = await ownApplications(db, actor)
		.select(["id", "state", "approvedDong"])
		.where("reference", "=", reference)
		.executeTakeFirst();
	if (!application?.approvedDong) return null;
	const claims = await db
		.selectFrom("claim")
		.select(["reference", "state", "createdAt", "submittedAt", "subsidyDong"])
		.where("applicationId", "=", application.id)
		.orderBy("createdAt", "desc")
		.execute();
	return {
		reference,
		approvedDong: application.approvedDong,
		claimable: await claimableOf(db, { id: application.id, state: application.state as "agreed" }),
		claims: claims.map((claim) => ({ ...claim, state: claim.state as ClaimState })),
	};
}
