import type { Kysely } from "kysely";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { type Programme, programmeInForce } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type AttentionRow, attention } from "./attention.server.ts";
import { type ProgrammeBudget, programmeBudget } from "./budget.server.ts";
import { type Helped, helped } from "./helped.server.ts";
import { programmeSteps, type Steps } from "./steps.server.ts";
import { type Waiting, waiting } from "./waiting.server.ts";

export type CityOverview = {
	at: Date;
	/** The open ones first, the largest before the others. */
	programmes: (Programme & { isMain: boolean })[];
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

/** How a programme is going: the one asked for, or the main one: of those that are open, the one with the most money. */
export async function cityOverview(db: Kysely<Tables>, now: Date, asked: string | null): Promise<CityOverview> {
	const today = plainDateAt(now);
	const programmes = await byImportance(db, today);
	const programme = programmes.find(({ id }) => id === asked) ?? programmes[0];
	if (!programme) return { at: now, programmes, shown: null };
	const [budget, steps, whoGot, toLookAt, waits, inForce] = await Promise.all([
		programmeBudget(db, programme.id),
		programmeSteps(db, programme.id),
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

/** Open ones first, then closed ones, then those to come; of each kind the one with the most money first. */
async function byImportance(db: Kysely<Tables>, today: PlainDate): Promise<CityOverview["programmes"]> {
	const rows = await db
		.selectFrom("programme")
		.leftJoin("ledgerAccount", (join) =>
			join.onRef("ledgerAccount.book", "=", "programme.id").on("ledgerAccount.kind", "=", "appropriation"),
		)
		.select(["programme.id", "nameVi", "nameEn", "opensOn", "closesOn"])
		// What was granted stands below zero.
		.select((eb) => eb.fn.coalesce(eb.fn.sum<string>("balanceDong"), eb.lit(0)).as("granted"))
		.groupBy("programme.id")
		.orderBy((eb) => eb.case().when("opensOn", ">", today).then(2).when("closesOn", "<", today).then(1).else(0).end())
		.orderBy("granted")
		.orderBy("opensOn", "desc")
		.orderBy("programme.id")
		.execute();
	return rows.map(({ granted: _granted, ...programme }, at) => ({ ...programme, isMain: at === 0 }));
}
