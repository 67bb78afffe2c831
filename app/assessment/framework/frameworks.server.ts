import type { Kysely, Transaction } from "kysely";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { type Framework, frameworkSchema } from "./framework.ts";
import content from "./framework-1.json" with { type: "json" };

/** Adds this build's versions of the questionnaire that the database does not have. A stored version is never changed. */
export async function installFrameworks(trx: Transaction<Tables>): Promise<void> {
	const { version, effectiveFrom } = frameworkSchema.parse(content);
	await trx
		.insertInto("framework")
		.values({ version, effectiveFrom, content: JSON.stringify(content) })
		.onConflict((conflict) => conflict.column("version").doNothing())
		.execute();
}

// A version never changes (the database refuses it), so each is read and checked once a process.
const known = new Map<number, Framework>();

/** A version of the questionnaire. @throws Error when there is none, which a foreign key rules out. */
export async function readFramework(db: Kysely<Tables>, version: number): Promise<Framework> {
	const before = known.get(version);
	if (before) return before;
	const row = await db
		.selectFrom("framework")
		.select("content")
		.where("version", "=", version)
		.executeTakeFirstOrThrow();
	const framework = frameworkSchema.parse(row.content);
	known.set(version, framework);
	return framework;
}

/** The version that a new assessment takes. @throws Error when none is in force yet. */
export async function frameworkInForce(db: Kysely<Tables>, now: Date): Promise<Framework> {
	const { version } = await db
		.selectFrom("framework")
		.select("version")
		.where("effectiveFrom", "<=", plainDateAt(now))
		.orderBy("version", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	return readFramework(db, version);
}
