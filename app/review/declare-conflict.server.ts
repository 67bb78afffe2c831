import { z } from "zod";
import { lockVisibleApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { NotFound, orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { reviewerTie } from "./case-in-hand.server.ts";
import { canDeclare, canOpenCase } from "./review.access.ts";

/**
 * A reviewer says whether they have a conflict of interest with the business or its providers. None opens the file to
 * them, which does not take it up yet; one locks it to them for good. "One" can be said later too, "none" not after it.
 * Who reads the file for other work can say "one".
 */
export const declareConflict = command({
	name: "review.declare-conflict",
	input: z.object({ reference: z.string(), hasConflict: z.boolean(), note: z.string() }),
	who: ["reviewer", "association_manager", "programme_officer", "finance_officer", "auditor"],
	refuses: ["review_refusal_conflict", "review_refusal_not_declared"],
	once: "same again",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockVisibleApplication(trx, ctx.actor, input.reference));
			assertAllowed(canDeclare(ctx.actor, application, input.hasConflict), 403);
			if (application.submittedAt === null) throw new NotFound();
			const tie = await reviewerTie(trx, ctx.actor.personId, application);
			if (!input.hasConflict) assertAllowed(canOpenCase({ ...tie, declaredNone: true }), 403);
			const written = await trx
				.insertInto("conflictDeclaration")
				.values({
					applicationId: application.id,
					personId: ctx.actor.personId,
					hasConflict: input.hasConflict,
					note: input.note,
					declaredAt: ctx.now,
				})
				.onConflict((conflict) => conflict.constraint("conflict_declaration_once").doNothing())
				.returning("id")
				.executeTakeFirst();
			if (!written) return;
			await appendAudit(trx, ctx, {
				action: input.hasConflict ? "review.conflict-declared" : "review.no-conflict-declared",
				subject: { kind: "application", id: application.id, label: input.reference },
			});
		});
	},
});
