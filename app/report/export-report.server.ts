import { CompiledQuery, type ControlledTransaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Database, Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canReadReports } from "./report.access.ts";
import type { ReportFilter } from "./report.forms.ts";
import { type Subsidy, subsidies, subsidyTotals } from "./subsidies.server.ts";

const BATCH = 1_000;

export type ReportExport = { filter: ReportFilter; format: "csv" | "xlsx" };

/**
 * The rows of a report in batches, all of one moment, and the audit entry that says who took how many: written before
 * the first row leaves. The caller takes the batches to their end or stops early; either lets go of the connection.
 *
 * @throws Refusal `house_refusal_not_yours` for anybody but city staff.
 */
export async function exportReport(
	ctx: CommandContext,
	{ filter, format }: ReportExport,
): Promise<{ count: number; batches: AsyncGenerator<Subsidy[]> }> {
	const permission = canReadReports(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
	const snapshot = await openSnapshot(ctx.db);
	try {
		const { count } = await subsidyTotals(snapshot, filter);
		await inTransaction(ctx.db, (trx) =>
			appendAudit(trx, ctx, {
				action: "report.exported",
				subject: { kind: "report", id: format, label: `report.${format}` },
				facts: { filter: usedOf(filter), rows: count },
			}),
		);
		return { count, batches: readBatches(snapshot, filter) };
	} catch (error) {
		await snapshot.rollback().execute();
		throw error;
	}
}

/** A reading transaction of its own, so that count and rows are those of one moment. */
function openSnapshot(db: Database): Promise<ControlledTransaction<Tables>> {
	return db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
}

function usedOf(filter: ReportFilter): Record<string, string> {
	return Object.fromEntries(
		Object.entries(filter).flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]])),
	);
}

async function* readBatches(snapshot: ControlledTransaction<Tables>, filter: ReportFilter): AsyncGenerator<Subsidy[]> {
	try {
		const { sql, parameters } = subsidies(snapshot, filter).compile();
		await snapshot.executeQuery(CompiledQuery.raw(`declare subsidy no scroll cursor for ${sql}`, [...parameters]));
		for (;;) {
			const { rows } = await snapshot.executeQuery<Subsidy>(CompiledQuery.raw(`fetch ${BATCH} from subsidy`));
			if (rows.length === 0) return;
			yield rows;
		}
	} finally {
		await snapshot.rollback().execute();
	}
}
