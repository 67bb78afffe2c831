import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { writtenTerms } from "./agreement-terms.server.ts";
import { enqueueDeadline } from "./deadline-jobs.server.ts";

/**
 * Writes the terms of an approval down and sets their deadline going. For the job that follows an approval, which may
 * run late or twice: an agreement that was accepted or extended meanwhile stays as it is.
 */
export async function offerAgreement(
	ctx: CommandContext<AnyActor>,
	{ applicationId }: { applicationId: string },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const application = await unsafeLockApplication(trx, applicationId);
		if (application?.state !== "approved") return;
		const terms = await writtenTerms(trx, application);
		await enqueueDeadline(trx, applicationId, terms.acceptBy, ctx.now);
	});
}
