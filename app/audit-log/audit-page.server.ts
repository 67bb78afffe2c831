import { type Kysely, sql } from "kysely";
import type { Names } from "#app/audit/fact-words.ts";
import { lastCheckpoint } from "#app/audit/tree/last-checkpoint.server.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { endOfDay, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { m } from "#messages/messages.js";
import type { AuditFilter } from "./audit.forms.ts";
import type { LogCheck } from "./check-log.server.ts";

const ENTRIES_A_PAGE = 50;

const wardWords: Record<string, typeof m.business_ward_ward> = {
	ward: m.business_ward_ward,
	commune: m.business_ward_commune,
	"special-zone": m.business_ward_special_zone,
};

export type AuditEntry = {
	id: bigint;
	at: Date;
	actorKind: string;
	actorName: string;
	action: string;
	subjectKind: string;
	subjectLabel: string;
	facts: Record<string, unknown>;
	requestId: string | null;
};

export type AuditPage = {
	entries: AuditEntry[];
	count: number;
	page: number;
	pages: number;
	/** Place of the first entry shown in the whole list, counted from 1. */
	first: number;
	/** What the codes in facts stand for. */
	names: Names;
	/** The latest check of the log; null before the first. */
	lastCheck: { at: Date; by: string; check: LogCheck } | null;
	/** What was signed last, to be copied to another place; null while nothing was. */
	checkpoint: { at: Date; note: string } | null;
};

function containing(words: string): string {
	return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}

function entries(db: Kysely<Tables>, { action, subject, person, from, to }: AuditFilter) {
	let found = db.selectFrom("auditEntry");
	if (action !== "") found = found.where("action", "=", action);
	if (subject !== "") {
		// An application's number finds its claims and payments too, whose entries name it among their facts.
		const words = containing(subject);
		found = found.where(({ or, eb }) =>
			or([eb("subjectLabel", "ilike", words), eb(sql`facts->>'application'`, "ilike", words)]),
		);
	}
	if (person !== "") found = found.where("actorName", "ilike", containing(person));
	if (from !== null) found = found.where("at", ">=", startOfDay(from));
	if (to !== null) found = found.where("at", "<=", endOfDay(to));
	return found;
}

/** How many lines fit a filter. */
export async function countEntries(db: Kysely<Tables>, filter: AuditFilter): Promise<number> {
	const { count } = await entries(db, filter)
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.executeTakeFirstOrThrow();
	return Number(count);
}

const shown = ["id", "at", "actorKind", "actorName", "action", "subjectKind", "subjectLabel", "facts"] as const;

/** A line as it leaves: with its place in the proof and its hash there; null for one that was written a moment ago. */
export type ExportedEntry = Omit<AuditEntry, "requestId"> & { position: bigint | null; hash: Buffer | null };

/** All lines that fit a filter, newest first. For those who may read the log (audit.access.ts). */
export function unsafeEntries(db: Kysely<Tables>, filter: AuditFilter) {
	return entries(db, filter)
		.leftJoin("auditLeaf", "auditLeaf.entryId", "auditEntry.id")
		.select(shown)
		.select(["auditLeaf.position", "auditLeaf.hash"])
		.orderBy("auditEntry.id", "desc");
}

/** The programmes, associations and wards that facts name by their codes. */
export async function namesOf(db: Kysely<Tables>, facts: unknown): Promise<Names> {
	const said = JSON.stringify(facts);
	const names = Object.entries(await allNames(db));
	return Object.fromEntries(names.filter(([code]) => said.includes(JSON.stringify(code))));
}

/** Every programme, association and ward by its code. */
export async function allNames(db: Kysely<Tables>): Promise<Names> {
	const { rows } = await sql<{ code: string; vi: string; en: string; kind: string | null }>`
		select id as code, name_vi as vi, name_en as en, null as kind from programme
		union all select id, name_vi, name_en, null from association
		union all select code, name, name, kind from ward`.execute(db);
	return Object.fromEntries(
		rows.map(({ code, vi, en, kind }) => {
			const ward = kind === null ? null : ownValue(wardWords, kind);
			if (!ward) return [code, { vi, en }];
			return [code, { vi: ward({ name: vi }, { locale: "vi" }), en: ward({ name: en }, { locale: "en" }) }];
		}),
	);
}

async function lastCheck(db: Kysely<Tables>): Promise<AuditPage["lastCheck"]> {
	const row = await db
		.selectFrom("auditEntry")
		.select(["at", "actorName", "facts"])
		.where("action", "=", "audit.checked")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ? { at: row.at, by: row.actorName, check: row.facts as LogCheck } : null;
}

/** One page of the log, newest first. For those who may read it (audit.access.ts). */
export async function unsafeAuditPage(db: Kysely<Tables>, filter: AuditFilter, asked: number): Promise<AuditPage> {
	const count = await countEntries(db, filter);
	const pages = Math.max(1, Math.ceil(count / ENTRIES_A_PAGE));
	const page = Math.min(asked, pages);
	const before = (page - 1) * ENTRIES_A_PAGE;
	const rows = await entries(db, filter)
		.select([...shown, "requestId"])
		.orderBy("id", "desc")
		.limit(ENTRIES_A_PAGE)
		.offset(before)
		.execute();
	return {
		entries: rows.map((row) => ({ ...row, facts: row.facts as Record<string, unknown> })),
		count,
		page,
		pages,
		first: before + 1,
		names: await namesOf(
			db,
			rows.map((row) => row.facts),
		),
		lastCheck: await lastCheck(db),
		checkpoint: await lastCheckpoint(db),
	};
}
