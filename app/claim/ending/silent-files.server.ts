import { type Kysely, sql } from "kysely";
import { visibleApplications } from "#app/application/visible-applications.server.ts";
import { isTied } from "#app/business/own-business.server.ts";
import { type Actor, scopesOf } from "#app/house/access.ts";
import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { canEndClaimsFor, SILENT_DAYS } from "../claim.access.ts";
import { endableOf } from "./endable.server.ts";

/** Agreed and claimed in part, by a business that has been silent since: what its manager may end (canEndClaimsFor). */
export type SilentFile = { reference: string; legalName: string; leftDong: bigint; movedOn: PlainDate };

/** Those of the associations that the actor manages, the longest silent first. */
export async function silentFiles(db: Kysely<Tables>, actor: Actor, now: Date): Promise<SilentFile[]> {
	const today = plainDateAt(now);
	const silentSince = startOfDay(addDays(today, 1 - SILENT_DAYS));
	const rows = await visibleApplications(db, actor)
		.innerJoin("business", "business.id", "application.businessId")
		.select(["application.id", "application.reference", "associationId", "legalName"])
		.where("associationId", "=", sql<string>`any(${scopesOf(actor, "association_manager")})`)
		.where("application.state", "=", "agreed")
		// Few are silent: the others are left out before each is looked at.
		.where(({ and, not, exists, selectFrom }) => {
			const its = selectFrom("claim").select("claim.id").whereRef("claim.applicationId", "=", "application.id");
			const moved = sql<Date>`greatest(claim.created_at, claim.submitted_at, claim.answered_at)`;
			return and([exists(its.where("claim.state", "=", "verified")), not(exists(its.where(moved, ">=", silentSince)))]);
		})
		.execute();
	const silent: SilentFile[] = [];
	for (const { id, reference, associationId, legalName } of rows) {
		const endable = await endableOf(db, { id, state: "agreed" });
		const { leftDong, movedOn, ended } = endable;
		const ownBusiness = await isTied(db, actor.personId, id);
		const around = { associationId, ownBusiness, today };
		if (!canEndClaimsFor(actor, { ...endable, ...around }).allowed || ended || !movedOn) continue;
		silent.push({ reference, legalName: legalName ?? "", leftDong, movedOn });
	}
	return silent.sort((one, other) => (one.movedOn < other.movedOn ? -1 : 1));
}
