import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canExtend } from "./agreement.access.ts";
import { extendedAcceptBy } from "./agreement.rules.ts";
import { agreementTerms, lastDayOf, writtenTerms } from "./agreement-terms.server.ts";
import { asSeen } from "./as-seen.server.ts";
import { enqueueDeadline } from "./deadline-jobs.server.ts";

/**
 * Takes the one extension that a business may take by itself: the programme's working days from the last day on, for
 * itself or, once it has accepted, for its providers.
 *
 * @throws Refusal when it was taken before or the last day has passed; NotFound for what is not theirs.
 */
export const extendAgreement = command({
	name: "agreement.extend",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: ["agreement_refusal_extended", "agreement_refusal_lapsed", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
			const terms = orNotFound(await agreementTerms(trx, application));
			assertAllowed(canExtend(await asSeen(trx, ctx.actor, { application, terms, now: ctx.now })));

			const before = lastDayOf(terms);
			const acceptBy = extendedAcceptBy(before, terms.settings, await readHolidays(trx));
			await writtenTerms(trx, application);
			await trx
				.updateTable("agreement")
				.set({ ...(terms.providersBy ? { providersBy: acceptBy } : { acceptBy }), extendedAt: ctx.now })
				.where("applicationId", "=", application.id)
				.execute();
			await enqueueDeadline(trx, application.id, acceptBy, ctx.now);
			await noteEvent(trx, ctx, {
				applicationId: application.id,
				what: "extended",
				side: "business",
				facts: { acceptBy },
			});
			await appendAudit(trx, ctx, {
				action: "agreement.extended",
				subject: { kind: "application", id: application.id, label: input.reference },
				facts: { before, acceptBy },
			});
		});
	},
});
