import type { Transaction } from "kysely";
import { lockVisibleApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { belongsTo } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockCase, reviewerTie } from "./case-in-hand.server.ts";
import { canOpenCase } from "./review.access.ts";

/** The application to write about, and for whom the person speaks. */
async function addressee(trx: Transaction<Tables>, actor: Actor, reference: string) {
	const application = orNotFound(await lockVisibleApplication(trx, actor, reference));
	if (await belongsTo(trx, actor.personId, application.businessId)) {
		if (application.submittedAt === null) throw new Refusal("review_refusal_not_submitted");
		return { application, side: "business" as const };
	}
	const inHand = await lockCase(trx, actor, reference);
	assertAllowed(canOpenCase(await reviewerTie(trx, actor.personId, inHand)), 403);
	return { application: inHand, side: "association" as const };
}

/**
 * Adds to the thread of an application, for its business or its association, and has the other side told. The same
 * `messageId` is written once.
 */
export async function writeMessage(
	ctx: CommandContext,
	input: { reference: string; messageId: string; body: string },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const { application, side } = await addressee(trx, ctx.actor, input.reference);
		const written = await trx
			.insertInto("caseMessage")
			.values({
				id: input.messageId,
				applicationId: application.id,
				authorId: ctx.actor.personId,
				authorName: ctx.actor.name,
				side,
				body: input.body,
				writtenAt: ctx.now,
			})
			.onConflict((conflict) => conflict.column("id").doNothing())
			.returning("id")
			.executeTakeFirst();
		if (!written) return;
		await appendAudit(trx, ctx, {
			action: "review.message-written",
			subject: { kind: "application", id: application.id, label: input.reference },
			facts: { side },
		});
		await enqueue(trx, "message.written", { messageId: input.messageId });
	});
}
