import type { Kysely } from "kysely";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { addWorkingDays } from "#app/kernel/working-days.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** A claim that waits for its answer, and the rules under which its application was submitted. */
type WaitingClaim = { reference: string; submittedAt: Date; versionId: string };

/**
 * The last day for the association's answer to each claim, by reference. No law sets one for claims; the programme's
 * working days for an application hold for them too.
 */
export async function answerDeadlines(
	db: Kysely<Tables>,
	claims: readonly WaitingClaim[],
): Promise<Map<string, PlainDate>> {
	const holidays = await readHolidays(db);
	const deadlines = new Map<string, PlainDate>();
	for (const { reference, submittedAt, versionId } of claims) {
		const { rules } = await programmeUnderVersion(db, versionId);
		const days = rules.settings.answerWorkingDays;
		deadlines.set(reference, addWorkingDays(plainDateAt(submittedAt), days, holidays));
	}
	return deadlines;
}
