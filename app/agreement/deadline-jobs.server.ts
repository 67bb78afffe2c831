import type { Kysely, Transaction } from "kysely";
import { enqueue } from "#app/house/enqueue.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { reminderDays } from "./agreement.rules.ts";

const REMINDER_HOUR_MS = 8 * 3_600_000;

/**
 * Asks for the reminders, at 8:00 of their days, and for the lapse when the last day is over. Asking again, after an
 * extension, replaces what was asked for. Days that have passed are left out.
 */
export async function enqueueDeadline(
	trx: Transaction<Tables>,
	applicationId: string,
	lastDay: PlainDate,
	now: Date,
): Promise<void> {
	const days = reminderDays(lastDay, await readHolidays(trx));
	for (const [at, day] of days.entries()) {
		const runAt = new Date(startOfDay(day).getTime() + REMINDER_HOUR_MS);
		const key = `agreement.remind:${applicationId}:${at}`;
		if (runAt > now) await enqueue(trx, "agreement.remind", { applicationId }, { runAt, key });
	}
	const runAt = startOfDay(addDays(lastDay, 1));
	await enqueue(trx, "agreement.lapse", { applicationId }, { runAt, key: `agreement.lapse:${applicationId}` });
}

/**
 * The approvals whose last day is over, though no job ended them. Those without terms written down, whose job after the
 * approval gave up, are among them: the same job writes the terms.
 */
export async function overdueAgreements(db: Kysely<Tables>, now: Date): Promise<string[]> {
	const rows = await db
		.selectFrom("application")
		.leftJoin("agreement", "agreement.applicationId", "application.id")
		.select("application.id")
		.where("application.state", "=", "approved")
		.where((eb) =>
			eb.or([eb("acceptBy", "is", null), eb(eb.fn.coalesce("providersBy", "acceptBy"), "<", plainDateAt(now))]),
		)
		.execute();
	return rows.map(({ id }) => id);
}
