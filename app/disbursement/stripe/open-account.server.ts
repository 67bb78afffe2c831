import type Stripe from "stripe";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { confirmedAddress, mailFormToProvider } from "./payee-form.server.ts";
import { type PayeeIdentity, payeeAtStripePage, refreshAccount } from "./stripe-account.server.ts";

/**
 * Opens the account of a claim's payee at Stripe, once for a tax code and a business, and asks what it still lacks. Where
 * that is a provider, Stripe's form is mailed to it as soon as there is one.
 *
 * @throws Refusal while it is not known whom the claim pays, for a provider of whom no address is confirmed, or when Stripe
 * does not answer.
 */
export async function preparePayeeAccount(
	ctx: CommandContext,
	stripe: Stripe | null,
	{ reference }: { /** The claim's. */ reference: string },
): Promise<void> {
	const { payee, account } = orNotFound(await payeeAtStripePage(ctx.db, ctx.actor, reference));
	if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
	if (!payee) throw new Refusal("claim_refusal_costs_first");
	// Nothing is opened that nobody could fill in.
	if (payee.kind === "provider") await confirmedAddress(ctx.db, payee);
	await orSilent(async () => {
		await refreshAccount(ctx, stripe, account?.stripeId ?? (await openAccount(ctx, stripe, payee)));
	});
	if (payee.kind === "provider" && !account) await mailFormToProvider(ctx, { reference });
}

async function openAccount(ctx: CommandContext<Actor>, stripe: Stripe, payee: PayeeIdentity): Promise<string> {
	const account = await stripe.accounts.create(
		{
			type: "express",
			country: "VN",
			default_currency: "vnd",
			capabilities: { transfers: { requested: true } },
			metadata: { tax_code: payee.taxCode },
			// Each payment is its own payout, so that the bank's answer is about that payment.
			settings: { payouts: { schedule: { interval: "manual" } } },
		},
		{ idempotencyKey: `account:${payee.taxCode}:${payee.businessId}` },
	);
	await inTransaction(ctx.db, async (trx) => {
		const { numInsertedOrUpdatedRows } = await trx
			.insertInto("stripeAccount")
			.values({
				taxCode: payee.taxCode,
				businessId: payee.businessId,
				stripeId: account.id,
				name: payee.name,
				createdAt: ctx.now,
				createdBy: ctx.actor.personId,
			})
			.onConflict((conflict) => conflict.columns(["taxCode", "businessId"]).doNothing())
			.executeTakeFirstOrThrow();
		if (!numInsertedOrUpdatedRows) return;
		await appendAudit(trx, ctx, {
			action: "disbursement.stripe-account-opened",
			subject: { kind: "stripe-account", id: account.id, label: payee.name },
			facts: { taxCode: payee.taxCode },
		});
	});
	return account.id;
}
