import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockRecovery, moveRecovery, tellStep } from "./recoveries.server.ts";

/**
 * The business agrees to pay back, or contests the notice in its own words. Answering for a business binds it, so an
 * owner does.
 *
 * @param input.application the reference of the application that the notice is about.
 * @throws Refusal without the right to bind the business, after the last day, without words or once answered; a 404
 * Response for a notice that is not theirs or not confirmed yet.
 */
export async function answerNotice(
	ctx: CommandContext,
	input: { application: string; reference: string; answer: "agree" | "contest"; words: string },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const own = orNotFound(await lockOwnApplication(trx, ctx.actor, input.application));
		const { application, recovery } = await lockRecovery(trx, input.reference);
		orNotFound(application.id === own.id && recovery.confirmedAt !== null ? recovery : null);
		const { role } = await trx
			.selectFrom("businessMember")
			.select("role")
			.where("businessId", "=", application.businessId)
			.where("personId", "=", ctx.actor.personId)
			.executeTakeFirstOrThrow();
		if (role !== "owner") throw new Refusal("agreement_refusal_right_to_bind");
		if (recovery.state !== "notified") throw new Refusal("house_refusal_moved_on");
		const agrees = input.answer === "agree";
		// To agree is never too late.
		if (!agrees && plainDateAt(ctx.now) > recovery.answerBy) throw new Refusal("recovery_refusal_too_late");
		if (!agrees && input.words === "") throw new Refusal("recovery_refusal_words", {}, { field: "words" });
		await moveRecovery(trx, recovery, agrees ? "due" : "contested", agrees ? {} : { contest: input.words });
		await tellStep(trx, ctx, recovery, {
			action: agrees ? "recovery.agreed" : "recovery.contested",
			event: { what: agrees ? "recovery-agreed" : "recovery-contested", side: "business" },
			facts: agrees ? { amountDong: recovery.amountDong } : { said: input.words },
		});
	});
}
