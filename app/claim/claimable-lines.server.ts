import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { isAdvancePaid } from "#app/funding/paid-advance.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Claimable } from "./claim.access.ts";
import { type ClaimableLine, leftOfLine } from "./claim.rules.ts";
import { type ClaimState, countingClaimStates, openClaimStates } from "./claim.states.ts";

/**
 * The approved lines of an application, in its order, with what its claims that count have taken of them; without the
 * claim `exceptClaimId`, which is being written or judged.
 */
export async function claimableLines(
	db: Kysely<Tables>,
	applicationId: string,
	exceptClaimId: string | null = null,
	counting: readonly ClaimState[] = countingClaimStates,
): Promise<ClaimableLine[]> {
	const taken = await db
		.selectFrom("claimLine")
		.innerJoin("claim", "claim.id", "claimLine.claimId")
		.select(["costLineId", "claimLine.costDong", "claimLine.subsidyDong"])
		.where("claim.applicationId", "=", applicationId)
		.where("claim.state", "in", counting)
		.$if(exceptClaimId !== null, (query) => query.where("claim.id", "!=", exceptClaimId))
		.execute();
	const lines = await approvedLines(db, applicationId);
	return lines
		.filter((line) => line.approvedDong > 0n)
		.map(({ position: _position, allowedDong: _allowed, ...line }) => {
			const ofLine = taken.filter(({ costLineId }) => costLineId === line.costLineId);
			return {
				...line,
				claimedCostDong: sumDong(ofLine.map(({ costDong }) => costDong)),
				claimedDong: sumDong(ofLine.map(({ subsidyDong }) => subsidyDong)),
			};
		});
}

/** The cost lines that a submitted claim is paid for. An advance has no costs yet: it is for all that was approved. */
export async function linesPaidFor(
	db: Kysely<Tables>,
	{ id, kind, applicationId }: { id: string; kind: string; applicationId: string },
): Promise<string[]> {
	const lines =
		kind === "advance"
			? await claimableLines(db, applicationId)
			: await db.selectFrom("claimLine").select("costLineId").where("claimId", "=", id).execute();
	return lines.map(({ costLineId }) => costLineId);
}

/** Whether it was said, after the last claim, that nothing more will be claimed. */
export async function claimsEnded(db: Kysely<Tables>, applicationId: string): Promise<boolean> {
	const row = await db
		.selectFrom("claimsEnd")
		.select("at")
		.where("applicationId", "=", applicationId)
		.executeTakeFirst();
	return row !== undefined;
}

/** What an application has to say to a new claim, where the claims in the states `counting` count. */
export async function claimableOf(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state">,
	counting: readonly ClaimState[] = countingClaimStates,
): Promise<Claimable> {
	const claims = await db
		.selectFrom("claim")
		.select(["claim.state", "kind", "isLast"])
		.where("claim.applicationId", "=", application.id)
		.execute();
	const ended = await claimsEnded(db, application.id);
	const has = (states: readonly string[], onlyLast = false) =>
		claims.some(({ state, kind, isLast }) => states.includes(state) && ((isLast && kind === "costs") || !onlyLast));
	return {
		state: application.state,
		hasOpenClaim: has(openClaimStates),
		ended,
		lastClaimMade: ended || has(counting, true),
		awaitsAdvance:
			claims.some(({ kind, state }) => kind === "advance" && state !== "refused") &&
			!(await isAdvancePaid(db, application.id)),
		leftDong: sumDong((await claimableLines(db, application.id, null, counting)).map(leftOfLine)),
	};
}
