import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { YearClosingState } from "./year-closing.states.ts";

export type ClosingListRow = {
	reference: string;
	state: YearClosingState;
	year: number;
	programmeVi: string;
	programmeEn: string;
	proposedAt: Date;
	proposedByName: string;
	returnedDong: bigint | null;
};

/** Closings with the names of their programmes. */
export function namedClosings(db: Kysely<Tables>) {
	return db
		.selectFrom("yearClosing")
		.innerJoin("programme", "programme.id", "yearClosing.programmeId")
		.select([
			"yearClosing.reference",
			"yearClosing.state",
			"yearClosing.year",
			"yearClosing.proposedAt",
			"yearClosing.proposedByName",
			"yearClosing.returnedDong",
			"programme.nameVi as programmeVi",
			"programme.nameEn as programmeEn",
		]);
}

/** Closings that wait for a second person. */
export async function pendingClosings(db: Kysely<Tables>): Promise<ClosingListRow[]> {
	return (await closingList(db)).filter(({ state }) => state === "proposed");
}

/** All closings, the newest proposal first. */
export async function closingList(db: Kysely<Tables>): Promise<ClosingListRow[]> {
	const rows = await namedClosings(db)
		.orderBy("yearClosing.proposedAt", "desc")
		.orderBy("yearClosing.reference", "desc")
		.execute();
	return rows as ClosingListRow[];
}
