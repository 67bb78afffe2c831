import { type Kysely, sql } from "kysely";
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

/** Each is looked at by itself: a first page has room for no more, and the list of applications has them all. */
const MOST_OPEN = 50;

/**
 * The applications about which something can be open, whatever became of it: of those that ended, where money goes back.
 * The rules say whether it is.
 */
function openApplications(db: Kysely<Tables>, actor: Actor) {
	return ownApplications(db, actor)
		.where("application.state", "not in", ["rejected", "withdrawn"])
		.where(
			sql<boolean>`(application.state not in ('completed', 'lapsed', 'cancelled')
				or exists (select 1 from recovery where application_id = application.id and state not in ('settled', 'dropped'))
				or exists (select 1 from own_share
					where application_id = application.id and ((refund_dong is not null and refund_outcome is distinct from 'refunded') or taken_dong > 0)))`,
		)
		.limit(MOST_OPEN);
}

/**
 * The person's own applications, newest first, each with whose turn it is: that of the `reference`, whatever its state,
 * or those about which something can be open.
 */
export async function ownFiles(db: Kysely<Tables>, actor: Actor, now: Date, reference?: string): Promise<OwnFile[]> {
	const own =
		reference === undefined
			? openApplications(db, actor)
			: ownApplications(db, actor).where("application.reference", "=", reference);
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
