import { type Kysely, sql } from "kysely";
import type { AssociationFacts } from "#app/application/draft/association-facts.ts";
import { addMonths, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import type { Tables } from "#db/connection.server.ts";
import { spreadOf } from "./spread.rules.ts";
import { waitingDays } from "./waiting-days.server.ts";

const MONTHS = 12;

/**
 * What helps a business to choose among associations: how many applications of its sector each received, how long its
 * answers took, and what its envelopes have left. Small groups are not told.
 *
 * @param section of the business; null where it has none yet.
 */
export async function associationFacts(
	db: Kysely<Tables>,
	section: string | null,
	now: Date,
): Promise<AssociationFacts[]> {
	const since = startOfDay(addMonths(plainDateAt(now), -MONTHS));
	const [envelopes, sameSection, waited] = await Promise.all([
		db
			.selectFrom("envelope")
			.leftJoin("ledgerAccount", (join) =>
				join.on("ledgerAccount.book", "=", sql<string>`envelope.id::text`).on("ledgerAccount.kind", "=", "available"),
			)
			.select(["programmeId", "associationId", (eb) => eb.fn.sum<string | null>("balanceDong").as("leftDong")])
			.groupBy(["programmeId", "associationId"])
			.execute(),
		db
			.selectFrom("application")
			.innerJoin("business", "business.id", "application.businessId")
			.select(["associationId", (eb) => eb.fn.countAll<bigint>().as("count")])
			.where("business.section", "=", section ?? "")
			.where("submittedAt", ">=", since)
			.where("submittedAt", "<=", now)
			.groupBy("associationId")
			.execute(),
		waitingDays(db, now),
	]);
	return [...new Set(envelopes.map(({ associationId }) => associationId))].map((associationId) => {
		const days = waited.filter((each) => each.associationId === associationId).map((each) => each.days);
		const alike = Number(sameSection.find((each) => each.associationId === associationId)?.count ?? 0);
		return {
			associationId,
			sameSection: alike >= SMALLEST_GROUP ? alike : null,
			waiting: spreadOf(days),
			left: envelopes
				.filter((each) => each.associationId === associationId)
				.map(({ programmeId, leftDong }) => ({ programmeId, leftDong: BigInt(leftDong ?? 0) })),
		};
	});
}
