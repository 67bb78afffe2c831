import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { isSame } from "#app/kernel/is-same.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { mailKinds, mailKindsOf } from "./account.rules.ts";
import { wantedMails } from "./wanted-mails.server.ts";

/**
 * Keeps the language of a person's mails, and which of those that they may do without they want. Choosing the same again
 * changes nothing.
 *
 * @param inBusiness whether they belong to a business: what never comes to them is not theirs to choose, and stays.
 * @throws Refusal after too many choices in a day.
 */
export const saveMails = command({
	name: "account.save-mails",
	input: z.object({
		inBusiness: z.boolean(),
		wanted: z.record(z.enum(mailKinds), z.boolean()),
		locale: z.enum(["vi", "en"]),
	}),
	who: "person",
	refuses: ["house_refusal_too_many_tries"],
	once: "same again",
	async run(ctx: CommandContext, { inBusiness, wanted, locale }) {
		const { personId, name } = ctx.actor;
		await limitRate("mail-choice", personId);
		await inTransaction(ctx.db, async (trx) => {
			const ofPerson = trx.selectFrom("person").select("locale").where("id", "=", personId);
			const former = await ofPerson.forUpdate().executeTakeFirst();
			const before = await wantedMails(trx, personId);
			const choice = { ...before };
			for (const kind of mailKindsOf(ctx.actor, inBusiness)) choice[kind] = wanted[kind];
			if (former?.locale === locale && isSame(before, choice)) return;
			await trx.updateTable("person").set({ locale, updatedAt: ctx.now }).where("id", "=", personId).execute();
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
	},
});
