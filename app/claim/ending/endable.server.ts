import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Endable } from "../claim.access.ts";
import { claimableOf } from "../claimable-lines.server.ts";

/** Who verified a claim, and when. */
export type ClaimAnswer = { answeredAt: Date; answeredBy: string; answeredByName: string };

export type EndableClaims = Endable & {
	/** Earned and kept back, which ending the claims makes due. */
	keptDong: bigint;
	/** Of the last claim that was verified; null before there is one. */
	lastAnswer: ClaimAnswer | null;
};

/** What an application has to say to the end of its claims. */
export async function endableOf(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state">,
): Promise<EndableClaims> {
	const claims = await db
		.selectFrom("claim")
		.select(["id", "kind", "state", "retainedDong", "retainsClaimId", "createdAt", "submittedAt"])
		.select(["answeredAt", "answeredBy", "answeredByName"])
		.where("applicationId", "=", application.id)
		.orderBy("answeredAt", "desc")
		.execute();
	const ended = await db
		.selectFrom("claimsEnd")
		.select("at")
		.where("applicationId", "=", application.id)
		.executeTakeFirst();
	const verified = claims.filter(({ state, kind }) => state === "verified" && kind === "costs");
	const released = new Set(claims.map(({ retainsClaimId }) => retainsClaimId));
	const last = verified[0];
	return {
		...(await claimableOf(db, application)),
		ended: ended !== undefined,
		hasVerified: last !== undefined,
		movedOn: latest(claims.flatMap(({ createdAt, submittedAt, answeredAt }) => [createdAt, submittedAt, answeredAt])),
		hasClaimInHand: claims.some(({ state }) => state === "submitted" || state === "returned"),
		keptDong: sumDong(verified.filter(({ id }) => !released.has(id)).map(({ retainedDong }) => retainedDong)),
		lastAnswer: last ? answerOf(last) : null,
	};
}

function latest(moments: readonly (Date | null)[]): PlainDate | null {
	const days = moments.flatMap((moment) => (moment ? [plainDateAt(moment)] : []));
	return days.sort().at(-1) ?? null;
}

function answerOf(claim: { [Key in keyof ClaimAnswer]: ClaimAnswer[Key] | null }): ClaimAnswer {
	const { answeredAt, answeredBy, answeredByName } = claim;
	assert(answeredAt && answeredBy && answeredByName, "somebody verified it");
	return { answeredAt, answeredBy, answeredByName };
}
