import type { ExpressionBuilder, Kysely } from "kysely";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { AnswerScore, Answers } from "./framework/framework.ts";
import type { Keeper } from "./visitor-token.server.ts";

/**
 * Whether the assessment is the asker's: kept by their account, by their browser's token, or belonging to the business
 * that they act for.
 */
export function isKeptBy(keeper: Keeper) {
	const personId = "personId" in keeper.actor ? keeper.actor.personId : null;
	return (eb: ExpressionBuilder<Tables, "assessment">) =>
		eb.or([
			...(keeper.token === null ? [] : [eb("assessment.visitorHash", "=", tokenHash(keeper.token))]),
			...(personId === null
				? []
				: [
						eb("assessment.personId", "=", personId),
						eb(
							"assessment.businessId",
							"in",
							eb.selectFrom("businessMember").select("businessId").where("businessMember.personId", "=", personId),
						),
					]),
		]);
}

/** Whether the assessment is the business's: made for it, or by one of its people before it was registered here. */
export function isOfBusiness(businessId: string) {
	return (eb: ExpressionBuilder<Tables, "assessment">) =>
		eb.or([
			eb("assessment.businessId", "=", businessId),
			eb.and([
				eb("assessment.businessId", "is", null),
				eb(
					"assessment.personId",
					"in",
					eb.selectFrom("businessMember").select("personId").where("businessMember.businessId", "=", businessId),
				),
			]),
		]);
}

/** The starting point of every read of a keeper's own assessments. */
export function visibleAssessments(db: Kysely<Tables>, keeper: Keeper) {
	return db.selectFrom("assessment").where(isKeptBy(keeper));
}

/** What was answered so far. Whose assessment it is was decided by a scoped read before. */
export async function unsafeReadAnswers(db: Kysely<Tables>, assessmentId: string): Promise<Answers> {
	const rows = await db
		.selectFrom("assessmentAnswer")
		.select(["questionId", "score"])
		.where("assessmentId", "=", assessmentId)
		.execute();
	return Object.fromEntries(rows.map((row) => [row.questionId, row.score as AnswerScore | null]));
}
