import type { Transaction } from "kysely";
import { z } from "zod";
import type { Actor, Visitor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerScore, questionsOf } from "./framework/framework.ts";
import { readFramework } from "./framework/frameworks.server.ts";
import { nextOpenAfter } from "./progress.rules.ts";
import { isKeptBy, unsafeReadAnswers, visibleAssessments } from "./visible-assessments.server.ts";

type Saved = {
	/** The next question without an answer after the last one saved, by number; null when there is none. */
	next: number | null;
};

/**
 * Saves answers, over those before: one from the page, several from whoever has them all. A score of null is "I will
 * answer later". Returns null when the assessment is not this keeper's.
 *
 * @throws Refusal when the assessment has its result already, or a question is not part of it.
 */
export const saveAnswers = command({
	name: "assessment.save-answers",
	input: z.object({
		token: z.string().nullable(),
		assessmentId: z.uuid(),
		answers: z.record(z.string(), answerScore.nullable()).readonly(),
	}),
	who: "anyone",
	refuses: ["assessment_refusal_completed", "assessment_refusal_unknown_question"],
	once: "same again",
	async run(ctx: CommandContext<Actor | Visitor>, input): Promise<Saved | null> {
		return inTransaction(ctx.db, async (trx) => {
			const assessment = await touchOpen(trx, ctx, input);
			if (!assessment) return null;
			const framework = await readFramework(trx, assessment.frameworkVersion);
			const given = Object.entries(input.answers);
			const asked = questionsOf(framework).filter(({ question }) => Object.hasOwn(input.answers, question.id));
			if (asked.length === 0 || asked.length < given.length) throw new Refusal("assessment_refusal_unknown_question");
			const { assessmentId } = input;
			await trx
				.insertInto("assessmentAnswer")
				.values(given.map(([questionId, score]) => ({ assessmentId, questionId, score, answeredAt: ctx.now })))
				.onConflict((conflict) =>
					conflict.columns(["assessmentId", "questionId"]).doUpdateSet((eb) => ({
						score: eb.ref("excluded.score"),
						answeredAt: eb.ref("excluded.answeredAt"),
					})),
				)
				.execute();
			const answers = await unsafeReadAnswers(trx, assessmentId);
			return { next: nextOpenAfter(framework, answers, asked.at(-1)?.number ?? 0) };
		});
	},
});

/** Notes the time and holds the row until the end, so that nobody finishes the assessment meanwhile. */
async function touchOpen(
	trx: Transaction<Tables>,
	ctx: CommandContext<Actor | Visitor>,
	{ token, assessmentId }: { token: string | null; assessmentId: string },
) {
	const keeper = { actor: ctx.actor, token };
	const open = await trx
		.updateTable("assessment")
		.set({ savedAt: ctx.now })
		.where("id", "=", assessmentId)
		.where("completedAt", "is", null)
		.where(isKeptBy(keeper))
		.returning("frameworkVersion")
		.executeTakeFirst();
	if (open) return open;
	const completed = await visibleAssessments(trx, keeper)
		.select("id")
		.where("id", "=", assessmentId)
		.executeTakeFirst();
	if (completed) throw new Refusal("assessment_refusal_completed");
	return null;
}
