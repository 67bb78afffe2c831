import type { Transaction } from "kysely";
import type { Database, Tables } from "./connection.server.ts";

/*
 * Locks are always taken in this order, so that two commands can never wait for each other:
 * change of the working days, application, applicant, vault of a business, register of agreements, claim, disbursement, change of a budget, envelope account, business ceiling account, closing of
 * a year, total of the files, uploads of newcomers.
 */

const MAX_ATTEMPTS = 3;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";

/** Told of each retry, so that a rising number shows in the metrics. */
export const transactionRetries = { count: 0 };

function isRetryable(error: unknown): boolean {
	const code = (error as { code?: unknown } | null)?.code;
	return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}

/**
 * Runs `work` in one transaction and commits when it returns. Whatever it throws rolls everything back.
 * Serialization failures and deadlocks are tried again, three times in all; so `work` must have no effect
 * outside the database. Only commands call this.
 */
export async function inTransaction<Result>(
	db: Database,
	work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction().execute(work);
		} catch (error) {
			if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error;
			transactionRetries.count++;
		}
	}
}
