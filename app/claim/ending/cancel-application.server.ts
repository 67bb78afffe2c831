import { z } from "zod";
import { moveApplication } from "#app/application/move-application.server.ts";
import { lockVisibleApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { releaseCommitted } from "#app/funding/bookings.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { approvedLines, fundedApplication } from "#app/review/approved-lines.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canCancel } from "../claim.access.ts";
import { cancellableOf } from "./cancellable.server.ts";
import { giveUp } from "./end-claims.server.ts";
import { endableOf } from "./endable.server.ts";

/**
 * Ends an agreed application before anything of it is claimed: the whole promise goes back to the envelope and off the
 * ceilings. Stands in this room since only claims can tell that nothing was claimed.
 *
 * @throws Refusal when it is not agreed, something is claimed, being mended by a business that is not silent, or an advance
 * is not paid back; NotFound for a file that the actor may not see.
 */
export const cancelApplication = command({
	name: "claim.cancel-application",
	input: z.object({ reference: z.string(), reasons: z.string() }),
	who: ["association_manager"],
	refuses: [
		"claim_refusal_advance_outstanding",
		"claim_refusal_being_mended",
		"claim_refusal_claimed",
		"claim_refusal_not_agreed",
		"claim_refusal_reasons",
		"house_refusal_moved_on",
		"review_refusal_conflict",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, reasons }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockVisibleApplication(trx, ctx.actor, reference));
			const cancellable = await cancellableOf(
				trx,
				ctx.actor,
				application,
				await endableOf(trx, application, "association"),
			);
			assertAllowed(canCancel(ctx.actor, { ...cancellable, today: plainDateAt(ctx.now) }), 403);
			if (reasons === "") throw new Refusal("claim_refusal_reasons", {}, { field: "reasons" });
			// It holds its invoices otherwise; a draft holds nothing.
			await giveUp(trx, ctx, application, { states: ["returned"], side: "association" });
			const lines = await approvedLines(trx, application.id);
			await releaseCommitted(trx, ctx, {
				application: await fundedApplication(trx, application),
				lines: lines.map(({ supportItemCode, approvedDong }) => ({ supportItemCode, amountDong: approvedDong })),
				key: `cancel:${application.id}`,
				why: reference,
			});
			await moveApplication(trx, ctx, {
				applicationId: application.id,
				from: "agreed",
				to: "cancelled",
				side: "association",
				facts: { reasons },
			});
			await enqueue(trx, "application.cancelled", { applicationId: application.id });
			await appendAudit(trx, ctx, {
				action: "application.cancelled",
				subject: { kind: "application", id: application.id, label: reference },
				facts: { reasons, amountDong: application.approvedDong },
			});
		});
	},
});
