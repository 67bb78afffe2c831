import type { Kysely } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import { membershipOf } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownFiles, type ShownTurn } from "./known-files.server.ts";
import { openTurns, turnOf } from "./turn.rules.ts";
import { isTurnOf, type Person } from "./turns.ts";

/** One application of the person's, with everything that is open about it. */
export type OwnFile = {
	reference: string;
	state: ApplicationState;
	/** The one thing to say about it. */
	turn: ShownTurn;
	/** What the person has to do, most urgent first. */
	mine: ShownTurn[];
	/** What others have to do. */
	waiting: ShownTurn[];
};

/** The person's own applications, newest first, each with whose turn it is; one of them if `reference` is given. */
export async function ownFiles(db: Kysely<Tables>, actor: Actor, now: Date, reference?: string): Promise<OwnFile[]> {
	const own = ownApplications(db, actor).$if(reference !== undefined, (query) =>
		query.where("application.reference", "=", reference ?? ""),
	);
	const files = await knownFiles(db, own, { now, told: true });
	const [first] = files;
	if (!first) return [];
	const membership = await membershipOf(db, actor.personId, first.businessId);
	const person: Person = { as: "business", binds: membership === "owner" };
	const today = plainDateAt(now);
	return files.map(({ file, shown }) => {
		const open = openTurns(file, today);
		return {
			reference: file.reference,
			state: file.state,
			turn: shown(turnOf(file, person, today)),
			mine: open.filter((turn) => isTurnOf(turn, person)).map(shown),
			waiting: open.filter((turn) => !isTurnOf(turn, person)).map(shown),
		};
	});
}
