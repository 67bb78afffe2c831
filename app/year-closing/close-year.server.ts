import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { returnAvailable } from "#app/funding/budget/return-available.server.ts";
import type { System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { auditClosing, findClosing, lockClosing, type YearClosingRow } from "./closings.server.ts";
import { lapseForClosing } from "./lapse-for-closing.server.ts";
import { yearEndReservations } from "./reservations.server.ts";
import { yearEnds } from "./year-closing.rules.ts";

/**
 * Does what a confirmed closing says: the reservations of the year lapse where their rules say so, each in a transaction
 * of its own; then what every envelope still has free goes back to what is not allotted. Each step is done once, so that
 * it can be begun again after a crash, or run twice at once. Committed money stays: contracts are signed. So does what an
 * envelope got after the year was over.
 */
export const closeYear = command({
	name: "year-closing.close",
	input: z.object({ closingId: z.uuid() }),
	who: "system",
	refuses: ["house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext<System>, { closingId }) {
		const closing = await findClosing(ctx.db, closingId);
		if (closing?.state !== "confirmed") return;
		const failed: unknown[] = [];
		for (const { applicationId, lapses } of await yearEndReservations(ctx.db, closing)) {
			if (lapses) await lapseForClosing(ctx, closing, { applicationId }).catch((error) => failed.push(error));
		}
		// What its envelope has is known only once all have lapsed; the job is run again, and the others are done by then.
		if (failed.length > 0)
			throw new AggregateError(failed, `${failed.length} reservations of ${closing.reference} did not lapse`);
		const envelopes = ctx.db.selectFrom("envelope").select("id").where("programmeId", "=", closing.programmeId);
		for (const { id } of await envelopes.orderBy("id").execute()) await returnOnce(ctx, closing, id);
		await finish(ctx, closing);
	},
});

async function returnOnce(ctx: CommandContext<System>, closing: YearClosingRow, envelopeId: string): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const amountDong = await returnAvailable(trx, ctx, {
			programmeId: closing.programmeId,
			envelopeId,
			until: yearEnds(closing.year),
			key: `close-year:${closing.id}:${envelopeId}`,
			why: closing.reference,
		});
		if (amountDong === 0n) return;
		const row = { closingId: closing.id, envelopeId, amountDong, at: ctx.now };
		await trx.insertInto("yearClosingReturn").values(row).execute();
	});
}

/** What a closing came to, by its steps; what stays is what is reserved now. */
async function countSteps(db: Kysely<Tables>, { id, programmeId }: YearClosingRow) {
	const { rows } = await sql<{
		lapsedCount: number;
		lapsedDong: bigint;
		stayedCount: number;
		stayedDong: bigint;
		returnedDong: bigint;
	}>`
		select lapsed.count as lapsed_count, lapsed.amount as lapsed_dong, stayed.count as stayed_count,
			stayed.amount as stayed_dong, returned.amount as returned_dong
		from (select count(*)::int as count, coalesce(sum(amount_dong), 0)::bigint as amount
				from year_closing_lapse where closing_id = ${id}) lapsed,
			(select count(*)::int as count, coalesce(sum(approved_dong), 0)::bigint as amount
				from application where programme_id = ${programmeId} and state = 'approved') stayed,
			(select coalesce(sum(amount_dong), 0)::bigint as amount from year_closing_return where closing_id = ${id}) returned`.execute(
		db,
	);
	return rows[0];
}

async function finish(ctx: CommandContext<System>, { reference }: YearClosingRow): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const closing = await lockClosing(trx, reference);
		if (closing.state !== "confirmed") return;
		const counted = await countSteps(trx, closing);
		await trx
			.updateTable("yearClosing")
			.set({ state: "done", doneAt: ctx.now, ...counted })
			.where("id", "=", closing.id)
			.execute();
		await auditClosing(trx, ctx, closing, { action: "agreement.year-closed", facts: { ...counted } });
	});
}
