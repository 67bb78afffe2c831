import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
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
export const endCorrection = command({
	name: "correction.end",
	input: z.intersection(
		z.object({ reference: z.string() }),
		z.union([z.object({ to: z.literal("withdrawn") }), z.object({ to: z.literal("declined"), reason: z.string() })]),
	),
	who: ["finance_officer"],
	refuses: [
		"correction_refusal_not_proposed_by_you",
		"correction_refusal_proposed_by_you",
		"correction_refusal_recorded_by_you",
		"correction_refusal_words",
		"correction_refusal_your_business",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, ...ending }) {
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
	},
});
