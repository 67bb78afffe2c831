import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { forgetOldAskings } from "#app/identity/identity-mail.server.ts";
import { forgetMailSecrets, MAIL_SECRET_HOURS } from "#app/mail/mail-secret.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** Every hour: tokens of mails that could not be sent for a day are forgotten; what they opened has ended by then. */
export const forgetSecrets: JobHandler<"secrets.forget"> = async (_payload, now) => {
	await inTransaction(db, async (trx) => {
		await forgetOldAskings(trx, new Date(now.getTime() - MAIL_SECRET_HOURS * 3_600_000));
		await forgetMailSecrets(trx, now);
	});
};
