import type { Transaction } from "kysely";
import { moveApplication } from "#app/application/move-application.server.ts";
import { type ApplicationRow, unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { System } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { releaseReserved } from "#app/programme/bookings.server.ts";
import { approvedLines, fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type AgreementTerms, writtenTerms } from "./agreement-terms.server.ts";

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
		await releaseLapsed(trx, ctx, { application, terms });
		return true;
	});
}

/** Lets a locked approval lapse: because its last day is over, or because its year is closed. */
export async function releaseLapsed(
	trx: Transaction<Tables>,
	ctx: Pick<CommandContext<System>, "actor" | "now">,
	{
		application,
		terms,
		closing,
	}: {
		application: ApplicationRow;
		terms: AgreementTerms;
		closing?: { reference: string; year: number };
	},
): Promise<void> {
	const { id: applicationId, reference } = application;
	const lines = await approvedLines(trx, applicationId);
	await releaseReserved(trx, ctx, {
		application: await fundedApplication(trx, application),
		lines: lines.map(({ supportItemCode, approvedDong }) => ({ supportItemCode, amountDong: approvedDong })),
		key: `lapse:${terms.decisionId}`,
		why: reference,
	});
	const facts = {
		acceptBy: terms.acceptBy,
		amountDong: terms.amountDong,
		...(closing ? { closing: closing.reference, year: closing.year } : {}),
	};
	await moveApplication(trx, ctx, {
		applicationId,
		from: "approved",
		to: "lapsed",
		side: "system",
		...(closing ? { what: "lapsed-at-closing" } : {}),
		facts,
	});
	await appendAudit(trx, ctx, {
		action: "agreement.lapsed",
		subject: { kind: "application", id: applicationId, label: reference },
		facts,
	});
}
