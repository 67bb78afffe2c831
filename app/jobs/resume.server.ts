import { overdueAgreements } from "#app/agreement/deadline-jobs.server.ts";
import { unsettledApplications } from "#app/claim/ending/endable.server.ts";
import { completeIfSettled } from "#app/disbursement/complete-when-paid.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { requeueUnsent } from "#app/mail/unsent/requeue-unsent.server.ts";
import { closingsUnderWay } from "#app/year-closing/closings.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/**
 * Every night: money that a job should have moved by now, and has not because it failed until it gave up, is asked for
 * again, and so are mails. Where the job is still trying, it tries now.
 */
export const resumeNightly: JobHandler<"work.resume"> = async (_payload, now) => {
	await inTransaction(db, async (trx) => {
		for (const closingId of await closingsUnderWay(trx)) {
			await enqueue(trx, "year.close", { closingId }, { key: `year.close:${closingId}` });
		}
		await requeueUnsent(trx, now);
		for (const applicationId of await overdueAgreements(trx, now)) {
			await enqueue(trx, "agreement.lapse", { applicationId }, { key: `agreement.lapse:${applicationId}` });
		}
	});
	await completeAll(now);
};

/** An application whose last payment or claim should have completed it, but for a job that gave up. */
async function completeAll(now: Date): Promise<void> {
	const failed: unknown[] = [];
	for (const id of await unsettledApplications(db)) {
		await completeIfSettled(systemContext("work.resume", now), id).catch((error) => failed.push(error));
	}
	if (failed.length > 0) throw new AggregateError(failed, `${failed.length} applications could not be completed`);
}
