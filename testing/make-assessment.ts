import { randomUUID } from "node:crypto";
import { completeAssessment } from "#app/assessment/complete-assessment.server.ts";
import { frameworkInForce } from "#app/assessment/framework/frameworks.server.ts";
import { saveAnswers } from "#app/assessment/save-answers.server.ts";
import { startAssessment } from "#app/assessment/start-assessment.server.ts";
import type { Actor, Visitor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf } from "./makers.ts";
import { answersWithSums } from "./sample-answers.ts";

/** Sums of scores by pillar that make level 2 with 42.6 points, and three pillars at level 3. */
export const levelTwoSums = [19, 11, 23, 15, 11, 7];

/** A finished assessment of the person, and so of their business; returns its id. */
export async function makeAssessment(
	db: Database,
	actor: Actor,
	{ sums = levelTwoSums, now = new Date("2026-09-08T03:00:00Z") }: { sums?: number[]; now?: Date } = {},
): Promise<string> {
	const ctx = contextOf(db, actor, now);
	const assessmentId = randomUUID();
	const answers = answersWithSums(await frameworkInForce(db, now), sums);
	await startAssessment(ctx, { assessmentId, token: null });
	await saveAnswers(ctx, { token: null, assessmentId, answers });
	await completeAssessment(ctx, { token: null, assessmentId });
	return assessmentId;
}

/** The context of a visitor without an account. */
export function contextOfVisitor(db: Database, now?: Date): CommandContext<Visitor> {
	return contextOf(db, { visitor: true } as const, now);
}

/** A questionnaire that a visitor with this token started; returns its id. */
export async function startAsVisitor(db: Database, token: string): Promise<string> {
	const assessmentId = randomUUID();
	await startAssessment(contextOfVisitor(db), { assessmentId, token });
	return assessmentId;
}

/** A finished assessment of the visitor with this token; returns its id. */
export async function finishAsVisitor(db: Database, token: string): Promise<string> {
	const assessmentId = await startAsVisitor(db, token);
	const ctx = contextOfVisitor(db);
	await saveAnswers(ctx, { token, assessmentId, answers: await levelTwoAnswers(db) });
	await completeAssessment(ctx, { token, assessmentId });
	return assessmentId;
}

/** Every question answered, as `levelTwoSums` says. */
export async function levelTwoAnswers(db: Database) {
	return answersWithSums(await frameworkInForce(db, now()), levelTwoSums);
}

/** What the audit log tells of an assessment, oldest first. */
export async function auditedActions(db: Database, assessmentId: string): Promise<string[]> {
	const rows = await db
		.selectFrom("auditEntry")
		.select("action")
		.where("subjectId", "=", assessmentId)
		.orderBy("id")
		.execute();
	return rows.map((row) => row.action);
}
