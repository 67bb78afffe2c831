import { randomBytes } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type Stripe from "stripe";
import { z } from "zod";
import { type ProviderParty, partiesOf } from "#app/agreement/provider/parties.server.ts";
import { hiddenAddress } from "#app/agreement/provider/providers.rules.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor, Visitor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { NotFound, orNotFound } from "#app/kernel/not-found.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { Database, Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { accountState, isFilledIn, type StripeAccountState } from "../stripe-api/stripe.rules.ts";
import { customerName, type PayeeIdentity, payeeAtStripePage } from "./stripe-account.server.ts";

/** How long a mailed link leads to Stripe's form. */
export const FORM_LINK_DAYS = 14;
const DAY_MS = 86_400_000;

/** Until when a link that was asked for then is good. */
export function formLinkEnds(askedAt: Date): Date {
	return new Date(askedAt.getTime() + FORM_LINK_DAYS * DAY_MS);
}

/**
 * Where a provider is written to: the address at which it accepted the agreement, by a mailed link and a code.
 *
 * @throws Refusal where it accepted none.
 */
export async function confirmedAddress(
	db: Kysely<Tables>,
	payee: PayeeIdentity,
): Promise<Pick<ProviderParty, "email" | "locale">> {
	const parties = await partiesOf(db, payee.applicationId);
	const party = parties.find(
		({ answer, providerTaxCode }) => answer === "accepted" && sameTaxpayer(providerTaxCode, payee.taxCode),
	);
	if (!party) throw new Refusal("disbursement_refusal_stripe_no_address", { name: payee.name });
	return party;
}

/**
 * Mails a provider the link to Stripe's form for its own account; whoever applies never sees that form. A link that was
 * mailed before is dead.
 *
 * @throws Refusal where no address of it is confirmed, or after too many mails; NotFound for what is not theirs, or
 * has no form to fill in.
 */
export const mailFormToProvider = command({
	name: "stripe.mail-form",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: ["disbursement_refusal_stripe_no_address", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext, { reference }) {
		const { payee, account } = orNotFound(await payeeAtStripePage(ctx.db, ctx.actor, reference));
		if (payee?.kind !== "provider" || !account || isFilledIn(account.state)) throw new NotFound();
		const { email, locale } = await confirmedAddress(ctx.db, payee);
		await limitRate("mail-person", ctx.actor.personId);
		// Many customers together could ask for mails to one provider.
		await limitRate("mail-address-early", `provider:${email}`);
		await inTransaction(ctx.db, async (trx) => {
			await trx
				.updateTable("stripeAccount")
				.set({ formEmail: email, formLocale: locale, formAskedAt: ctx.now, formLinkHash: null })
				.where("stripeId", "=", account.stripeId)
				.execute();
			await enqueue(trx, "stripe.mail-form", { stripeId: account.stripeId, askedAt: ctx.now.toISOString() });
			await appendAudit(trx, ctx, {
				action: "disbursement.stripe-form-mailed",
				subject: { kind: "stripe-account", id: account.stripeId, label: payee.name },
				facts: { claim: reference, toEmail: email },
			});
		});
	},
});

/** Makes the link that was asked for then, of which the hash alone is kept; null where a newer one was asked for, or it was made. */
export async function makeFormLink(
	trx: Transaction<Tables>,
	{ stripeId, askedAt }: { stripeId: string; askedAt: Date },
): Promise<string | null> {
	const token = randomBytes(32).toString("base64url");
	const { numUpdatedRows } = await trx
		.updateTable("stripeAccount")
		.set({ formLinkHash: tokenHash(token) })
		.where("stripeId", "=", stripeId)
		.where("formAskedAt", "=", askedAt)
		.where("formLinkHash", "is", null)
		.executeTakeFirstOrThrow();
	return numUpdatedRows === 1n ? token : null;
}

/** What a provider's mailed link shows. */
export type ProviderAccountPage = {
	name: string;
	taxCode: string;
	/** The customer whose claims are paid to this account. */
	business: string;
	sentTo: string;
	state: StripeAccountState;
};

function accountOfLink(db: Kysely<Tables>, token: string, now: Date) {
	return db
		.selectFrom("stripeAccount")
		.selectAll()
		.select(customerName.as("customerName"))
		.where("formLinkHash", "=", tokenHash(token))
		.where("formAskedAt", ">", new Date(now.getTime() - FORM_LINK_DAYS * DAY_MS))
		.executeTakeFirst();
}

/** The account that a mailed link is about; null for one that is none of ours, is over or was replaced. */
export async function providerAccountPage(
	db: Kysely<Tables>,
	token: string,
	now: Date,
): Promise<ProviderAccountPage | null> {
	const row = await accountOfLink(db, token, now);
	if (!row) return null;
	const { name, taxCode, customerName: business, formEmail } = row;
	return { name, taxCode, business, sentTo: hiddenAddress(formEmail ?? ""), state: accountState(row) };
}

/** The address of Stripe's form for whoever holds the mailed link; null where there is nothing to fill in any more. */
export const formByLink = command({
	name: "stripe.open-form-by-link",
	input: z.object({ token: z.string(), back: z.string() }),
	who: "anyone",
	refuses: ["disbursement_refusal_stripe_silent", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext<Visitor>, { token, back }, stripe: Stripe | null): Promise<string | null> {
		const row = await accountOfLink(ctx.db, token, ctx.now);
		if (!row || !stripe || isFilledIn(accountState(row))) return null;
		return stripeForm(stripe, { account: row.stripeId, back });
	},
});

/**
 * The account at Stripe that the payee of a claim fills in itself.
 *
 * @throws NotFound for whoever is not of that business, for the account of a provider, and where nothing is open.
 */
export async function requireOwnForm(db: Kysely<Tables>, actor: Actor, reference: string): Promise<string> {
	const page = await payeeAtStripePage(db, actor, reference);
	if (page?.payee?.kind !== "business" || !page.account || isFilledIn(page.account.state)) throw new NotFound();
	return page.account.stripeId;
}

/**
 * The address of Stripe's own form for a business that is paid itself; null where Stripe is not set up.
 *
 * @param back where Stripe sends the person afterwards.
 * @throws Refusal when Stripe does not answer; NotFound as requireOwnForm.
 */
export const ownForm = command({
	name: "stripe.open-own-form",
	input: z.object({ reference: z.string(), back: z.string() }),
	who: "person",
	refuses: ["disbursement_refusal_stripe_silent", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext, { reference, back }, stripe: Stripe | null): Promise<string | null> {
		const account = await requireOwnForm(ctx.db, ctx.actor, reference);
		return stripe && stripeForm(stripe, { account, back });
	},
});

/** Good for some minutes, and once. */
async function stripeForm(stripe: Stripe, { account, back }: { account: string; back: string }): Promise<string> {
	await limitRate("stripe-form", account);
	return orSilent(async () => {
		const link = { account, type: "account_onboarding", refresh_url: back, return_url: back } as const;
		return (await stripe.accountLinks.create(link)).url;
	});
}

/** An account whose form is to be mailed; for the job. */
export async function unsafeFormToMail(db: Database, stripeId: string) {
	return db
		.selectFrom("stripeAccount")
		.select(["name", "taxCode", "formEmail", "formLocale", "formAskedAt", customerName.as("customerName")])
		.where("stripeId", "=", stripeId)
		.executeTakeFirstOrThrow();
}

/** Ends every link to Stripe's form: what a restored backup knows of them may have been replaced since. */
export async function endFormLinks(trx: Transaction<Tables>): Promise<void> {
	await trx.updateTable("stripeAccount").set({ formLinkHash: null }).execute();
}
