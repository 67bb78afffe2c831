import type { Transaction } from "kysely";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimKind } from "./advance/advance.rules.ts";
import type { ClaimDraft } from "./claim-draft.ts";
import { insertClaimEvent } from "./claim-events.server.ts";

/** The reference of a claim that a form sent before has opened already; null where none has. */
export async function openedBefore(
	trx: Transaction<Tables>,
	{ claimId, applicationId }: { claimId: string; applicationId: string },
): Promise<string | null> {
	const before = await trx
		.selectFrom("claim")
		.select("reference")
		.where("id", "=", claimId)
		.where("applicationId", "=", applicationId)
		.executeTakeFirst();
	return before?.reference ?? null;
}

/** A new draft with its number, and the first line of its trail. Its reference. */
export async function insertClaim(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ draft, ...claim }: { id: string; kind: ClaimKind; applicationId: string; draft: ClaimDraft },
): Promise<string> {
	const reference = await nextReference(trx, "DN", yearOf(plainDateAt(ctx.now)));
	await trx
		.insertInto("claim")
		.values({
			...claim,
			reference,
			state: "draft",
			draft: JSON.stringify(draft),
			createdAt: ctx.now,
			createdBy: ctx.actor.personId,
		})
		.execute();
	await insertClaimEvent(trx, ctx, {
		claimId: claim.id,
		what: "started",
		fromState: null,
		toState: "draft",
		said: null,
	});
	return reference;
}
