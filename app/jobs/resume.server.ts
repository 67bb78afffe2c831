import { closingsUnderWay } from "#app/agreement/year-closing/closings.server.ts";
import { db } from "#app/house/database.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";

/**
 * Every night: money that a job should have moved by now, and has not because it failed until it gave up, is asked for
 * again. Where the job is still trying, it tries now.
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
			.where((eb) => eb.or([eb("acceptBy", "is", null), eb("acceptBy", "<", plainDateAt(now))]))
			.execute();
		for (const { applicationId } of overdue) {
			await enqueue(trx, "agreement.lapse", { applicationId }, { key: `agreement.lapse:${applicationId}` });
		}
	});
};
