import type { Kysely, Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { type YearClosingState, yearClosingTransition } from "./year-closing.states.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("yearClosing").selectAll();
}

export type YearClosingRow = Omit<Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>, "state"> & {
	state: YearClosingState;
};

/** A closing by its id; null where there is none. */
export async function findClosing(db: Kysely<Tables>, closingId: string): Promise<YearClosingRow | null> {
	const row = await all(db).where("id", "=", closingId).executeTakeFirst();
	return (row as YearClosingRow | undefined) ?? null;
}

/** The year by whose closing an application lapsed; null for any other. */
export async function closedYearOf(db: Kysely<Tables>, applicationId: string): Promise<number | null> {
	const row = await db
		.selectFrom("yearClosingLapse")
		.innerJoin("yearClosing", "yearClosing.id", "yearClosingLapse.closingId")
		.select("yearClosing.year")
		.where("yearClosingLapse.applicationId", "=", applicationId)
		.executeTakeFirst();
	return row?.year ?? null;
}

/** A closing, held until the transaction ends. @throws NotFound where there is none. */
export async function lockClosing(trx: Transaction<Tables>, reference: string): Promise<YearClosingRow> {
	const row = await all(trx).where("reference", "=", reference).forUpdate().executeTakeFirst();
	return orNotFound(row) as YearClosingRow;
}

/** The latest year after this one whose closing was confirmed; null where there is none. */
export async function laterClosedYear(
	db: Kysely<Tables>,
	{ programmeId, year: than }: { programmeId: string; year: number },
): Promise<number | null> {
	const { year } = await db
		.selectFrom("yearClosing")
		.select((eb) => eb.fn.max("year").as("year"))
		.where("programmeId", "=", programmeId)
		.where("year", ">", than)
		.where("state", "in", ["confirmed", "done"])
		.executeTakeFirstOrThrow();
	return year;
}

/** The closing of a later year has ended the reservations of this one, and given back what was free. @throws Refusal then. */
export async function assertNoLaterClosing(
	trx: Transaction<Tables>,
	{ programmeId, year }: { programmeId: string; year: number },
): Promise<void> {
	const closed = await laterClosedYear(trx, { programmeId, year });
	if (closed !== null) throw new Refusal("budget_refusal_closing_later", { year, closed });
}

/** Closings that were confirmed and are not done. */
export async function closingsUnderWay(db: Kysely<Tables>): Promise<string[]> {
	const rows = await db.selectFrom("yearClosing").select("id").where("state", "=", "confirmed").execute();
	return rows.map(({ id }) => id);
}

/**
 * Answers a locked proposal in one of the ways that there are.
 *
 * @throws Refusal `house_refusal_moved_on` where there is no such way any more.
 */
export async function answerClosing(
	trx: Transaction<Tables>,
	{ actor, now }: Pick<CommandContext, "actor" | "now">,
	closing: YearClosingRow,
	{ to, reason = null }: { to: YearClosingState; reason?: string | null },
): Promise<void> {
	if (!yearClosingTransition(closing.state, to)) throw new Refusal("house_refusal_moved_on");
	const { personId: endedBy, name: endedByName } = actor;
	await trx
		.updateTable("yearClosing")
		.set({ state: to, endedAt: now, endedBy, endedByName, endReason: reason })
		.where("id", "=", closing.id)
		.execute();
}

/** What the audit log tells of a closing at each of its steps. */
export async function auditClosing(
	trx: Transaction<Tables>,
	ctx: { actor: AnyActor; now: Date },
	closing: Pick<YearClosingRow, "id" | "reference" | "programmeId" | "year">,
	step: { action: string; facts?: Record<string, string | number | bigint> },
): Promise<void> {
	const { id, reference, programmeId, year } = closing;
	await appendAudit(trx, ctx, {
		action: step.action,
		subject: { kind: "year-closing", id, label: reference },
		facts: { programme: programmeId, year, ...step.facts },
	});
}
