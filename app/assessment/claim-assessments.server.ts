import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";

/**
 * Moves what a browser's visitor answered into the account of the person who signed up or in there; from then on the
 * token opens nothing. Does nothing for an unknown or used token. For commands that already have a transaction.
 */
export async function claimAnonymousAssessment(
	trx: Transaction<Tables>,
	who: { actor: Actor; now: Date },
	token: string,
): Promise<void> {
	const membership = await trx
		.selectFrom("businessMember")
		.select("businessId")
		.where("personId", "=", who.actor.personId)
		.executeTakeFirst();
	const claimed = await trx
		.updateTable("assessment")
		.set({ personId: who.actor.personId, visitorHash: null, businessId: membership?.businessId ?? null })
		.where("visitorHash", "=", tokenHash(token))
		.returning("id")
		.execute();
	for (const { id } of claimed) {
		await appendAudit(trx, who, {
			action: "assessment.claimed",
			subject: { kind: "assessment", id, label: id.slice(0, 8) },
		});
	}
}

/**
 * The same as a command of its own, for the way in after signing up or in. Staff keep no assessments: whoever tries the
 * questionnaire at a desk leaves it with the browser.
 */
export const claimAssessments = command({
	name: "assessment.adopt",
	input: z.object({ token: z.string().nullable() }),
	who: "person",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext, { token }) {
		if (token === null || ctx.actor.roles.length > 0) return;
		await inTransaction(ctx.db, (trx) => claimAnonymousAssessment(trx, ctx, token));
	},
});
