import type { Kysely } from "kysely";
import type Stripe from "stripe";
import { appendAudit } from "#app/audit/append.server.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import { type ClaimCase, findOwnClaimCase } from "#app/claim/claim-case.server.ts";
import type { Actor, AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { orSilent } from "./client.server.ts";
import { accountState, type StripeAccountState } from "./stripe.rules.ts";

/**
 * Who is paid, by the tax code and the business for whose claims an account at Stripe is kept: whoever fills in the account of
 * a provider is never paid for the provider's other customers.
 */
export type PayeeIdentity = { kind: "provider" | "business"; taxCode: string; name: string; businessId: string };

/** The rail of an application: of the rules that it was submitted under. */
export async function railOf(db: Kysely<Tables>, applicationId: string): Promise<Rail> {
	const { versionId } = await db
		.selectFrom("application")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select("submission.programmeVersionId as versionId")
		.where("application.id", "=", applicationId)
		.executeTakeFirstOrThrow();
	return (await programmeUnderVersion(db, versionId)).rules.settings.rail;
}

/** The payee of a claim; null before its costs say which provider it is. */
export async function payeeIdentity(db: Kysely<Tables>, claim: ClaimCase): Promise<PayeeIdentity | null> {
	const { businessId } = claim.application;
	if (claim.payee === "provider") {
		const provider = claimedProvider(claim.lines, claim.draft.lines);
		const taxCode = provider && digitsOf(provider.providerTaxCode);
		return provider && taxCode ? { kind: "provider", taxCode, name: provider.providerName, businessId } : null;
	}
	const { taxCode } = await db
		.selectFrom("business")
		.select("taxCode")
		.where("id", "=", businessId)
		.executeTakeFirstOrThrow();
	assert(taxCode, "a business with a claim has a tax code");
	return { kind: "business", taxCode, name: claim.businessName, businessId };
}

function digitsOf(text: string): string {
	const read = readTaxCode(text);
	return read.ok ? `${read.taxCode.digits}${read.taxCode.branch ?? ""}` : text;
}

export type PayeeAtStripe = {
	payee: PayeeIdentity;
	stripeId: string;
	state: StripeAccountState;
	/** How many things Stripe still asks for. */
	dueCount: number;
	checkedAt: Date | null;
};

/** The payee's account at Stripe as we last heard of it; null where there is none. */
export async function payeeAtStripe(db: Kysely<Tables>, payee: PayeeIdentity): Promise<PayeeAtStripe | null> {
	const row = await db
		.selectFrom("stripeAccount")
		.selectAll()
		.where("taxCode", "=", payee.taxCode)
		.where("businessId", "=", payee.businessId)
		.executeTakeFirst();
	if (!row) return null;
	const { stripeId, dueCount, checkedAt } = row;
	return { payee, stripeId, state: accountState(row), dueCount, checkedAt };
}

export type PayeeAtStripePage = {
	claim: string;
	application: string;
	/** Null before the costs of the claim say which provider is paid. */
	payee: PayeeIdentity | null;
	account: PayeeAtStripe | null;
};

/** The payee of a claim of the person's own business; null where there is none, or the programme pays otherwise. */
export async function payeeAtStripePage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
): Promise<PayeeAtStripePage | null> {
	const claim = await findOwnClaimCase(db, actor, reference);
	if (!claim || (await railOf(db, claim.application.id)) !== "stripe") return null;
	const payee = await payeeIdentity(db, claim);
	const account = payee && (await payeeAtStripe(db, payee));
	return { claim: claim.reference, application: claim.application.reference, payee, account };
}

/**
 * Opens the account of a claim's payee at Stripe, once for a tax code and a business, and asks what it still lacks.
 *
 * @throws Refusal while it is not known whom the claim pays, or when Stripe does not answer.
 */
export async function preparePayeeAccount(
	ctx: CommandContext,
	stripe: Stripe | null,
	{ reference }: { /** The claim's. */ reference: string },
): Promise<void> {
	const { payee, account } = orNotFound(await payeeAtStripePage(ctx.db, ctx.actor, reference));
	if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
	if (!payee) throw new Refusal("claim_refusal_costs_first");
	await orSilent(async () => {
		await refreshAccount(ctx, stripe, account?.stripeId ?? (await openAccount(ctx, stripe, payee)));
	});
}

/**
 * The address of Stripe's own form for the account of a claim's payee, good for some minutes and once. Null where there
 * is no account to fill in, or Stripe is not set up.
 *
 * @param back where Stripe sends the person afterwards.
 * @throws Refusal when Stripe does not answer.
 */
export async function onboardingLink(
	ctx: CommandContext,
	stripe: Stripe | null,
	{ reference, back }: { /** The claim's. */ reference: string; back: string },
): Promise<string | null> {
	const page = await payeeAtStripePage(ctx.db, ctx.actor, reference);
	if (!stripe || !page?.account) return null;
	const account = page.account.stripeId;
	const type = "account_onboarding";
	return orSilent(async () => {
		return (await stripe.accountLinks.create({ account, type, refresh_url: back, return_url: back })).url;
	});
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

/** Asks Stripe what an account may do and still lacks. One that is not ours is left alone. */
export async function refreshAccount(ctx: CommandContext<AnyActor>, stripe: Stripe, stripeId: string): Promise<void> {
	const ours = await ctx.db
		.selectFrom("stripeAccount")
		.select("name")
		.where("stripeId", "=", stripeId)
		.executeTakeFirst();
	if (!ours) return;
	const account = await stripe.accounts.retrieve(stripeId);
	const facts = {
		detailsSubmitted: account.details_submitted,
		payoutsEnabled: account.payouts_enabled,
		transfersActive: account.capabilities?.transfers === "active",
	};
	const dueCount = account.requirements?.currently_due?.length ?? 0;
	await inTransaction(ctx.db, async (trx) => {
		const before = await trx
			.selectFrom("stripeAccount")
			.selectAll()
			.where("stripeId", "=", stripeId)
			.forUpdate()
			.executeTakeFirstOrThrow();
		// Two looks may end in another order than they began: what was asked first does not replace a newer answer.
		if (before.checkedAt && before.checkedAt > ctx.now) return;
		await trx
			.updateTable("stripeAccount")
			.set({ ...facts, dueCount, checkedAt: ctx.now })
			.where("stripeId", "=", stripeId)
			.execute();
		if (accountState(before) === accountState(facts)) return;
		await appendAudit(trx, ctx, {
			action: "disbursement.stripe-account-changed",
			subject: { kind: "stripe-account", id: stripeId, label: before.name },
			facts: { from: accountState(before), to: accountState(facts), due: dueCount },
		});
	});
}
