import { z } from "zod";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canGiveUp } from "./agreement.access.ts";
import { agreementTerms } from "./agreement-terms.server.ts";
import { asSeen } from "./as-seen.server.ts";
import { releaseLapsed } from "./lapse-agreement.server.ts";

/**
 * Lets an approval go before its days are over, since a provider has declined: the reservation returns to the envelope and
 * comes off the year's ceilings, so that the business can apply again with another provider.
 *
 * @throws Refusal unless a provider has declined, or for someone without the right to bind the business; NotFound for
 * what is not theirs.
 */
export const giveUpAgreement = command({
	name: "agreement.give-up",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: ["agreement_refusal_lapsed", "agreement_refusal_right_to_bind", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			const terms = orNotFound(await agreementTerms(trx, application));
			assertAllowed(canGiveUp(await asSeen(trx, ctx.actor, { application, terms, now: ctx.now })));
			// The job of the last day follows: certificate and mail.
			const applicationId = application.id;
			await enqueue(trx, "agreement.lapse", { applicationId }, { key: `agreement.lapse:${applicationId}` });
			await releaseLapsed(trx, ctx, { application, terms, because: { what: "given-up" } });
		});
	},
});
