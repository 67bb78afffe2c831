import { installFrameworks } from "#app/assessment/framework/frameworks.server.ts";
import { installWards } from "#app/business/ward/install-wards.server.ts";
import { installHolidays } from "#app/programme/install-holidays.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** The data of law that every installation needs before its first visitor: wards, holidays and the questionnaire. */
export async function installReferenceData(db: Database): Promise<void> {
	await inTransaction(db, async (trx) => {
		await installWards(trx);
		await installHolidays(trx);
		await installFrameworks(trx);
	});
}
