import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { Standing } from "#app/house/limits/upload-room.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { everApproved } from "../application.states.ts";

/**
 * That a person of an association has an application in hand. Submitting is not enough, as anybody can, and being approved would
 * be too much, as who is asked for more documents has to send them. What was rejected or withdrawn since does not count, or a
 * look at junk would be worth as much as an award.
 */
function isInHand(eb: ExpressionBuilder<Tables, "application">) {
	return eb.and([
		eb("application.state", "not in", ["draft", "rejected", "withdrawn"]),
		eb.exists(
			eb
				.selectFrom("applicationEvent")
				.select("applicationEvent.id")
				.whereRef("applicationId", "=", "application.id")
				.where("what", "=", "taken-up"),
		),
	]);
}

/** How the business stands that sends a file. It is known while one of its applications is in hand. */
export async function standingOf(db: Kysely<Tables>, businessId: string): Promise<Standing> {
	const rows = await db
		.selectFrom("application")
		.select("state")
		.distinct()
		.where("businessId", "=", businessId)
		.where(isInHand)
		.execute();
	if (rows.length === 0) return "newcomer";
	return rows.some(({ state }) => everApproved.some((each) => each === state)) ? "entitled" : "known";
}

/** That the business is no newcomer: for reads with `business` in them. */
export function isKnown(eb: ExpressionBuilder<Tables, "business">) {
	return eb.exists(
		eb
			.selectFrom("application")
			.select(sql.lit(1).as("one"))
			.whereRef("application.businessId", "=", "business.id")
			.where(isInHand),
	);
}
