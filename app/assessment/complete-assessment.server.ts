import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor, Visitor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { claimAnonymousAssessment } from "./claim-assessments.server.ts";
import { readFramework } from "./framework/frameworks.server.ts";
import { unseenQuestions } from "./progress.rules.ts";
import { scoreOf } from "./score.rules.ts";
import { unsafeReadAnswers, visibleAssessments } from "./visible-assessments.server.ts";

/**
 * Scores the answers and freezes them with the result; a second press changes nothing. Questions that were left for later
 * count 0. Returns its id, or null when the assessment is not this keeper's.
 *
 * @throws Refusal when there are questions that were neither answered nor left for later.
 */
export const completeAssessment = command({
	name: "assessment.complete",
	input: z.object({ token: z.string().nullable(), assessmentId: z.uuid() }),
	who: "anyone",
	refuses: ["assessment_refusal_unanswered"],
	once: "by state",
	async run(ctx: CommandContext<Actor | Visitor>, input): Promise<string | null> {
		const { actor, now } = ctx;
		return inTransaction(ctx.db, async (trx) => {
			if ("personId" in actor && input.token) await claimAnonymousAssessment(trx, { actor, now }, input.token);
			const assessment = await visibleAssessments(trx, { actor, token: input.token })
				.select(["id", "frameworkVersion", "completedAt"])
				.where("id", "=", input.assessmentId)
				.forUpdate()
				.executeTakeFirst();
			if (!assessment) return null;
			if (assessment.completedAt) return assessment.id;
			const framework = await readFramework(trx, assessment.frameworkVersion);
			const answers = await unsafeReadAnswers(trx, assessment.id);
			const unseen = unseenQuestions(framework, answers).length;
			if (unseen > 0) throw new Refusal("assessment_refusal_unanswered", { count: unseen });
			const score = scoreOf(framework, answers);
			await trx
				.updateTable("assessment")
				.set({
					completedAt: now,
					savedAt: now,
					level: score.level,
					scoreTenths: score.scoreTenths,
					result: JSON.stringify(score),
				})
				.where("id", "=", assessment.id)
				.execute();
			await appendAudit(trx, ctx, {
				action: "assessment.completed",
				subject: { kind: "assessment", id: assessment.id, label: assessment.id.slice(0, 8) },
				facts: { level: score.level, scoreTenths: score.scoreTenths },
			});
			return assessment.id;
		});
	},
});
