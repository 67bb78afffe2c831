import { randomUUID } from "node:crypto";
import { acceptAgreement } from "#app/agreement/accept-agreement.server.ts";
import { answerClaim } from "#app/claim/answer-claim.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { decide } from "#app/review/decide.server.ts";
import type { Database } from "#db/connection.server.ts";

/*
 * People who answer what they have just read: each command with the name of what stands at this moment. Where nothing
 * does, one that nobody has, so that the command refuses as it would.
 */

type Given<Command extends (ctx: never, input: never) => unknown, Read extends string> = Omit<
	Parameters<Command>[1],
	Read
>;

/** Of an application, its last submission. */
export async function submissionToRead(db: Database, reference: string): Promise<string> {
	const row = await db
		.selectFrom("application")
		.select("submissionId")
		.where("reference", "=", reference)
		.executeTakeFirst();
	return row?.submissionId ?? randomUUID();
}

/** Of a claim, when it was submitted last. */
export async function claimToRead(db: Database, reference: string): Promise<Date> {
	const row = await db.selectFrom("claim").select("submittedAt").where("reference", "=", reference).executeTakeFirst();
	return row?.submittedAt ?? new Date(0);
}

/** Of an application, its approval. */
export async function approvalToRead(db: Database, reference: string): Promise<string> {
	const row = await db
		.selectFrom("decision")
		.innerJoin("application", "application.id", "decision.applicationId")
		.select("decision.id")
		.where("reference", "=", reference)
		.where("decision.kind", "in", ["approve", "approve_in_part"])
		.executeTakeFirst();
	return row?.id ?? randomUUID();
}

export async function decideAsRead(
	ctx: CommandContext,
	input: Given<typeof decide, "submissionId">,
	...draw: Parameters<typeof decide> extends [unknown, unknown, ...infer Rest] ? Rest : never
): Promise<void> {
	await decide(ctx, { ...input, submissionId: await submissionToRead(ctx.db, input.reference) }, ...draw);
}

export async function answerClaimAsRead(
	ctx: CommandContext,
	input: Given<typeof answerClaim, "submittedAt">,
): Promise<void> {
	await answerClaim(ctx, { ...input, submittedAt: await claimToRead(ctx.db, input.reference) });
}

export async function acceptAsRead(
	ctx: CommandContext,
	input: Given<typeof acceptAgreement, "decisionId">,
): Promise<void> {
	await acceptAgreement(ctx, { ...input, decisionId: await approvalToRead(ctx.db, input.reference) });
}
