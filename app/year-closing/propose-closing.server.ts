import { z } from "zod";
import { assertManages } from "#app/funding/budget/budget-changes.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { formatDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { assertNoLaterClosing, auditClosing } from "./closings.server.ts";
import { proposableFrom, yearsOfProgramme } from "./year-closing.rules.ts";

/**
 * Proposes to close a year of a programme and returns the reference. Nothing lapses and nothing is booked before another
 * officer confirms it. The same `closingId` is proposed once.
 *
 * @throws Refusal before December of the year, or where it is closed or its closing is proposed already, or a later year is closed; NotFound
 * where the programme has no such year.
 */
export const proposeClosing = command({
	name: "year-closing.propose",
	input: z.object({ closingId: z.uuid(), programmeId: z.string(), year: z.number() }),
	who: ["programme_officer"],
	refuses: ["budget_refusal_closing_early", "budget_refusal_closing_later", "budget_refusal_closing_there"],
	once: ({ closingId }) => closingId,
	async run(ctx: CommandContext, { closingId, programmeId, year }): Promise<string> {
		assertManages(ctx.actor);
		const today = plainDateAt(ctx.now);
		return inTransaction(ctx.db, async (trx) => {
			const before = await trx
				.selectFrom("yearClosing")
				.select("reference")
				.where("id", "=", closingId)
				.executeTakeFirst();
			if (before) return before.reference;
			const programme = orNotFound(
				await trx.selectFrom("programme").select("opensOn").where("id", "=", programmeId).executeTakeFirst(),
			);
			orNotFound(yearsOfProgramme(programme.opensOn, today).includes(year) || null);
			const from = proposableFrom(year);
			if (today < from) throw new Refusal("budget_refusal_closing_early", { year, date: formatDate(from, ctx.locale) });
			const live = await trx
				.selectFrom("yearClosing")
				.select("id")
				.where("programmeId", "=", programmeId)
				.where("year", "=", year)
				.where("state", "in", ["proposed", "confirmed", "done"])
				.executeTakeFirst();
			if (live) throw new Refusal("budget_refusal_closing_there");
			await assertNoLaterClosing(trx, { programmeId, year });
			const reference = await nextReference(trx, "KS", yearOf(today));
			const { personId: proposedBy, name: proposedByName } = ctx.actor;
			const closing = { id: closingId, reference, programmeId, year };
			await trx
				.insertInto("yearClosing")
				.values({ ...closing, state: "proposed", proposedAt: ctx.now, proposedBy, proposedByName })
				.execute();
			await auditClosing(trx, ctx, closing, { action: "agreement.year-closing-proposed" });
			return reference;
		});
	},
});
