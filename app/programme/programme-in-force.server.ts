import type { Kysely } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ProgrammeRules } from "./programme.rules.ts";
import { readProgrammeRules } from "./programme-rules.schema.ts";

export type Programme = {
	id: string;
	nameVi: string;
	nameEn: string;
	opensOn: PlainDate;
	closesOn: PlainDate;
};

/** A programme under one version of its rules. */
export type ProgrammeInForce = { programme: Programme; versionId: string; rules: ProgrammeRules };

// Versions are never changed, so each is read once by a process.
const rulesByVersion = new Map<string, ProgrammeRules>();

function rulesOf(versionId: string, json: unknown): ProgrammeRules {
	const known = rulesByVersion.get(versionId);
	if (known) return known;
	const rules = readProgrammeRules(json);
	rulesByVersion.set(versionId, rules);
	return rules;
}

function versions(db: Kysely<Tables>) {
	return db
		.selectFrom("programmeVersion")
		.innerJoin("programme", "programme.id", "programmeVersion.programmeId")
		.select([
			"programme.id",
			"programme.nameVi",
			"programme.nameEn",
			"programme.opensOn",
			"programme.closesOn",
			"programmeVersion.id as versionId",
			"programmeVersion.rules",
		]);
}

type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>["executeTakeFirstOrThrow"]>>;

function inForce({ versionId, rules, ...programme }: VersionRow): ProgrammeInForce {
	return { programme, versionId, rules: rulesOf(versionId, rules) };
}

/** The programme under the rules in force on a day; null where there is none. The window is not asked for here. */
export async function programmeInForce(
	db: Kysely<Tables>,
	programmeId: string,
	date: PlainDate,
): Promise<ProgrammeInForce | null> {
	const row = await versions(db)
		.where("programme.id", "=", programmeId)
		.where("programmeVersion.effectiveFrom", "<=", date)
		.orderBy("programmeVersion.effectiveFrom", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ? inForce(row) : null;
}

/** The programme under a version that something was judged by. */
export async function programmeUnderVersion(db: Kysely<Tables>, versionId: string): Promise<ProgrammeInForce> {
	return inForce(await versions(db).where("programmeVersion.id", "=", versionId).executeTakeFirstOrThrow());
}

/** The programmes that take applications on a day, those that close first in front. */
export async function openProgrammes(db: Kysely<Tables>, date: PlainDate): Promise<ProgrammeInForce[]> {
	const rows = await versions(db)
		.distinctOn("programme.id")
		.where("programme.opensOn", "<=", date)
		.where("programme.closesOn", ">=", date)
		.where("programmeVersion.effectiveFrom", "<=", date)
		.orderBy("programme.id")
		.orderBy("programmeVersion.effectiveFrom", "desc")
		.execute();
	return rows.map(inForce).sort((one, other) => (one.programme.closesOn < other.programme.closesOn ? -1 : 1));
}
