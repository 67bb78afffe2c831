import type { Kysely } from "kysely";
import type Stripe from "stripe";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { membershipOf } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canSeePayments } from "../disbursement.access.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { accountState, holderSeal, type StripeAccountState, type StripeHolder } from "../stripe-api/stripe.rules.ts";
import { customerName, heldBy, refreshAccount } from "./stripe-account.server.ts";

/** An account at Stripe as the finance desk judges it: who is to be paid, and who holds it there. */
export type StripeAccountPage = {
	stripeId: string;
	payee: { name: string; taxCode: string };
	/** The business whose claims are paid to it. */
	business: string;
	state: StripeAccountState;
	holder: StripeHolder | null;
	/** Says to the command which holder was read. */
	seal: string;
	checkedAt: Date | null;
	openedAt: Date;
	/** Where the form was mailed to; null where the business filled it in itself. */
	formEmail: string | null;
	confirmed: { at: Date; byName: string } | null;
};

const sealOf = (holder: StripeHolder | null) => tokenHash(holderSeal(holder)).toString("hex");

/** An account at Stripe; null where there is none, or for who may not see payments. */
export async function stripeAccountPage(
	db: Kysely<Tables>,
	actor: Actor,
	stripeId: string,
): Promise<StripeAccountPage | null> {
	if (!canSeePayments(actor).allowed) return null;
	const row = await db
		.selectFrom("stripeAccount")
		.selectAll()
		.select(customerName.as("customerName"))
		.where("stripeId", "=", stripeId)
		.executeTakeFirst();
	if (!row) return null;
	const read = readTaxCode(row.taxCode);
	const holder = row.holder as StripeHolder | null;
	const { confirmedAt: at, confirmedByName: byName } = row;
	return {
		stripeId,
		payee: { name: row.name, taxCode: read.ok ? formatTaxCode(read.taxCode) : row.taxCode },
		business: row.customerName,
		state: accountState(row),
		holder,
		seal: sealOf(holder),
		checkedAt: row.checkedAt,
		openedAt: row.createdAt,
		formEmail: row.formEmail,
		confirmed: at && byName ? { at, byName } : null,
	};
}

/**
 * A finance officer confirms that an account is the payee's: by the holder's name and the end of the bank account, as Stripe
 * tells them at this moment. Nothing is paid to an account before; when one of these changes, somebody confirms anew.
 *
 * @throws Refusal where Stripe tells another holder than was read, does not pay to it, or gives no answer, and for somebody
 * of the business that is paid; NotFound for who does not pay.
 */
export const confirmHolder = command({
	name: "stripe.confirm-holder",
	input: z.object({ stripeId: z.string(), seal: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_stripe_no_holder",
		"disbursement_refusal_stripe_off",
		"disbursement_refusal_stripe_other_holder",
		"disbursement_refusal_stripe_silent",
		"disbursement_refusal_stripe_your_business",
	],
	once: "by state",
	async run(ctx: CommandContext, { stripeId, seal }, stripe: Stripe | null) {
		orNotFound(await stripeAccountPage(ctx.db, ctx.actor, stripeId));
		if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
		await orSilent(() => refreshAccount(ctx, stripe, stripeId));
		await inTransaction(ctx.db, async (trx) => {
			const row = await trx
				.selectFrom("stripeAccount")
				.selectAll()
				.where("stripeId", "=", stripeId)
				.forUpdate()
				.executeTakeFirstOrThrow();
			if (row.confirmedAt) return;
			const holder = row.holder as StripeHolder | null;
			if (sealOf(holder) !== seal) throw new Refusal("disbursement_refusal_stripe_other_holder");
			if (!holder?.name || !holder.bank || accountState(row) !== "to-confirm") {
				throw new Refusal("disbursement_refusal_stripe_no_holder");
			}
			if (row.businessId && (await membershipOf(trx, ctx.actor.personId, row.businessId))) {
				throw new Refusal("disbursement_refusal_stripe_your_business");
			}
			await trx
				.updateTable("stripeAccount")
				.set({ confirmedAt: ctx.now, confirmedBy: ctx.actor.personId, confirmedByName: ctx.actor.name })
				.where("stripeId", "=", stripeId)
				.execute();
			await appendAudit(trx, ctx, {
				action: "disbursement.stripe-holder-confirmed",
				subject: { kind: "stripe-account", id: stripeId, label: row.name },
				facts: { taxCode: row.taxCode, ...heldBy(holder) },
			});
		});
	},
});
