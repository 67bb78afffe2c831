import { type Kysely, sql } from "kysely";
import type Stripe from "stripe";
import { appendAudit } from "#app/audit/append.server.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import { type ClaimCase, findOwnClaimCase } from "#app/claim/claim-case.server.ts";
import type { Actor, AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import {
	accountState,
	holderOf,
	holderSeal,
	type StripeAccountState,
	type StripeHolder,
} from "../stripe-api/stripe.rules.ts";

/**
 * Who is paid, by the tax code and the business for whose claims an account at Stripe is kept: whoever fills in the account of
 * a provider is never paid for the provider's other customers.
 */
export type PayeeIdentity = {
	kind: "provider" | "business";
	taxCode: string;
	name: string;
	businessId: string;
	applicationId: string;
};

/**
 * As what the business applied whose claims are paid to `stripe_account`: under its last agreement, never under a name that
 * it took since (decision 049), and nothing where it has none.
 */
export const customerName = sql<string>`coalesce((select submitted.business_facts ->> 'legalName'
	from agreement
	join application on application.id = agreement.application_id
	join submission submitted on submitted.id = application.submission_id
	where application.business_id = stripe_account.business_id
	order by agreement.offered_at desc, application.reference desc limit 1), '')`;

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
	const { businessId, id: applicationId } = claim.application;
	const of = { businessId, applicationId };
	if (claim.payee === "provider") {
		const provider = claimedProvider(claim.lines, claim.draft.lines);
		const taxCode = provider && digitsOf(provider.providerTaxCode);
		return provider && taxCode ? { kind: "provider", taxCode, name: provider.providerName, ...of } : null;
	}
	const { taxCode } = await db
		.selectFrom("business")
		.select("taxCode")
		.where("id", "=", businessId)
		.executeTakeFirstOrThrow();
	assert(taxCode, "a business with a claim has a tax code");
	return { kind: "business", taxCode, name: claim.businessName, ...of };
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
	/** Who holds it, as Stripe told last. */
	holder: StripeHolder | null;
	/** Where the form of a provider's account was mailed to last, and when. */
	form: { email: string; askedAt: Date } | null;
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
	const { stripeId, dueCount, checkedAt, formEmail, formAskedAt } = row;
	const form = formEmail && formAskedAt ? { email: formEmail, askedAt: formAskedAt } : null;
	const holder = row.holder as StripeHolder | null;
	return { payee, stripeId, state: accountState(row), dueCount, checkedAt, holder, form };
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

/** Asks Stripe what an account may do and still lacks. One that is not ours is left alone. */
export async function refreshAccount(ctx: CommandContext<AnyActor>, stripe: Stripe, stripeId: string): Promise<void> {
	const ours = await ctx.db
		.selectFrom("stripeAccount")
		.select("name")
		.where("stripeId", "=", stripeId)
		.executeTakeFirst();
	if (!ours) return;
	const account = await stripe.accounts.retrieve(stripeId);
	const told = {
		detailsSubmitted: account.details_submitted,
		payoutsEnabled: account.payouts_enabled,
		transfersActive: account.capabilities?.transfers === "active",
	};
	const holder = holderOf(account);
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
		// Another holder, or another bank account: whoever confirmed the one before has not seen this one.
		const same = before.holder !== null && holderSeal(before.holder as StripeHolder) === holderSeal(holder);
		const confirmed = same ? {} : { confirmedAt: null, confirmedBy: null, confirmedByName: null };
		await trx
			.updateTable("stripeAccount")
			.set({ ...told, dueCount, checkedAt: ctx.now, holder: JSON.stringify(holder), ...confirmed })
			.where("stripeId", "=", stripeId)
			.execute();
		const [from, to] = [accountState(before), accountState({ confirmedAt: before.confirmedAt, ...told, ...confirmed })];
		if (from === to && (same || !before.holder)) return;
		await appendAudit(trx, ctx, {
			action: "disbursement.stripe-account-changed",
			subject: { kind: "stripe-account", id: stripeId, label: before.name },
			facts: { from, to, due: dueCount, ...(same ? {} : heldBy(holder)) },
		});
	});
}

/** Who holds an account, for the log: the account number never leaves Stripe whole. */
export function heldBy({ name, taxIdGiven, bank }: StripeHolder) {
	return { accountName: name ?? "", taxIdGiven, bank: bank?.name ?? "", last4: bank?.last4 ?? "" };
}
