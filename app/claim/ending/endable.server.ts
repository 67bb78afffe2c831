import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Endable } from "../claim.access.ts";
import { claimableOf } from "../claimable-lines.server.ts";

/** What an application has to say to the end of its claims. */
export async function endableOf(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state">,
): Promise<Endable> {
	const claims = await db
		.selectFrom("claim")
		.select(["id", "kind", "state", "retainedDong", "retainsClaimId", "createdAt", "submittedAt", "answeredAt"])
		.where("applicationId", "=", application.id)
		.execute();
	const verified = claims.filter(({ state, kind }) => state === "verified" && kind === "costs");
	const released = new Set(claims.map(({ retainsClaimId }) => retainsClaimId));
	return {
		...(await claimableOf(db, application)),
		hasVerified: verified.length > 0,
		movedOn: latest(claims.flatMap(({ createdAt, submittedAt, answeredAt }) => [createdAt, submittedAt, answeredAt])),
		hasClaimInHand: claims.some(({ state }) => state === "submitted" || state === "returned"),
		keptDong: sumDong(verified.filter(({ id }) => !released.has(id)).map(({ retainedDong }) => retainedDong)),
	};
}

function latest(moments: readonly (Date | null)[]): PlainDate | null {
	const days = moments.flatMap((moment) => (moment ? [plainDateAt(moment)] : []));
	return days.sort().at(-1) ?? null;
}
