import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { ownBusiness } from "#app/business/own-business.server.ts";
import type { Actor, Visitor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { claimAnonymousAssessment } from "./claim-assessments.server.ts";
import { frameworkInForce } from "./framework/frameworks.server.ts";
import { visibleAssessments } from "./visible-assessments.server.ts";
import type { Keeper } from "./visitor-token.server.ts";

/**
 * Starts a questionnaire, kept by the account of who is signed in, else by the visitor's token, which they then need.
 * Where one is unfinished nothing is started: that one is gone on with.
 *
 * @param input.assessmentId made by the page, so that a second press starts nothing more.
 * @param input.from a result of the same keeper: its answers are the first of the new one, which leaves the questions that
 * were left for later.
 * @throws Refusal where the keeper has started as many in a day as they may.
 */
export const startAssessment = command({
	name: "assessment.start",
	input: z.object({ assessmentId: z.uuid(), token: z.string().nullable(), from: z.string().optional() }),
	who: "anyone",
	refuses: ["assessment_refusal_many_started", "house_refusal_moved_on"],
	once: ({ assessmentId }) => assessmentId,
	async run(ctx: CommandContext<Actor | Visitor>, input) {
		const { actor, now } = ctx;
		const person = "personId" in actor ? actor : null;
		await inTransaction(ctx.db, async (trx) => {
			if (person && input.token) await claimAnonymousAssessment(trx, { actor: person, now }, input.token);
			const open = await visibleAssessments(trx, { actor, token: input.token })
				.select("id")
				.where((eb) => eb.or([eb("completedAt", "is", null), eb("id", "=", input.assessmentId)]))
				.executeTakeFirst();
			if (open) return;
			await assertFewStarted(trx, { actor, token: input.token }, now);
			const framework = await frameworkInForce(trx, now);
			const started = await trx
				.insertInto("assessment")
				.values({
					id: input.assessmentId,
					frameworkVersion: framework.version,
					personId: person?.personId ?? null,
					businessId: person ? ((await ownBusiness(trx, person))?.id ?? null) : null,
					visitorHash: person || input.token === null ? null : tokenHash(input.token),
					startedAt: now,
					savedAt: now,
				})
				.onConflict((conflict) => conflict.column("id").doNothing())
				.returning("id")
				.executeTakeFirst();
			// The id is taken by somebody else's: it was not made by our page.
			if (!started) throw new Refusal("house_refusal_moved_on");
			if (input.from) await copyAnswers(trx, { actor, token: input.token }, { ...input, from: input.from });
			// What a visitor begins is nobody's yet, and anybody can begin thousands: the log would keep a line of each for ever.
			if (!person) return;
			await appendAudit(trx, ctx, {
				action: "assessment.started",
				subject: { kind: "assessment", id: input.assessmentId, label: input.assessmentId.slice(0, 8) },
				facts: { frameworkVersion: framework.version },
			});
		});
	},
});

/** Each is kept for ever once it has a result, and one with the answers of the last takes two presses. */
const STARTED_A_DAY = 20;

async function assertFewStarted(trx: Transaction<Tables>, keeper: Keeper, now: Date): Promise<void> {
	const { started } = await visibleAssessments(trx, keeper)
		.select((eb) => eb.fn.countAll<bigint>().as("started"))
		.where("startedAt", ">", new Date(now.getTime() - 86_400_000))
		.executeTakeFirstOrThrow();
	if (Number(started) >= STARTED_A_DAY) throw new Refusal("assessment_refusal_many_started", { most: STARTED_A_DAY });
}

/** Takes the answers of a result over, where both have the same questions; what was left for later is asked again. */
async function copyAnswers(trx: Transaction<Tables>, keeper: Keeper, input: { from: string; assessmentId: string }) {
	const source = visibleAssessments(trx, keeper)
		.select(["id", "frameworkVersion"])
		.where("id", "=", input.from)
		.where("completedAt", "is not", null);
	await trx
		.insertInto("assessmentAnswer")
		.columns(["assessmentId", "questionId", "score", "answeredAt"])
		.expression((eb) =>
			eb
				.selectFrom("assessmentAnswer as answer")
				.innerJoin(source.as("source"), "source.id", "answer.assessmentId")
				.innerJoin("assessment as target", "target.frameworkVersion", "source.frameworkVersion")
				.where("target.id", "=", input.assessmentId)
				.where("answer.score", "is not", null)
				.select(["target.id", "answer.questionId", "answer.score", "answer.answeredAt"]),
		)
		.execute();
}
