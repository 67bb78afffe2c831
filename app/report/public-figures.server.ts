import { type Kysely, sql } from "kysely";
import { reviewingAssociations } from "#app/association/associations.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { type Spread, spreadOf } from "./spread.rules.ts";
import { waitingDays } from "./waiting-days.server.ts";

/** What the home page tells about the service. How each is counted stands on /how-counted, under the same name. */
export type PublicFigures = {
	/** When they were read. */
	at: Date;
	/** Businesses with an approved application that did not lapse and was not cancelled. */
	approvedBusinesses: number;
	/** What banks confirmed as paid of `budgetDong`, by the ledger, ahead of the costs too. */
	paidDong: bigint;
	/** Of the programmes that take applications, else of those that did last, with what was added to it and taken since. */
	budgetDong: bigint;
	/** Working days from submission to the answer; null while there are too few to show. */
	waiting: Spread | null;
	/** Associations that take applications today. */
	associations: number;
};

/** The programmes whose window is open; between two of them, those that closed last: money of closed years is not this one's. */
function currentProgrammes(db: Kysely<Tables>, today: PlainDate) {
	return db
		.selectFrom("programme as current")
		.select("current.id")
		.where("current.opensOn", "<=", today)
		.where("current.closesOn", ">=", (eb) =>
			eb
				.selectFrom("programme as opened")
				.select(({ fn }) => sql<PlainDate>`least(${today}::date, ${fn.max("opened.closesOn")})`.as("day"))
				.where("opened.opensOn", "<=", today),
		);
}

/** Reads the figures. */
export async function readPublicFigures(db: Kysely<Tables>, now: Date): Promise<PublicFigures> {
	const today = plainDateAt(now);
	const counts = db
		.selectNoFrom((eb) => [
			eb
				.selectFrom("application")
				.select(({ fn }) => fn.count<bigint>("businessId").distinct().as("count"))
				.where("state", "in", ["approved", "agreed", "completed"])
				.as("approvedBusinesses"),
			eb
				.selectFrom("ledgerAccount")
				.innerJoin("envelope", (join) => join.on(sql<boolean>`envelope.id::text = ledger_account.book`))
				.select(({ fn }) => fn.sum<string>("balanceDong").as("sum"))
				.where("ledgerAccount.kind", "in", ["paid", "advanced"])
				.where("programmeId", "in", currentProgrammes(db, today))
				.as("paidDong"),
			eb
				.selectFrom("programme")
				.innerJoin("ledgerAccount", "ledgerAccount.book", "programme.id")
				// What was granted stands below zero.
				.select(({ fn }) => sql<string>`-${fn.sum("balanceDong")}`.as("sum"))
				.where("ledgerAccount.kind", "=", "appropriation")
				.where("programme.id", "in", currentProgrammes(db, today))
				.as("budgetDong"),
		])
		.executeTakeFirstOrThrow();
	const [{ approvedBusinesses, paidDong, budgetDong }, waited, associations] = await Promise.all([
		counts,
		waitingDays(db, now),
		reviewingAssociations(db, today),
	]);
	return {
		at: now,
		approvedBusinesses: Number(approvedBusinesses ?? 0),
		paidDong: BigInt(paidDong ?? 0),
		budgetDong: BigInt(budgetDong ?? 0),
		waiting: spreadOf(waited.map(({ days }) => days)),
		associations: associations.length,
	};
}
