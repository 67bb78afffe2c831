import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { isSame } from "#app/kernel/is-same.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockOwnBusiness } from "./own-business.server.ts";

/**
 * Declares the groups that the law supports first (Decree 80/2021/NĐ-CP, Article 4); the share of women is not declared
 * but counted from the figures. Saying the same again changes nothing.
 *
 * @throws Refusal for a business that is not the actor's.
 */
export const saveGroups = command({
	name: "business.save-groups",
	input: z.object({ businessId: z.uuid(), womenOwned: z.boolean(), socialEnterprise: z.boolean() }),
	who: "person",
	refuses: [],
	once: "same again",
	async run(ctx: CommandContext, input) {
		const { businessId, ...groups } = input;
		await inTransaction(ctx.db, async (trx) => {
			const business = await lockOwnBusiness(trx, ctx.actor, businessId);
			if (isSame(business, groups)) return;
			await trx
				.updateTable("business")
				.set({ ...groups, updatedAt: ctx.now })
				.where("id", "=", businessId)
				.execute();
			await appendAudit(trx, ctx, {
				action: "business.groups-saved",
				subject: { kind: "business", id: businessId, label: business.legalName },
				facts: groups,
			});
		});
	},
});
