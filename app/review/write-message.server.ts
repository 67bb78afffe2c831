import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { lockVisibleApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { belongsTo } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
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

type Side = Awaited<ReturnType<typeof addressee>>["side"];

/** Nobody reads a thread that is longer than this without an answer. */
const MOST_UNANSWERED = 20;
/** Who was answered by telephone is not kept from the thread for ever. */
const UNANSWERED_DAYS = 30;

/**
 * Of each side only so much waits for the other's answer: a message, a decision, or that the application was submitted
 * again. The application is locked, so two messages at once are counted one after the other.
 */
async function assertAnswered(
	trx: Transaction<Tables>,
	{ applicationId, side, now }: { applicationId: string; side: Side; now: Date },
): Promise<void> {
	const answeredAt =
		side === "business"
			? sql<Date>`select decided_at from decision
				where application_id = ${applicationId} and kind not in ('recommend', 'return')`
			: sql<Date>`select submitted_at from submission where application_id = ${applicationId}`;
	const { count } = await trx
		.selectFrom("caseMessage")
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.where("applicationId", "=", applicationId)
		.where("side", "=", side)
		.where("writtenAt", ">", new Date(now.getTime() - UNANSWERED_DAYS * 86_400_000))
		.where(
			"writtenAt",
			">",
			sql<Date>`coalesce((select max(at) from (
				select written_at as at from case_message where application_id = ${applicationId} and side <> ${side}
				union all ${answeredAt}) as answer), '-infinity')`,
		)
		.executeTakeFirstOrThrow();
	if (Number(count) < MOST_UNANSWERED) return;
	throw new Refusal(side === "business" ? "review_refusal_unanswered" : "review_refusal_unanswered_business", {
		most: MOST_UNANSWERED,
		days: UNANSWERED_DAYS,
	});
}

/**
 * Adds to the thread of an application, for its business or its association, and has the other side told. The same
 * `messageId` is written once.
 *
 * @throws Refusal where too many of that side's messages wait for an answer.
 */
export const writeMessage = command({
	name: "review.write-message",
	input: z.object({ reference: z.string(), messageId: z.uuid(), body: z.string() }),
	who: "person",
	refuses: [
		"review_refusal_conflict",
		"review_refusal_not_declared",
		"review_refusal_not_submitted",
		"review_refusal_unanswered",
		"review_refusal_unanswered_business",
	],
	once: ({ messageId }) => messageId,
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, side } = await addressee(trx, ctx.actor, input.reference);
			const before = await trx
				.selectFrom("caseMessage")
				.select("id")
				.where("id", "=", input.messageId)
				.executeTakeFirst();
			if (before) return;
			await assertAnswered(trx, { applicationId: application.id, side, now: ctx.now });
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
	},
});
