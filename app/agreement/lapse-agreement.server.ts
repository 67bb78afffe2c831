import type { Transaction } from "kysely";
import { z } from "zod";
import { moveApplication } from "#app/application/move-application.server.ts";
import { type ApplicationRow, unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { releaseReserved } from "#app/funding/bookings.server.ts";
import type { AnyActor, System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { approvedLines, fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type AgreementTerms, lastDayOf, writtenTerms } from "./agreement-terms.server.ts";

/**
 * Gives the reservation of an approval back to the envelope once its last day is over without an acceptance. Whoever
 * accepted or extended in time is left alone, so that it may be asked for at any moment. Says whether it lapsed now.
 */
export const lapseAgreement = command({
	name: "agreement.lapse",
	input: z.object({ applicationId: z.uuid() }),
	who: "system",
	refuses: ["house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext<System>, { applicationId }): Promise<boolean> {
		return inTransaction(ctx.db, async (trx) => {
			const application = await unsafeLockApplication(trx, applicationId);
			if (application?.state !== "approved") return false;
			const terms = await writtenTerms(trx, application);
			if (plainDateAt(ctx.now) <= lastDayOf(terms)) return false;
			await releaseLapsed(trx, ctx, { application, terms });
			return true;
		});
	},
});

/** Why an approval lapses, where its last day is not over. */
type Because =
	| { what: "lapsed-at-closing"; closing: { reference: string; year: number } }
	/** The business ended it, as a provider had declined. */
	| { what: "given-up" };

/** Lets a locked approval lapse: because its last day is over, or for another reason. */
export async function releaseLapsed(
	trx: Transaction<Tables>,
	who: { actor: AnyActor; now: Date },
	{
		application,
		terms,
		because,
	}: {
		application: ApplicationRow;
		terms: AgreementTerms;
		because?: Because;
	},
): Promise<void> {
	const { id: applicationId, reference } = application;
	const lines = await approvedLines(trx, applicationId);
	await releaseReserved(trx, who, {
		application: await fundedApplication(trx, application),
		lines: lines.map(({ supportItemCode, approvedDong }) => ({ supportItemCode, amountDong: approvedDong })),
		key: `lapse:${terms.decisionId}`,
		why: reference,
	});
	const facts = {
		acceptBy: lastDayOf(terms),
		amountDong: terms.amountDong,
		...(because?.what === "lapsed-at-closing"
			? { closing: because.closing.reference, year: because.closing.year }
			: {}),
	};
	await moveApplication(trx, who, {
		applicationId,
		from: "approved",
		to: "lapsed",
		side: because?.what === "given-up" ? "business" : "system",
		...(because ? { what: because.what } : {}),
		facts,
	});
	await appendAudit(trx, who, {
		action: because?.what === "given-up" ? "agreement.given-up" : "agreement.lapsed",
		subject: { kind: "application", id: applicationId, label: reference },
		facts,
	});
}
