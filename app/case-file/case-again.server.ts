import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import { queuePlace } from "#app/review/desk/queue-place.server.ts";
import { doorsIn } from "./doors.server.ts";

/**
 * The case once more, at the address of a form that was not accepted: it keeps what was typed, and says what stands in the
 * way.
 *
 * @param condition the one that a finding was written on.
 * @throws a redirect to the declaration where none was made yet; NotFound for a case that is not the reviewer's.
 */
export async function caseAgain(actor: Actor, reference: string, condition: string | null = null) {
	const page = orNotFound(await casePage(db, actor, reference, now()));
	if (page.access === "undeclared") throw redirect(`/review/${page.reference}/declaration`);
	const ids = { readerId: actor.personId, decisionId: randomUUID(), findingId: randomUUID() };
	const doors = await doorsIn(db, actor, page);
	const place = await queuePlace(db, actor, reference, now());
	const shown = { view: "review" as const, made: null, shownDocument: null, condition };
	return { page, ...ids, ...shown, place, today: plainDateAt(now()), doors };
}
