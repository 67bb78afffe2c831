import { type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { visibleApplications } from "#app/application/visible-applications.server.ts";
import { type Actor, scopesOf } from "#app/house/access.ts";
import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { canCancel, canEndClaimsFor, SILENT_DAYS } from "../claim.access.ts";
import { cancellableOf } from "./cancellable.server.ts";
import { endableOf } from "./endable.server.ts";

/** Agreed and begun to be claimed, by a business that has been silent since: what its manager may end or cancel. */
export type SilentFile = {
	reference: string;
	legalName: string;
	leftDong: bigint;
	movedOn: PlainDate;
	/** To end its claims, where some are verified (canEndClaimsFor); to cancel it where none is (canCancel). */
	may: "end" | "cancel";
};

/** Those of the associations that the actor manages, the longest silent first. */
export async function silentFiles(db: Kysely<Tables>, actor: Actor, now: Date): Promise<SilentFile[]> {
	const today = plainDateAt(now);
	const silentSince = startOfDay(addDays(today, 1 - SILENT_DAYS));
	const rows = await visibleApplications(db, actor)
		.select(["application.id", "application.reference", "associationId", submittedName.as("legalName")])
		.select(["application.programmeId"])
		.where("associationId", "=", sql<string>`any(${scopesOf(actor, "association_manager")})`)
		.where("application.state", "=", "agreed")
		// Few are silent: the others are left out before each is looked at.
		.where(({ and, not, exists, selectFrom }) => {
			const its = selectFrom("claim").select("claim.id").whereRef("claim.applicationId", "=", "application.id");
			const moved = sql<Date>`greatest(claim.created_at, claim.submitted_at, claim.answered_at)`;
			const begun = exists(its.where("claim.state", "in", ["verified", "returned"]));
			return and([begun, not(exists(its.where(moved, ">=", silentSince)))]);
		})
		.execute();
	const silent: SilentFile[] = [];
	for (const { legalName, reference, ...row } of rows) {
		const application = { ...row, state: "agreed" as const };
		const endable = await endableOf(db, application, "association");
		const cancellable = await cancellableOf(db, actor, application, endable);
		const { leftDong, movedOn, ended } = endable;
		if (ended || !movedOn) continue;
		const { associationId, conflict, mending } = cancellable;
		const mayEnd = canEndClaimsFor(actor, { ...endable, associationId, conflict, today }).allowed;
		// Where nothing is being mended, it stands among those of which nothing is claimed.
		const mayCancel = mending && canCancel(actor, { ...cancellable, today }).allowed;
		if (!mayEnd && !mayCancel) continue;
		silent.push({ reference, legalName: legalName, leftDong, movedOn, may: mayEnd ? "end" : "cancel" });
	}
	return silent.sort((one, other) => (one.movedOn < other.movedOn ? -1 : 1));
}
