import type { Kysely } from "kysely";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { yearEnds } from "./year-closing.rules.ts";

/** An approval whose agreement is not accepted, of the year that is closed or an earlier one. */
export type YearEndReservation = {
	applicationId: string;
	associationId: string;
	amountDong: bigint;
	submittedOn: PlainDate;
	/** By the rules that the application is judged by; else it stays with its days. */
	lapses: boolean;
};

/** What is reserved in a programme for applications of a year or earlier. The oldest submission first. */
export async function yearEndReservations(
	db: Kysely<Tables>,
	{ programmeId, year }: { programmeId: string; year: number },
): Promise<YearEndReservation[]> {
	const rows = await db
		.selectFrom("application")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select([
			"application.id",
			"application.associationId",
			"application.approvedDong",
			"application.submittedAt",
			"submission.programmeVersionId",
		])
		.where("application.programmeId", "=", programmeId)
		.where("application.state", "=", "approved")
		.where("application.submittedAt", "<", yearEnds(year))
		.orderBy("application.submittedAt")
		.orderBy("application.id")
		.execute();
	const reservations: YearEndReservation[] = [];
	for (const row of rows) {
		const { rules } = await programmeUnderVersion(db, row.programmeVersionId);
		reservations.push({
			applicationId: row.id,
			associationId: row.associationId ?? "",
			amountDong: row.approvedDong ?? 0n,
			submittedOn: plainDateAt(row.submittedAt as Date),
			lapses: rules.settings.yearEndReservations === "lapse",
		});
	}
	return reservations;
}
