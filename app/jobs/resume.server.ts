import { closingsUnderWay } from "#app/agreement/year-closing/closings.server.ts";
import { completeIfSettled } from "#app/disbursement/complete-when-paid.server.ts";
import { systemContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { requeueUnsent } from "#app/mail/unsent/requeue-unsent.server.ts";
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
		// Without terms written down, the job that follows an approval gave up; the one asked for here writes them.
		const overdue = await trx
			.selectFrom("application")
			.leftJoin("agreement", "agreement.applicationId", "application.id")
			.select("application.id as applicationId")
			.where("application.state", "=", "approved")
			.where((eb) =>
				eb.or([eb("acceptBy", "is", null), eb(eb.fn.coalesce("providersBy", "acceptBy"), "<", plainDateAt(now))]),
			)
			.execute();
		await requeueUnsent(trx, now);
		for (const { applicationId } of overdue) {
			await enqueue(trx, "agreement.lapse", { applicationId }, { key: `agreement.lapse:${applicationId}` });
		}
	});
	await completeAll(now);
};

/** An application whose last payment or claim should have completed it, but for a job that gave up. */
async function completeAll(now: Date): Promise<void> {
	const claimed = await db
		.selectFrom("application")
		.select("application.id")
		.where("application.state", "=", "agreed")
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom("claim")
					.select("claim.id")
					.whereRef("claim.applicationId", "=", "application.id")
					.where("claim.state", "=", "verified")
					.where("kind", "=", "costs"),
			),
		)
		.execute();
	const failed: unknown[] = [];
	for (const { id } of claimed) {
		await completeIfSettled(systemContext("work.resume", now), id).catch((error) => failed.push(error));
	}
	if (failed.length > 0) throw new AggregateError(failed, `${failed.length} applications could not be completed`);
}
