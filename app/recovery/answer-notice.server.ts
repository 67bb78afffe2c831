import type { Transaction } from "kysely";
import { z } from "zod";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { membershipOf } from "#app/business/own-business.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockRecovery, moveRecovery, type RecoveryInHand, tellStep } from "./recoveries.server.ts";
import { canAnswer, canContest } from "./recovery.access.ts";

/** The notice that a business was sent, held with its application. @throws NotFound for any other. */
export async function lockOwnNotice(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	input: { application: string; reference: string },
): Promise<RecoveryInHand & { membership: string | null }> {
	const own = orNotFound(await lockOwnApplication(trx, ctx.actor, input.application));
	const { application, recovery } = await lockRecovery(trx, input.reference);
	orNotFound(application.id === own.id && recovery.confirmedAt !== null ? recovery : null);
	return { application, recovery, membership: await membershipOf(trx, ctx.actor.personId, application.businessId) };
}

/**
 * The business agrees to pay back, or contests the notice in its own words. Answering for a business binds it, so an
 * owner does.
 *
 * @param input.application the reference of the application that the notice is about.
 * @throws Refusal without the right to bind the business, after the last day, without words or once answered; NotFound
 * for a notice that is not theirs or not confirmed yet.
 */
export const answerNotice = command({
	name: "recovery.respond",
	input: z.object({
		application: z.string(),
		reference: z.string(),
		answer: z.enum(["agree", "contest"]),
		words: z.string(),
	}),
	who: "person",
	refuses: [
		"house_refusal_moved_on",
		"recovery_refusal_right_to_bind",
		"recovery_refusal_too_late",
		"recovery_refusal_words",
	],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const { recovery, membership } = await lockOwnNotice(trx, ctx, input);
			const agrees = input.answer === "agree";
			const seen = { ...recovery, membership, today: plainDateAt(ctx.now) };
			assertAllowed(agrees ? canAnswer(seen) : canContest(seen));
			if (!agrees && input.words === "") throw new Refusal("recovery_refusal_words", {}, { field: "words" });
			await moveRecovery(trx, recovery, agrees ? "due" : "contested", agrees ? {} : { contest: input.words });
			await tellStep(trx, ctx, recovery, {
				what: agrees ? "agreed" : "contested",
				facts: agrees ? { amountDong: recovery.amountDong, dueOn: recovery.dueOn } : { contest: input.words },
			});
		});
	},
});
