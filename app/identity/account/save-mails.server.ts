import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type MailKind, mailKindsOf } from "./account.rules.ts";
import { wantedMails } from "./wanted-mails.server.ts";

/**
 * Keeps the language of a person's mails, and which of those that they may do without they want.
 *
 * @param inBusiness whether they belong to a business: what never comes to them is not theirs to choose, and stays.
 */
export async function saveMails(
	ctx: CommandContext,
	{ inBusiness, wanted, locale }: { inBusiness: boolean; wanted: Record<MailKind, boolean>; locale: Locale },
): Promise<void> {
	const { personId, name } = ctx.actor;
	await inTransaction(ctx.db, async (trx) => {
		await trx.updateTable("person").set({ locale, updatedAt: ctx.now }).where("id", "=", personId).execute();
		const before = await wantedMails(trx, personId);
		const choice = { ...before };
		for (const kind of mailKindsOf(ctx.actor, inBusiness)) choice[kind] = wanted[kind];
		await trx
			.insertInto("mailChoice")
			.values({ personId, ...choice, chosenAt: ctx.now })
			.onConflict((conflict) => conflict.column("personId").doUpdateSet({ ...choice, chosenAt: ctx.now }))
			.execute();
		await appendAudit(trx, ctx, {
			action: "identity.mails-chosen",
			subject: { kind: "person", id: personId, label: name },
			facts: { language: locale, ...choice },
		});
	});
}
