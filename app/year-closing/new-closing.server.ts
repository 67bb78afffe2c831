import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { ProgrammeSettings } from "#app/programme/programme.rules.ts";
import { programmeInForce } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type ClosingRow, closingPreview } from "./closing-preview.server.ts";
import { laterClosedYear } from "./closings.server.ts";
import { yearsOfProgramme } from "./year-closing.rules.ts";

export type ClosingChoice = { id: string; nameVi: string; nameEn: string; opensOn: PlainDate };

/** What can be closed: programmes that have opened, and their years. */
export async function closingChoices(db: Kysely<Tables>, now: Date): Promise<ClosingChoice[]> {
	const programmes = db.selectFrom("programme").select(["id", "nameVi", "nameEn", "opensOn"]);
	const opened = programmes.where("opensOn", "<=", plainDateAt(now));
	return await opened.orderBy("opensOn", "desc").orderBy("id").execute();
}

export type NewClosingPage = {
	closingId: string;
	programme: ClosingChoice;
	year: number;
	today: PlainDate;
	/** By the rules of today, with the note that says why. */
	setting: { value: ProgrammeSettings["yearEndReservations"]; vi: string; en: string } | null;
	/** Its closing is proposed or done already. */
	isThere: boolean;
	/** A later year that is closed: this one went with it. */
	laterClosed: number | null;
	rows: ClosingRow[];
};

/** What the closing of a year would do now; null where the programme has no such year. */
export async function newClosingPage(
	db: Kysely<Tables>,
	{ programme: id, year, now }: { programme: string; year: number; now: Date },
): Promise<NewClosingPage | null> {
	const today = plainDateAt(now);
	const programme = (await closingChoices(db, now)).find((each) => each.id === id);
	if (!programme || !yearsOfProgramme(programme.opensOn, today).includes(year)) return null;
	const rules = (await programmeInForce(db, id, today))?.rules;
	const live = await db
		.selectFrom("yearClosing")
		.select("id")
		.where("programmeId", "=", id)
		.where("year", "=", year)
		.where("state", "in", ["proposed", "confirmed", "done"])
		.executeTakeFirst();
	return {
		closingId: randomUUID(),
		programme,
		year,
		today,
		setting: rules ? { value: rules.settings.yearEndReservations, ...rules.settingNotes.yearEndReservations } : null,
		isThere: live !== undefined,
		laterClosed: await laterClosedYear(db, { programmeId: id, year }),
		rows: await closingPreview(db, { programmeId: id, year }),
	};
}
