import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import { submittedCase } from "#app/application/submission.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockCase, reviewerTie } from "../case-in-hand.server.ts";
import { canOpenCase } from "../review.access.ts";
import { conditionsOf, whatIsJudged } from "./conditions.server.ts";
import { findingResults, statesToJudge } from "./finding.rules.ts";

/**
 * Writes down what a reviewer found on a condition that no machine can check. A later finding on it takes the place of this
 * one; none is changed.
 *
 * @throws Refusal for a condition that the file does not have any more, a day that is to come, on a conflict of interest or
 * before none is declared; NotFound for another association's file.
 */
export const recordFinding = command({
	name: "review.record-finding",
	input: z.object({
		reference: z.string(),
		/** Made by the page: the same finding is written once. */
		findingId: z.uuid(),
		/** The id of the condition, as the page showed it. */
		condition: z.string(),
		result: z.enum(findingResults),
		lookedAt: z.string(),
		lookedOn: day,
	}),
	who: ["reviewer"],
	refuses: [
		"house_refusal_moved_on",
		"review_refusal_conflict",
		"review_refusal_looked_later",
		"review_refusal_not_declared",
	],
	once: ({ findingId }) => findingId,
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const application = await lockCase(trx, ctx.actor, input.reference);
			assertAllowed(canOpenCase(await reviewerTie(trx, ctx.actor.personId, application)), 403);
			if (!statesToJudge.some((each) => each === application.state)) throw new Refusal("house_refusal_moved_on");
			if (input.lookedOn > plainDateAt(ctx.now)) {
				throw new Refusal("review_refusal_looked_later", {}, { field: "lookedOn" });
			}
			const submitted = await submittedCase(trx, application.submissionId);
			const { rules } = await programmeUnderVersion(trx, submitted.versionId);
			const { conditions } = await conditionsOf(trx, { application, submitted, rules, now: ctx.now });
			const condition = conditions.find(({ id }) => id === input.condition);
			if (!condition) throw new Refusal("house_refusal_moved_on");

			const what = whatIsJudged(condition);
			const { result, lookedAt, lookedOn } = input;
			const written = await trx
				.insertInto("finding")
				.values({
					id: input.findingId,
					applicationId: application.id,
					submissionId: application.submissionId,
					condition: condition.id,
					what,
					supportItemCode: condition.supportItemCode,
					result,
					lookedAt,
					lookedOn,
					foundBy: ctx.actor.personId,
					foundByName: ctx.actor.name,
					foundAt: ctx.now,
				})
				.onConflict((conflict) => conflict.column("id").doNothing())
				.returning("id")
				.executeTakeFirst();
			if (!written) return;
			// What two have in common and what others paid is for staff; the business reads the timeline too.
			if (condition.kind === "rule") {
				await noteEvent(trx, ctx, {
					applicationId: application.id,
					what: "condition-checked",
					side: "association",
					facts: { rule: what, result },
				});
			}
			await appendAudit(trx, ctx, {
				action: "review.finding-recorded",
				subject: { kind: "application", id: application.id, label: input.reference },
				facts: { finding: input.findingId, condition: what, result, lookedAt, lookedOn },
			});
		});
	},
});
