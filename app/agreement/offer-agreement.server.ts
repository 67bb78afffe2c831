import { z } from "zod";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { writtenTerms } from "./agreement-terms.server.ts";
import { enqueueDeadline } from "./deadline-jobs.server.ts";

/**
 * Writes the terms of an approval down and sets their deadline going. For the job that follows an approval, which may
 * run late or twice: an agreement that was accepted or extended meanwhile stays as it is.
 */
export const offerAgreement = command({
	name: "agreement.offer",
	input: z.object({ applicationId: z.uuid() }),
	who: "system",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext<AnyActor>, { applicationId }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = await unsafeLockApplication(trx, applicationId);
			if (application?.state !== "approved") return;
			const terms = await writtenTerms(trx, application);
			await enqueueDeadline(trx, applicationId, terms.acceptBy, ctx.now);
		});
	},
});
