import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import { insertProgramme } from "#app/programme/insert-programme.server.ts";
import { canManageProgrammes } from "#app/programme/programme.access.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { appropriationAccount, unallottedAccount } from "./accounts.ts";

/** Both days of application count as open; the budget is in whole đồng. */
export type NewProgramme = {
	id: string;
	nameVi: string;
	nameEn: string;
	opensOn: PlainDate;
	closesOn: PlainDate;
	budgetDong: bigint;
};

/**
 * Opens a scheme and books its budget as not yet given to any association. It takes applications once a version of its
 * rules is published.
 */
export async function createProgramme(ctx: CommandContext<AnyActor>, programme: NewProgramme): Promise<void> {
	const permission = canManageProgrammes(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
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
}
