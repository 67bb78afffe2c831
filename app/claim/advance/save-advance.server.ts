import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "../claim.access.ts";
import { lockOwnClaim } from "../visible-claims.server.ts";
import { type AdvanceDraft, advanceToDraft } from "./advance-draft.ts";

/**
 * Saves what is asked for ahead exactly as typed, also when it is not right yet.
 *
 * @param input.draftVersion the one that the page was made from.
 * @throws Refusal `house_refusal_other_tab` when the draft was saved meanwhile, or when it is with the association; a 404
 * Response for another kind of claim.
 */
export async function saveAdvance(
	ctx: CommandContext,
	{ reference, draftVersion, ...typed }: AdvanceDraft & { reference: string; draftVersion: number },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const { claim } = orNotFound(await lockOwnClaim(trx, ctx.actor, reference));
		orNotFound(claim.kind === "advance" || null);
		assertAllowed(canChangeClaim(claim));
		if (claim.draftVersion !== draftVersion) throw new Refusal("house_refusal_other_tab");
		await trx
			.updateTable("claim")
			.set({ draft: JSON.stringify(advanceToDraft(typed)), draftVersion: draftVersion + 1 })
			.where("id", "=", claim.id)
			.execute();
	});
}
