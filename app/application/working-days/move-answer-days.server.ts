import type { Transaction } from "kysely";
import { readHolidays } from "#app/house/holidays.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { answerClock } from "#app/kernel/working-days.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { answerPauses } from "../answer-clock.server.ts";

/**
 * Counts the last day of every awaited answer anew, by the working days as they are now.
 *
 * @returns how many got another day.
 */
export async function moveAnswerDays(trx: Transaction<Tables>, now: Date): Promise<number> {
	const awaited = await trx
		.selectFrom("application")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select(["application.id", "application.submittedAt", "answerDueOn", "programmeVersionId"])
		.where("application.state", "in", ["submitted", "in_review", "recommended"])
		.where("answerDueOn", "is not", null)
		.orderBy("application.id")
		.forUpdate("application")
		.execute();
	const pauses = await answerPauses(
		trx,
		awaited.map(({ id }) => id),
	);
	const holidays = await readHolidays(trx);
	const today = plainDateAt(now);
	const limits = new Map<string, number>();
	for (const { programmeVersionId } of awaited) {
		if (limits.has(programmeVersionId)) continue;
		const { rules } = await programmeUnderVersion(trx, programmeVersionId);
		limits.set(programmeVersionId, rules.settings.answerWorkingDays);
	}
	let moved = 0;
	for (const { id, submittedAt, answerDueOn, programmeVersionId } of awaited) {
		if (!submittedAt) continue;
		const { dueOn } = answerClock({
			submittedOn: plainDateAt(submittedAt),
			today,
			limitWorkingDays: limits.get(programmeVersionId) ?? 0,
			pauses: pauses.get(id) ?? [],
			holidays,
		});
		if (dueOn === null || dueOn === answerDueOn) continue;
		await trx.updateTable("application").set({ answerDueOn: dueOn }).where("id", "=", id).execute();
		moved++;
	}
	return moved;
}
