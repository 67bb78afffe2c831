import { appendAudit } from "#app/audit/append.server.ts";
import { assertCanPay } from "#app/disbursement/payments.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canEnd } from "./correction.access.ts";
import { lockCorrection } from "./corrections.server.ts";

/**
 * Ends a correction without booking anything: its proposer withdraws it, or another officer declines it with a reason.
 * The same person again changes nothing.
 *
 * @throws Refusal for the wrong person, without a reason to decline, and once it has ended in another way.
 */
export async function endCorrection(
	ctx: CommandContext,
	{ reference, ...ending }: { reference: string } & ({ to: "withdrawn" } | { to: "declined"; reason: string }),
): Promise<void> {
	assertCanPay(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const correction = await lockCorrection(trx, reference);
		if (correction.state === ending.to && correction.endedBy === ctx.actor.personId) return;
		const ownBusiness = await isTied(trx, ctx.actor.personId, correction.applicationId);
		assertAllowed(canEnd(ctx.actor, { ...correction, ownBusiness }, ending.to), 403);
		const endedReason = ending.to === "declined" ? ending.reason : null;
		if (endedReason === "") throw new Refusal("correction_refusal_words", {}, { field: "reason" });
		await trx
			.updateTable("correction")
			.set({
				state: ending.to,
				endedAt: ctx.now,
				endedBy: ctx.actor.personId,
				endedByName: ctx.actor.name,
				endedReason,
			})
			.where("id", "=", correction.id)
			.execute();
		await appendAudit(trx, ctx, {
			action: ending.to === "declined" ? "correction.declined" : "correction.withdrawn",
			subject: { kind: "correction", id: correction.id, label: reference },
			facts: { createdBy: correction.proposedByName, reason: endedReason },
		});
	});
}
