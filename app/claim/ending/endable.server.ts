import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Endable } from "../claim.access.ts";
import { type ClaimState, countingClaimStates } from "../claim.states.ts";
import { claimableOf } from "../claimable-lines.server.ts";

/** Counts once a claim that its business does not mend is given up. */
const unmended = ["submitted", "verified"] as const satisfies readonly ClaimState[];

/**
 * What an application has to say to the end of its claims; to that by its association (`side`), a claim that is being
 * mended counts no more: it is given up, since nobody but the silent business could send or end it.
 */
export async function endableOf(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state">,
	side: "business" | "association" = "business",
): Promise<Endable> {
	const counting = side === "association" ? unmended : countingClaimStates;
	const claims = await db
		.selectFrom("claim")
		.select(["id", "kind", "state", "retainedDong", "retainsClaimId", "createdAt", "submittedAt", "answeredAt"])
		.where("applicationId", "=", application.id)
		.execute();
	const verified = claims.filter(({ state, kind }) => state === "verified" && kind === "costs");
	const released = new Set(claims.map(({ retainsClaimId }) => retainsClaimId));
	return {
		...(await claimableOf(db, application, counting)),
		hasVerified: verified.length > 0,
		movedOn: latest(claims.flatMap(({ createdAt, submittedAt, answeredAt }) => [createdAt, submittedAt, answeredAt])),
		hasClaimInHand: claims.some(({ state }) => state !== "verified" && counting.some((counts) => counts === state)),
		keptDong: sumDong(verified.filter(({ id }) => !released.has(id)).map(({ retainedDong }) => retainedDong)),
	};
}

function latest(moments: readonly (Date | null)[]): PlainDate | null {
	const days = moments.flatMap((moment) => (moment ? [plainDateAt(moment)] : []));
	return days.sort().at(-1) ?? null;
}

/** The applications in force with a verified claim: those that their last payment may have completed. */
export async function unsettledApplications(db: Kysely<Tables>): Promise<string[]> {
	const rows = await db
		.selectFrom("application")
		.select("application.id")
		.where("application.state", "=", "agreed")
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom("claim")
					.select("claim.id")
					.whereRef("claim.applicationId", "=", "application.id")
					.where("claim.state", "=", "verified")
					.where("kind", "=", "costs"),
			),
		)
		.execute();
	return rows.map(({ id }) => id);
}
