import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "../claim.access.ts";
import { lockOwnClaim } from "../visible-claims.server.ts";
import { advanceToDraft } from "./advance-draft.ts";

/**
 * Saves what is asked for ahead exactly as typed, also when it is not right yet.
 *
 * @param input.draftVersion the one that the page was made from.
 * @throws Refusal `house_refusal_other_tab` when the draft was saved meanwhile, or when it is with the association; NotFound
 * for another kind of claim.
 */
export const saveAdvance = command({
	name: "claim.save-advance",
	input: z
		.object({ costLineId: z.uuid(), amount: z.string(), reason: z.string() })
		.extend({ reference: z.string(), draftVersion: z.number() }),
	who: "person",
	refuses: ["claim_refusal_submitted", "house_refusal_other_tab"],
	once: "same again",
	async run(ctx: CommandContext, { reference, draftVersion, ...typed }) {
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
	},
});
