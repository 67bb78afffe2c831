import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { staffFiles } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownFiles, type ShownTurn } from "./known-files.server.ts";
import { openTurns, turnOf } from "./turn.rules.ts";

/** Whose turn it is about one file, for staff who may see it; `open` is everything that waits, most urgent first. */
export type FileTurns = { turn: ShownTurn; open: ShownTurn[] };

/** Of a file that the person may see as staff; null of any other. */
export async function fileTurns(
	db: Kysely<Tables>,
	actor: Actor,
	applicationId: string,
	now: Date,
): Promise<FileTurns | null> {
	const [known] = await knownFiles(db, staffFiles(db, actor).where("application.id", "=", applicationId), {
		now,
		told: false,
	});
	if (!known) return null;
	const today = plainDateAt(now);
	return {
		turn: known.shown(turnOf(known.file, { as: "reader" }, today)),
		open: openTurns(known.file, today).map(known.shown),
	};
}
