import type { Kysely } from "kysely";
import { type Actor, holds } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { staffFiles } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownFiles, type ShownTurn } from "./known-files.server.ts";
import { firstFor, type Stance, stanceOf } from "./stance.ts";
import { type Desk, standingOf } from "./standing.server.ts";
import { openTurns, turnOf } from "./turn.rules.ts";
import { type Person, staffDoor, type Turn } from "./turns.ts";

/** A turn as it stands to whoever reads of it; its `href` is where staff do it. */
export type TurnSeen = ShownTurn & { stance: Stance };

/** Whose turn it is about one file: of the whole file, and of one thing in it, null once nothing about that is open. */
export type FileTurns = { turn: TurnSeen; about: (subject: string) => TurnSeen | null };

/** Of a file that the person may see as staff, what is theirs first; null of any other. */
export async function fileTurns(
	db: Kysely<Tables>,
	actor: Actor,
	file: { id: string; associationId: string | null },
	now: Date,
): Promise<FileTurns | null> {
	const visible = staffFiles(db, actor).where("application.id", "=", file.id);
	const [[known], persons] = await Promise.all([
		knownFiles(db, visible, { now, told: false }),
		personsIn(db, actor, file, now),
	]);
	if (!known) return null;
	const today = plainDateAt(now);
	const open = openTurns(known.file, today);
	const seen = (turn: Turn): TurnSeen => ({
		...known.shown({ ...turn, href: staffDoor(turn) }),
		stance: stanceOf(turn, persons),
	});
	return {
		turn: seen(firstFor(open, persons) ?? turnOf(known.file, { as: "reader" }, today)),
		about: (subject) => {
			const first = firstFor(
				open.filter((turn) => turn.subject === subject),
				persons,
			);
			return first && seen(first);
		},
	};
}

/** As what the actor stands to the file: one person for each of their desks at which it may lie. */
async function personsIn(
	db: Kysely<Tables>,
	actor: Actor,
	{ id, associationId }: { id: string; associationId: string | null },
	now: Date,
): Promise<Person[]> {
	const ofAssociation = (["reviewer", "association_manager"] as const).filter(
		(desk) => associationId !== null && holds(actor, desk, associationId),
	);
	const ofCity = (["finance_officer", "programme_officer"] as const).filter((desk) => holds(actor, desk));
	return Promise.all(
		[...ofAssociation, ...ofCity].map(async (desk: Desk) => {
			return (await standingOf(db, actor.personId, { desk, now, ids: [id] }))(id);
		}),
	);
}
