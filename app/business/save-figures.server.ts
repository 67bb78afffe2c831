import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { dong } from "#app/house/command/inputs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { isSame } from "#app/kernel/is-same.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { figuresYear } from "./business.rules.ts";
import { lockOwnBusiness } from "./own-business.server.ts";

/**
 * Declares the figures of a year that is over, or corrects them. What was submitted before keeps the figures of its day.
 * Saying the same again changes nothing.
 *
 * @throws Refusal for a year that has not ended, and for a business that is not the actor's.
 */
export const saveFigures = command({
	name: "business.save-figures",
	input: z
		.object({
			year: z.number(),
			/** Yearly average of staff with compulsory social insurance (Decree 80/2021/NĐ-CP, Article 7). */
			employees: z.number(),
			womenEmployees: z.number(),
			/** Null for a business that was not a year old or had no revenue (Article 9). */
			revenueDong: dong.nullable(),
			/** Balance-sheet total (Article 8). */
			capitalDong: dong,
		})
		.extend({ businessId: z.uuid() }),
	who: "person",
	refuses: ["business_refusal_figures_year"],
	once: "same again",
	async run(ctx: CommandContext, input) {
		const { businessId, year, ...amounts } = input;
		const lastYear = figuresYear(plainDateAt(ctx.now));
		await inTransaction(ctx.db, async (trx) => {
			const business = await lockOwnBusiness(trx, ctx.actor, businessId);
			if (year > lastYear) throw new Refusal("business_refusal_figures_year", { year: lastYear });
			const before = await trx
				.selectFrom("businessFigures")
				.selectAll()
				.where("businessId", "=", businessId)
				.where("year", "=", year)
				.executeTakeFirst();
			if (isSame(before, amounts)) return;
			const figures = { ...amounts, recordedAt: ctx.now, recordedBy: ctx.actor.personId };
			await trx
				.insertInto("businessFigures")
				.values({ businessId, year, ...figures })
				.onConflict((conflict) => conflict.columns(["businessId", "year"]).doUpdateSet(figures))
				.execute();
			await appendAudit(trx, ctx, {
				action: "business.figures-saved",
				subject: { kind: "business", id: businessId, label: business.legalName },
				facts: { year, ...amounts },
			});
		});
	},
});
