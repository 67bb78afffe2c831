import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "./claim.access.ts";
import { MAX_INVOICES } from "./claim.forms.ts";
import { claimDraft, withInvoiceChange } from "./claim-draft.ts";
import { lockOwnClaim } from "./visible-claims.server.ts";

/**
 * Saves costs and invoices exactly as typed, also when they are not right yet: nothing typed is lost. `change` adds an
 * invoice or removes one.
 *
 * @param input.draftVersion the one that the page was made from. Returns the next.
 * @param input.isLast the business will claim nothing more: what is left goes back when this claim is paid.
 * @throws Refusal `house_refusal_other_tab` when the draft was saved meanwhile, or when it is with the association.
 */
export const saveClaim = command({
	name: "claim.save",
	input: claimDraft.extend({
		reference: z.string(),
		draftVersion: z.number(),
		isLast: z.boolean(),
		change: z
			.union([z.object({ kind: z.literal("add") }), z.object({ kind: z.literal("remove"), at: z.number() })])
			.nullable()
			.optional(),
	}),
	who: "person",
	refuses: ["claim_refusal_submitted", "claim_refusal_too_many_invoices", "house_refusal_other_tab"],
	once: "same again",
	async run(ctx: CommandContext, input): Promise<{ draftVersion: number }> {
		return inTransaction(ctx.db, async (trx) => {
			const { claim } = orNotFound(await lockOwnClaim(trx, ctx.actor, input.reference));
			orNotFound(claim.kind === "costs" || null);
			assertAllowed(canChangeClaim(claim));
			if (claim.draftVersion !== input.draftVersion) throw new Refusal("house_refusal_other_tab");
			const invoices = withInvoiceChange(input.invoices, input.change ?? null);
			if (invoices.length > MAX_INVOICES) throw new Refusal("claim_refusal_too_many_invoices", { max: MAX_INVOICES });
			const draftVersion = claim.draftVersion + 1;
			await trx
				.updateTable("claim")
				.set({ draft: JSON.stringify({ lines: input.lines, invoices }), isLast: input.isLast, draftVersion })
				.where("id", "=", claim.id)
				.execute();
			return { draftVersion };
		});
	},
});
