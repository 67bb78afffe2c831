import type { Kysely, Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { type ApplicationEvent, type ApplicationState, type Side, transitionOf } from "./application.states.ts";
import { freeze } from "./frozen-json.ts";

type Who = { actor: AnyActor; now: Date };

/** What the timeline may tell of it; amounts are bigints whose names end in `Dong`. */
export type EventFacts = Record<string, string | number | bigint | boolean | null>;

/**
 * Changes the state of an application, in the caller's transaction and with the application locked, and tells its
 * timeline. It also keeps what the state means for the row: the clock has no end while the business owes an answer, a
 * decision and a completion have their time, an approval its amount.
 *
 * @throws Refusal `house_refusal_moved_on` when it is no longer in the state `from`. A change that the table of
 * transitions does not have, or not for that side, is a mistake of ours.
 */
export async function moveApplication(
	trx: Transaction<Tables>,
	who: Who,
	move: {
		applicationId: string;
		from: ApplicationState;
		to: ApplicationState;
		side: Side;
		/** The event's name, where the table's own does not fit. */
		what?: ApplicationEvent;
		facts?: EventFacts;
		/** With the move to approved. */
		approvedDong?: bigint;
	},
): Promise<void> {
	const { applicationId, from, to, side, facts, approvedDong } = move;
	const transition = transitionOf(from, to);
	if (!transition?.by.includes(side)) throw new Error(`no ${side} moves an application from ${from} to ${to}`);
	const result = await trx
		.updateTable("application")
		.set({
			state: to,
			...(to === "changes_requested" ? { answerDueOn: null } : {}),
			...(to === "approved" || to === "rejected" ? { decidedAt: who.now } : {}),
			...(to === "completed" ? { completedAt: who.now } : {}),
			...(approvedDong === undefined ? {} : { approvedDong }),
		})
		.where("id", "=", applicationId)
		.where("state", "=", from)
		.executeTakeFirst();
	if (result.numUpdatedRows === 0n) throw new Refusal("house_refusal_moved_on");
	await insertEvent(trx, who, {
		applicationId,
		what: move.what ?? transition.what,
		fromState: from,
		toState: to,
		side,
		facts,
	});
}

/** Tells the timeline of something that changes no state: a claim, a payment, an extension. */
export async function noteEvent(
	trx: Transaction<Tables>,
	who: Who,
	event: { applicationId: string; what: ApplicationEvent; side: Side; facts?: EventFacts },
): Promise<void> {
	await insertEvent(trx, who, { ...event, fromState: null, toState: null });
}

/** What the timeline was told when this happened to the application, the last time; null where it never did. */
export async function findEvent(
	db: Kysely<Tables>,
	applicationId: string,
	what: ApplicationEvent,
): Promise<{ actorId: string | null; facts: Record<string, unknown> } | null> {
	const event = await db
		.selectFrom("applicationEvent")
		.select(["actorId", "facts"])
		.where("applicationId", "=", applicationId)
		.where("what", "=", what)
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return event ? { ...event, facts: event.facts as Record<string, unknown> } : null;
}

async function insertEvent(
	trx: Transaction<Tables>,
	{ actor, now }: Who,
	{ facts, ...event }: Parameters<typeof noteEvent>[2] & { fromState: string | null; toState: string | null },
): Promise<void> {
	await trx
		.insertInto("applicationEvent")
		.values({
			...event,
			at: now,
			actorId: "personId" in actor ? actor.personId : null,
			actorName: "name" in actor ? actor.name : "",
			facts: freeze(facts ?? {}),
		})
		.execute();
}
