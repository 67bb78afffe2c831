import type pg from "pg";
import { now } from "#app/house/clock.server.ts";
import { db, pool } from "#app/house/database.server.ts";
import { csvOf } from "#app/house/sheets.server.ts";
import { exportReport } from "#app/report/export-report.server.ts";
import { noFilter } from "#app/report/report.forms.ts";
import { reportColumns } from "#app/report/report-columns.ts";
import { type Subsidy, subsidies } from "#app/report/subsidies.server.ts";
import { makeHistory } from "./data.server.ts";
import { type Measured, median, millisecondsOf } from "./measured.ts";

const ROWS = 100_000;
const ROWS_QUICK = 5_000;
/** Beyond the cases that were made to be decided on. */
const FIRST = 1_000_000;

/** Reads what `COPY … TO STDOUT` sends and throws it away; pg itself only knows queries with rows. */
class CopyOut implements pg.Submittable {
	bytes = 0;
	readonly done: Promise<void>;
	private settle: { resolve: () => void; reject: (error: Error) => void } = { resolve() {}, reject() {} };

	constructor(private readonly statement: string) {
		this.done = new Promise((resolve, reject) => {
			this.settle = { resolve, reject };
		});
	}

	submit(connection: pg.Connection): void {
		(connection as unknown as { query: (text: string) => void }).query(this.statement);
	}

	handleCopyData({ chunk }: { chunk: Buffer }): void {
		this.bytes += chunk.length;
	}

	handleCommandComplete(): void {}

	handleReadyForQuery(): void {
		this.settle.resolve();
	}

	handleError(error: Error): void {
		this.settle.reject(error);
	}
}

async function copyOut(query: string): Promise<number> {
	const client = await pool.connect();
	try {
		const copy = client.query(new CopyOut(`copy (${query}) to stdout with (format csv, header)`));
		await copy.done;
		return copy.bytes;
	} finally {
		client.release();
	}
}

async function findOfficer() {
	const { id, name, email } = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["person.id", "person.name", "person.email"])
		.where("role", "=", "programme_officer")
		.executeTakeFirstOrThrow();
	return {
		personId: id,
		name,
		email,
		roles: [{ role: "programme_officer" as const, scopeId: "" }],
		secondFactor: true,
	};
}

/** The report as the office downloads it: rights, totals, audit entry, rows in words, CSV. Counts its bytes. */
async function exportCsv(actor: Awaited<ReturnType<typeof findOfficer>>): Promise<number> {
	const ctx = { db, actor, now: now(), locale: "vi" as const };
	const batches = await exportReport(ctx, { filter: noFilter, format: "csv" });
	let bytes = 0;
	for await (const piece of csvOf<Subsidy>(reportColumns("vi"), batches)) bytes += Buffer.from(piece).length;
	return bytes;
}

/** The report of many subsidies as CSV against COPY of the same query. */
export async function measureExport(quick: boolean): Promise<Measured[]> {
	const count = quick ? ROWS_QUICK : ROWS;
	await makeHistory({ from: FIRST, count });
	const query = subsidies(db, noFilter).compile();
	if (query.parameters.length > 0) throw new Error("COPY takes no parameters, and the query of the report has some");
	const officer = await findOfficer();
	const ours: number[] = [];
	const bare: number[] = [];
	for (let round = 0; round < (quick ? 1 : 3); round++) {
		bare.push(await millisecondsOf(() => copyOut(query.sql)));
		ours.push(await millisecondsOf(() => exportCsv(officer)));
	}
	const what = `Report as CSV, ${count.toLocaleString("en")} rows`;
	return [{ what, unit: "ms", ours: median(ours), against: "COPY … TO STDOUT", bare: median(bare) }];
}
