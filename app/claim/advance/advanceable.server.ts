import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Advanceable } from "../claim.access.ts";
import { advanceStanding } from "./advance-standing.server.ts";

/** What an application has to say to an advance. */
export async function advanceableOf(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state" | "programmeId" | "associationId">,
): Promise<Advanceable> {
	const { highestDong, advance } = await advanceStanding(db, application);
	const costs = await db
		.selectFrom("claim")
		.select("id")
		.where("applicationId", "=", application.id)
		.where("kind", "=", "costs")
		.where("state", "!=", "refused")
		.executeTakeFirst();
	return {
		state: application.state,
		highestDong,
		advanceMade: advance !== null,
		costsClaimed: costs !== undefined,
	};
}
