import type { Kysely } from "kysely";
import { readHolidays } from "#app/house/holidays.server.ts";
import { addMonths, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { answerClock, type ClockPause, type Holidays } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";
import { type Spread, spreadOf } from "./spread.rules.ts";

/** The latest answers tell best how long one waits now. */
const LATEST = 500;
const MONTHS = 12;

type Event = { applicationId: string; what: string; at: Date };

/** How long one application waited for its answer, and for whose. */
export type Waited = { associationId: string | null; days: number };

/**
 * For each of the latest applications that were approved or rejected, the working days from submission to that answer,
 * without the days on which the business owed something. At most 500, of the last 12 months.
 */
export async function waitingDays(db: Kysely<Tables>, now: Date): Promise<Waited[]> {
	const since = startOfDay(addMonths(plainDateAt(now), -MONTHS));
	const events = await db
		.with("answered", (cte) =>
			cte
				.selectFrom("application")
				.select(["id", "associationId"])
				.where("decidedAt", ">=", since)
				.where("decidedAt", "<=", now)
				.orderBy("decidedAt", "desc")
				.limit(LATEST),
		)
		.selectFrom("applicationEvent")
		.innerJoin("answered", "answered.id", "applicationEvent.applicationId")
		.select(["applicationId", "answered.associationId", "what", "at"])
		.where("what", "in", ["submitted", "changes-requested", "resubmitted", "approved", "rejected"])
		.orderBy("applicationEvent.id")
		.execute();
	const holidays = await readHolidays(db);
	const byApplication = new Map<string, typeof events>();
	for (const event of events) {
		const known = byApplication.get(event.applicationId);
		if (known) known.push(event);
		else byApplication.set(event.applicationId, [event]);
	}
	return [...byApplication.values()].flatMap((history) => {
		const days = waitedDays(history, holidays);
		return days === null ? [] : [{ associationId: history[0]?.associationId ?? null, days }];
	});
}

/** The working days in which 8 of 10 of them were answered. */
export type UsualWait = { from: number; to: number };

/** How long one usually waits for an answer; null while too few were given. */
export async function usualWait(db: Kysely<Tables>, now: Date): Promise<UsualWait | null> {
	const spread = spreadOf((await waitingDays(db, now)).map(({ days }) => days));
	return spread && { from: spread.low, to: spread.high };
}

/** How long the answers of these associations took together; null while too few were given. */
export async function waitOfAssociations(
	db: Kysely<Tables>,
	associationIds: readonly string[],
	now: Date,
): Promise<Spread | null> {
	const waited = await waitingDays(db, now);
	const own = waited.filter(({ associationId }) => associationId !== null && associationIds.includes(associationId));
	return spreadOf(own.map(({ days }) => days));
}

/** The working days that the association took, from the history of one application; null where it has no answer yet. */
export function waitedDays(history: readonly Omit<Event, "applicationId">[], holidays: Holidays): number | null {
	const dayOf = (what: string) => {
		const event = history.find((each) => each.what === what);
		return event ? plainDateAt(event.at) : null;
	};
	const submittedOn = dayOf("submitted");
	const answeredOn = dayOf("approved") ?? dayOf("rejected");
	if (submittedOn === null || answeredOn === null) return null;
	const pauses = pausesOf(history);
	return answerClock({ submittedOn, today: answeredOn, limitWorkingDays: 0, pauses, holidays }).usedDays;
}

function pausesOf(history: readonly Omit<Event, "applicationId">[]): ClockPause[] {
	const pauses: ClockPause[] = [];
	let from: PlainDate | null = null;
	for (const { what, at } of history) {
		if (what === "changes-requested") from = plainDateAt(at);
		if (what === "resubmitted" && from !== null) {
			pauses.push({ from, to: plainDateAt(at) });
			from = null;
		}
	}
	return pauses;
}
