import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/**
 * Whether no person has taken up an application of the business yet. Submitting is not enough, as anybody can; being
 * approved would be too much, as who is asked for more documents has to send them.
 */
export async function isNewcomer(db: Kysely<Tables>, businessId: string): Promise<boolean> {
	const { isKnown } = await db
		.selectFrom("business")
		.select((eb) => takenUp(eb).as("isKnown"))
		.where("id", "=", businessId)
		.executeTakeFirstOrThrow();
	return !isKnown;
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
