import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { invoiceSerial } from "#app/invoice/invoice.rules.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { advanceAmount } from "./advance/advance-draft.ts";
import { canChangeClaim } from "./claim.access.ts";
import { type ClaimAmounts, claimAmounts } from "./claim.rules.ts";
import { type ClaimCase, claimCaseOf, type SubmittedInvoice } from "./claim-case.server.ts";
import { moveClaim } from "./claim-events.server.ts";
import { claimFaults, invoicesOf, judgeClaimCosts } from "./draft/claim-faults.ts";
import { fileOfDraft } from "./invoice/claim-mismatches.ts";
import { recordNearMatches } from "./invoice/near-matches.server.ts";
import { lockOwnClaim } from "./visible-claims.server.ts";

/**
 * Submits a claim to the association, or submits it again after it was mended. Its lines, amounts and invoices are
 * frozen; its invoices are held against all other claims of all programmes. Submitting what is with the association
 * already changes nothing. Whether the own share that was paid in through Stripe stands for it is kept with it.
 *
 * @param input.draftVersion what the person saw when they decided; if it was changed meanwhile, they are asked again.
 * @throws Refusal when something is missing or wrong, or an invoice was used in another claim.
 */
export const submitClaim = command({
	name: "claim.submit",
	input: z.object({ reference: z.string(), draftVersion: z.number().optional() }),
	who: "person",
	refuses: [
		"claim_refusal_changed",
		"claim_refusal_incomplete",
		"claim_refusal_invoice_used",
		"claim_refusal_not_agreed",
		"claim_refusal_submitted",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, draftVersion }) {
		await inTransaction(ctx.db, async (trx) => {
			const inHand = orNotFound(await lockOwnClaim(trx, ctx.actor, reference));
			if (inHand.claim.state === "submitted") return;
			assertAllowed(canChangeClaim(inHand.claim));
			if (inHand.application.state !== "agreed") throw new Refusal("claim_refusal_not_agreed");
			if (draftVersion !== undefined && draftVersion !== inHand.claim.draftVersion) {
				throw new Refusal("claim_refusal_changed");
			}
			const claim = await claimCaseOf(trx, inHand.claim.id);
			const { amounts, invoices } = claim.kind === "advance" ? judgeAdvance(claim, ctx.now) : judge(claim, ctx.now);
			await replaceRows(trx, inHand.claim.id, amounts, invoices);
			await recordNearMatches(trx, ctx, inHand.claim);
			const { costDong, subsidyDong } = amounts;
			await moveClaim(trx, ctx, inHand, {
				to: "submitted",
				subsidyDong,
				set: { submittedAt: ctx.now, costDong, subsidyDong, countsOwnShare: claim.ownSharePaid },
			});
			await enqueue(trx, "claim.submitted", { claimId: inHand.claim.id });
			await appendAudit(trx, ctx, {
				action: "claim.submitted",
				subject: { kind: "claim", id: inHand.claim.id, label: reference },
				facts: {
					kind: claim.kind,
					application: inHand.application.reference,
					costDong,
					subsidyDong,
					isLast: inHand.claim.isLast,
					invoices: invoices.map((invoice) => `${invoice.sellerTaxCode} ${invoiceSerial(invoice)} ${invoice.number}`),
				},
			});
		});
	},
});

function judge(claim: ClaimCase, now: Date): { amounts: ClaimAmounts; invoices: SubmittedInvoice[] } {
	const today = plainDateAt(now);
	const count = Object.keys(claimFaults(claim, today)).length;
	if (count > 0) throw new Refusal("claim_refusal_incomplete", { count });
	const costs = judgeClaimCosts(claim, today);
	assert(costs.ok, `${claim.reference} has no fault, and yet its costs have`);
	const asked = costs.read.lines.map(({ costLineId, cost }) => ({ costLineId, costDong: cost }));
	const invoices = invoicesOf(costs.read).map((invoice, at) => ({
		...invoice,
		documentId: fileOfDraft(claim, at)?.documentId ?? null,
	}));
	return { amounts: claimAmounts(claim.lines, asked), invoices };
}

/** An advance has no lines and no invoices yet: it is earned by the claims that have. */
function judgeAdvance(claim: ClaimCase, now: Date): { amounts: ClaimAmounts; invoices: SubmittedInvoice[] } {
	const count = Object.keys(claimFaults(claim, plainDateAt(now))).length;
	const amountDong = claim.advance && advanceAmount(claim.advance);
	if (count > 0 || !amountDong) throw new Refusal("claim_refusal_incomplete", { count });
	return { amounts: { lines: [], costDong: amountDong, subsidyDong: amountDong }, invoices: [] };
}

async function replaceRows(
	trx: Transaction<Tables>,
	claimId: string,
	amounts: ClaimAmounts,
	invoices: readonly SubmittedInvoice[],
): Promise<void> {
	await trx.deleteFrom("claimLine").where("claimId", "=", claimId).execute();
	await trx.deleteFrom("invoice").where("claimId", "=", claimId).execute();
	const lines = amounts.lines.map((line) => ({ claimId, ...line }));
	if (lines.length > 0) await trx.insertInto("claimLine").values(lines).execute();
	// One by one, so that the refusal can name the one. The index decides, also between two claims at the same moment.
	for (const invoice of invoices) {
		const held = await trx
			.insertInto("invoice")
			.values({ claimId, ...invoice })
			.onConflict((conflict) =>
				conflict
					.columns(["sellerTaxCode", "formSymbol", "symbol", "number"])
					.where("releasedAt", "is", null)
					.doNothing(),
			)
			.returning("id")
			.executeTakeFirst();
		if (!held) {
			throw new Refusal("claim_refusal_invoice_used", { serial: invoiceSerial(invoice), number: invoice.number });
		}
	}
}
