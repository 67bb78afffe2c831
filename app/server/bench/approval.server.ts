import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { db, pool } from "#app/house/database.server.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import { decide } from "#app/review/decide.server.ts";
import { approveInBareSql } from "./bare-approval.server.ts";
import { judgeCases, makeCases } from "./data.server.ts";
import { type Measured, median, millisecondsOf } from "./measured.ts";

/** Approvals that are thrown away, until caches and compiler are warm. */
const WARM_UP = 20;
const AT_ONCE = 8;

type Approve = (reference: string) => Promise<void>;

/** Someone who reviews for the association whose applications are copied. */
async function findReviewer(): Promise<Actor> {
	const person = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["person.id", "person.name", "person.email", "scopeId"])
		.where("role", "=", "reviewer")
		.where("scopeId", "=", (eb) =>
			eb
				.selectFrom("application")
				.select((inner) => inner.fn.coalesce("associationId", inner.val("")).as("associationId"))
				.where("submissionId", "is not", null)
				.where("allowedDong", ">", 0n)
				.orderBy("allowedDong")
				.orderBy("id")
				.limit(1),
		)
		.executeTakeFirstOrThrow();
	const { id, name, email, scopeId } = person;
	return { personId: id, name, email, roles: [{ role: "reviewer", scopeId }], secondFactor: true };
}

const written = [
	"decision",
	"decision_line",
	"decision_finding",
	"application_event",
	"ledger_account",
	"ledger_transfer",
	"ledger_entry",
	"audit_entry",
	"graphile_worker.jobs",
];

async function rowsWritten(work: () => Promise<void>): Promise<Record<string, number>> {
	const count = async () => {
		const columns = written.map((table) => `(select count(*)::int from ${table}) as "${table}"`);
		return (await pool.query<Record<string, number>>(`select ${columns.join(", ")}`)).rows[0] ?? {};
	};
	const before = await count();
	await work();
	const after = await count();
	return Object.fromEntries(written.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]));
}

async function oneByOne(approve: Approve, references: string[]): Promise<number[]> {
	const times: number[] = [];
	for (const reference of references) times.push(await millisecondsOf(() => approve(reference)));
	return times;
}

/** Milliseconds for one approval where several are under way at a time. */
async function atOnce(approve: Approve, references: string[]): Promise<number> {
	const waiting = [...references];
	const worker = async () => {
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await approve(next);
	};
	const total = await millisecondsOf(() => Promise.all(Array.from({ length: AT_ONCE }, worker)));
	return total / references.length;
}

/** By the reference of each copy. */
async function submissionsOfCases(): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom("application")
		.select(["reference", "submissionId"])
		.where("reference", "like", "BENCH-%")
		.execute();
	return new Map(rows.map(({ reference, submissionId }) => [reference, submissionId ?? ""]));
}

/** An approval by the command against the same rows written in bare SQL, in turns on one database. */
export async function measureApproval(quick: boolean): Promise<Measured[]> {
	const reviewer = await findReviewer();
	const blocks = quick ? 1 : 12;
	const size = 20;
	await makeCases({ from: 1, count: 2 * (WARM_UP + 1) + 4 * blocks * size }, reviewer.personId);
	const pattern = await casePage(db, reviewer, "BENCH-1", now());
	if (pattern?.access !== "open") throw new Error("the reviewer cannot open the first of the copies");
	await judgeCases(
		reviewer.personId,
		pattern.conditions.map(({ id }) => id),
	);
	let used = 0;
	const take = (count: number) => Array.from({ length: count }, () => `BENCH-${++used}`);
	const submissionIds = await submissionsOfCases();
	const command: Approve = (reference) =>
		decide(
			{ db, actor: reviewer, now: now(), locale: "vi" },
			{
				reference,
				decisionId: randomUUID(),
				submissionId: submissionIds.get(reference) ?? "",
				kind: "approve",
				lines: [],
				reasons: "",
			},
			() => false,
		);
	const bare: Approve = (reference) => approveInBareSql(reviewer, reference, randomUUID());

	const [byCommand, byBare] = [
		await rowsWritten(() => command(take(1)[0] ?? "")),
		await rowsWritten(() => bare(take(1)[0] ?? "")),
	];
	if (!isDeepStrictEqual(byCommand, byBare)) {
		throw new Error(
			`the bare SQL does not write what an approval writes: ${JSON.stringify(byBare)}, not ${JSON.stringify(byCommand)}`,
		);
	}
	await oneByOne(command, take(WARM_UP));
	await oneByOne(bare, take(WARM_UP));
	const alone = { command: [] as number[], bare: [] as number[] };
	const together = { command: [] as number[], bare: [] as number[] };
	for (let block = 0; block < blocks; block++) {
		alone.command.push(...(await oneByOne(command, take(size))));
		alone.bare.push(...(await oneByOne(bare, take(size))));
		together.command.push(await atOnce(command, take(size)));
		together.bare.push(await atOnce(bare, take(size)));
	}
	const against = "its bare SQL";
	return [
		{ what: "Approval, one at a time", unit: "ms", ours: median(alone.command), against, bare: median(alone.bare) },
		{
			what: `Approval, ${AT_ONCE} at a time`,
			unit: "ms",
			ours: median(together.command),
			against,
			bare: median(together.bare),
		},
	];
}
