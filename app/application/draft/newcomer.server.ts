import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { Standing } from "#app/house/limits/upload-room.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { everApproved } from "../application.states.ts";

/**
 * How the business stands that sends a file. It is known while a person of an association has an application of it in hand:
 * submitting is not enough, as anybody can, and being approved would be too much, as who is asked for more documents has to
 * send them. What was rejected or withdrawn since makes nobody known, or a look at junk would be worth as much as an award.
 */
export async function standingOf(db: Kysely<Tables>, businessId: string): Promise<Standing> {
	const rows = await db
		.selectFrom("application")
		.select("state")
		.distinct()
		.where("businessId", "=", businessId)
		.where("state", "not in", ["draft", "rejected", "withdrawn"])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("applicationEvent")
					.select("applicationEvent.id")
					.whereRef("applicationId", "=", "application.id")
					.where("what", "=", "taken-up"),
			),
		)
		.execute();
	if (rows.length === 0) return "newcomer";
	return rows.some(({ state }) => everApproved.some((each) => each === state)) ? "entitled" : "known";
}

/** That a person has taken up an application of the business: for reads with `business` in them. */
export function takenUp(eb: ExpressionBuilder<Tables, "business">) {
	return eb.exists(
		eb
			.selectFrom("application")
			.innerJoin("applicationEvent", "applicationEvent.applicationId", "application.id")
			.select(sql.lit(1).as("one"))
			.whereRef("application.businessId", "=", "business.id")
			.where("what", "=", "taken-up"),
	);
}
