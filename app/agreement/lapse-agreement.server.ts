import { moveApplication } from "#app/application/move-application.server.ts";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { System } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { releaseReserved } from "#app/programme/bookings.server.ts";
import { approvedLines, fundedApplication } from "#app/review/approved-lines.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { writtenTerms } from "./agreement-terms.server.ts";

/**
 * Gives the reservation of an approval back to the envelope once its last day is over without an acceptance. Whoever
 * accepted or extended in time is left alone, so that it may be asked for at any moment. Says whether it lapsed now.
 */
export async function lapseAgreement(
	ctx: CommandContext<System>,
	{ applicationId }: { applicationId: string },
): Promise<boolean> {
	return inTransaction(ctx.db, async (trx) => {
		const application = await unsafeLockApplication(trx, applicationId);
		if (application?.state !== "approved") return false;
		const terms = await writtenTerms(trx, application);
		if (plainDateAt(ctx.now) <= terms.acceptBy) return false;
		const lines = await approvedLines(trx, applicationId);
		await releaseReserved(trx, ctx, {
			application: await fundedApplication(trx, application),
			lines: lines.map(({ supportItemCode, approvedDong }) => ({ supportItemCode, amountDong: approvedDong })),
			key: `lapse:${terms.decisionId}`,
			why: application.reference,
		});
		await moveApplication(trx, ctx, {
			applicationId,
			from: "approved",
			to: "lapsed",
			side: "system",
			facts: { acceptBy: terms.acceptBy, amountDong: terms.amountDong },
		});
		await appendAudit(trx, ctx, {
			action: "agreement.lapsed",
			subject: { kind: "application", id: applicationId, label: application.reference },
			facts: { acceptBy: terms.acceptBy, amountDong: terms.amountDong },
		});
		return true;
	});
}
