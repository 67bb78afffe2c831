import { writtenTerms } from "#app/agreement/agreement-terms.server.ts";
import { releaseLapsed } from "#app/agreement/lapse-agreement.server.ts";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import type { System } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { YearClosingRow } from "./closings.server.ts";
import { belongsTo } from "./year-closing.rules.ts";

/**
 * Ends one reservation because its year is closed: the money goes back to the envelope and off the ceilings, as with any
 * lapse, and the business is told. Who accepted meanwhile, or whose rules let it stay, is left alone; again changes nothing.
 */
export async function lapseForClosing(
	ctx: CommandContext<System>,
	closing: Pick<YearClosingRow, "id" | "reference" | "year">,
	{ applicationId }: { applicationId: string },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const application = await unsafeLockApplication(trx, applicationId);
		if (application?.state !== "approved" || application.submittedAt === null) return;
		if (!belongsTo(closing.year, plainDateAt(application.submittedAt))) return;
		const terms = await writtenTerms(trx, application);
		if (terms.settings.yearEndReservations !== "lapse") return;
		await trx
			.insertInto("yearClosingLapse")
			.values({ applicationId, closingId: closing.id, amountDong: terms.amountDong, at: ctx.now })
			.execute();
		// The job of the last day tells the business, and finds that nothing is left to lapse.
		await enqueue(trx, "agreement.lapse", { applicationId }, { key: `agreement.lapse:${applicationId}` });
		await releaseLapsed(trx, ctx, { application, terms, because: { what: "lapsed-at-closing", closing } });
	});
}
