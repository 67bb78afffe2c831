import type { Kysely } from "kysely";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { type Programme, programmeInForce } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type AttentionRow, attention } from "./attention.server.ts";
import { type ProgrammeBudget, programmeBudget } from "./budget.server.ts";
import { type Helped, helped } from "./helped.server.ts";
import { programmeSteps, type Steps } from "./steps.server.ts";
import { type Waiting, waiting } from "./waiting.server.ts";

export type CityOverview = {
	at: Date;
	programmes: Programme[];
	/** Null before the first programme. */
	shown: {
		programme: Programme;
		budget: ProgrammeBudget;
		steps: Steps;
		helped: Helped;
		attention: AttentionRow[];
		waiting: Waiting;
		/** By the rules of today; null before the programme has any. */
		answerWorkingDays: number | null;
	} | null;
};

/** How a programme is going: the one asked for, or the latest that has opened. */
export async function cityOverview(db: Kysely<Tables>, now: Date, asked: string | null): Promise<CityOverview> {
	const today = plainDateAt(now);
	const programmes = await db
		.selectFrom("programme")
		.select(["id", "nameVi", "nameEn", "opensOn", "closesOn"])
		.orderBy("opensOn", "desc")
		.orderBy("id")
		.execute();
	const programme =
		programmes.find(({ id }) => id === asked) ?? programmes.find(({ opensOn }) => opensOn <= today) ?? programmes[0];
	if (!programme) return { at: now, programmes, shown: null };
	const [budget, steps, whoGot, toLookAt, waits, inForce] = await Promise.all([
		programmeBudget(db, programme.id),
		programmeSteps(db, programme),
		helped(db, programme.id),
		attention(db, programme.id, now),
		waiting(db, now),
		programmeInForce(db, programme.id, today),
	]);
	return {
		at: now,
		programmes,
		shown: {
			programme,
			budget,
			steps,
			helped: whoGot,
			attention: toLookAt,
			waiting: waits,
			answerWorkingDays: inForce?.rules.settings.answerWorkingDays ?? null,
		},
	};
}
