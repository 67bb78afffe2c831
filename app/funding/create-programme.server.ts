import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day, dong } from "#app/house/command/inputs.ts";
import { openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import { insertProgramme } from "#app/programme/insert-programme.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { appropriationAccount, unallottedAccount } from "./accounts.ts";

/** Both days of application count as open; the budget is in whole đồng. */

/**
 * Opens a scheme and books its budget as not yet given to any association. It takes applications once a version of its
 * rules is published.
 */
export const createProgramme = command({
	name: "funding.create-programme",
	input: z.object({
		id: z.string(),
		nameVi: z.string(),
		nameEn: z.string(),
		opensOn: day,
		closesOn: day,
		budgetDong: dong,
	}),
	who: ["programme_officer"],
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext<AnyActor>, programme) {
		await inTransaction(ctx.db, async (trx) => {
			await insertProgramme(trx, { ...programme, createdAt: ctx.now });
			await openAccounts(trx, [
				{ ...appropriationAccount(programme.id), floorDong: null, capDong: null },
				{ ...unallottedAccount(programme.id), floorDong: 0n, capDong: null },
			]);
			await postTransfer(trx, ctx, {
				key: `appropriate:${programme.id}`,
				reason: "appropriate",
				postings: [
					{ account: appropriationAccount(programme.id), amountDong: -programme.budgetDong },
					{ account: unallottedAccount(programme.id), amountDong: programme.budgetDong },
				],
			});
			await appendAudit(trx, ctx, {
				action: "programme.created",
				subject: { kind: "programme", id: programme.id, label: programme.nameVi },
				facts: { opensOn: programme.opensOn, closesOn: programme.closesOn, budgetDong: programme.budgetDong },
			});
		});
	},
});
