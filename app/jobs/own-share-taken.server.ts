import { ownShareTaken } from "#app/disbursement/own-share/own-shares.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { peopleWithRole, type Recipient } from "#app/identity/recipients.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/** Stripe took an own share back: to the business, and to the finance officers. Each taking is told once. */
export const tellOfTakenShare: JobHandler<"own-share.taken"> = async ({ ownShareId, takenTimes }, now) => {
	const taken = await ownShareTaken(db, ownShareId);
	// What has changed since has a job of its own.
	if (!taken || taken.takenTimes !== takenTimes || taken.takenDong === 0n) return;
	const { application, owners, facts } = await readMailCase(taken.applicationId, now);
	const amounts = { amountDong: String(taken.takenDong), owedDong: String(taken.owedDong) };
	const mail = { key: `own-share.taken:${ownShareId}:${takenTimes}`, name: "own-share-taken" as const, now };
	await mailEach(owners, {
		...mail,
		props: (to: Recipient) => ({
			...facts(to, `/applications/${application.reference}/own-share`),
			...amounts,
			toFinance: false,
		}),
	});
	await mailEach(await peopleWithRole(db, "finance_officer"), {
		...mail,
		props: (to: Recipient) => ({ ...facts(to, `/review/${application.reference}`), ...amounts, toFinance: true }),
	});
};
