import { findEvent } from "#app/application/move-application.server.ts";
import { withdrawFundingDecision } from "#app/certificate/withdraw-certificate.server.ts";
import { completeIfSettled } from "#app/disbursement/complete-when-paid.server.ts";
import { askToSettleOwnShare } from "#app/disbursement/own-share/own-shares.server.ts";
import { outstandingAdvance } from "#app/funding/bookings.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { assert } from "#app/kernel/assert.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/** How an application came to its end, as its timeline was told. */
async function endOf(
	applicationId: string,
	what: "completed" | "cancelled" | "claims-ended",
): Promise<Record<string, unknown>> {
	const event = await findEvent(db, applicationId, what);
	assert(event, `application ${applicationId}: ${what}`);
	return event.facts;
}

/** All is paid; the business is asked to measure again. */
export const tellOfCompletion: JobHandler<"application.completed"> = async ({ applicationId }, now) => {
	const { owners, facts } = await readMailCase(applicationId, now);
	const { paidDong } = await endOf(applicationId, "completed");
	await mailEach(owners, {
		key: `application.completed:${applicationId}`,
		name: "application-completed",
		props: (to) => ({ ...facts(to, "/assess"), paidDong: String(paidDong) }),
		now,
	});
};

/** Where nothing waits to be paid, the application is complete; a business whose association said so is told why. */
export const followEndOfClaims: JobHandler<"claims.ended"> = async ({ applicationId }, now) => {
	await completeIfSettled(systemContext("claims.ended", now), applicationId);
	const { application, owners, facts } = await readMailCase(applicationId, now);
	const { reasons, leftDong } = await endOf(applicationId, "claims-ended");
	if (!reasons) return;
	const outstandingDong = await outstandingAdvance(db, application);
	await mailEach(owners, {
		key: `claims.ended:${applicationId}`,
		name: "claims-ended",
		props: (to) => ({
			...facts(to, `/applications/${application.reference}`),
			leftDong: String(leftDong),
			...(outstandingDong > 0n ? { toReturnDong: String(outstandingDong) } : {}),
			reason: String(reasons),
		}),
		now,
	});
};

/** The certificate of the approval falls, what the business paid in goes back, and it is told why. */
export const followCancellation: JobHandler<"application.cancelled"> = async ({ applicationId }, now) => {
	const { application, owners, facts } = await readMailCase(applicationId, now);
	const { reasons } = await endOf(applicationId, "cancelled");
	await withdrawFundingDecision(systemContext("application.cancelled", now), { applicationId, because: "cancelled" });
	await inTransaction(db, (trx) => askToSettleOwnShare(trx, applicationId));
	await mailEach(owners, {
		key: `application.cancelled:${applicationId}`,
		name: "application-cancelled",
		props: (to) => ({ ...facts(to, `/applications/${application.reference}`), reason: String(reasons) }),
		now,
	});
};
