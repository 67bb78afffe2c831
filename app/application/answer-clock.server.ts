import type { Kysely } from "kysely";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { ClockPause } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";

/** When the clocks of applications stood still because the business owed an answer, by application id. */
export async function answerPauses(
	db: Kysely<Tables>,
	applicationIds: readonly string[],
): Promise<Map<string, ClockPause[]>> {
	const pauses = new Map<string, ClockPause[]>(applicationIds.map((id) => [id, []]));
	if (applicationIds.length === 0) return pauses;
	const events = await db
		.selectFrom("applicationEvent")
		.select(["applicationId", "at", "fromState", "toState"])
		.where("applicationId", "in", [...applicationIds])
		.where((eb) => eb.or([eb("fromState", "=", "changes_requested"), eb("toState", "=", "changes_requested")]))
		.orderBy("id")
		.execute();
	for (const event of events) {
		const ofApplication = pauses.get(event.applicationId);
		const open = ofApplication?.at(-1);
		if (event.toState === "changes_requested") ofApplication?.push({ from: plainDateAt(event.at), to: null });
		else if (open) open.to = plainDateAt(event.at);
	}
	return pauses;
}
