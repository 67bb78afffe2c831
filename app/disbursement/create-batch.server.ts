import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { claimCaseOf } from "#app/claim/claim-case.server.ts";
import { assertPayAnother } from "#app/claim/desk/pays-applicant.server.ts";
import { assertNotStopped } from "#app/claim/stop/payment-stops.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { payeeColumns, payeeOf } from "./payee.server.ts";
import { assertPayeeAccounts } from "./payee-accounts.server.ts";
import { insertPaymentEvent, lockApplications } from "./payments.server.ts";
import { payeeAtStripe, payeeIdentity, railOf } from "./stripe/stripe-account.server.ts";

type DueClaim = { id: string; reference: string; applicationId: string; payableDong: bigint };
type Payment = { id: string; amountDong: bigint };

/**
 * Puts verified claims into a batch and returns its reference: one payment a claim, with one reference for ever, also
 * where the bank returned it and it is paid in a later batch. The same `batchId` makes one batch.
 *
 * @throws Refusal when a claim is not verified, would pay its own applicant, is in a batch already or has no account to pay to but its applicant's, and when they do not go
 * by one rail.
 */
export const createBatch = command({
	name: "disbursement.create-batch",
	input: z.object({ batchId: z.uuid(), claimReferences: z.array(z.string()).readonly() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_holder",
		"disbursement_refusal_in_batch",
		"disbursement_refusal_no_account",
		"disbursement_refusal_not_due",
		"disbursement_refusal_own_account",
		"disbursement_refusal_own_provider",
		"disbursement_refusal_stopped",
		"disbursement_refusal_stripe_account",
		"disbursement_refusal_stripe_unconfirmed",
		"disbursement_refusal_two_rails",
	],
	once: ({ batchId }) => batchId,
	async run(ctx: CommandContext, { batchId, claimReferences }): Promise<string> {
		return inTransaction(ctx.db, async (trx) => {
			const before = await referenceOf(trx, batchId);
			if (before) return before;
			const claims = await lockDueClaims(trx, claimReferences);
			// Looked for again: the same form, posted twice at once, waited for the locks behind the one that made the batch.
			const meanwhile = await referenceOf(trx, batchId);
			if (meanwhile) return meanwhile;
			const claimIds = claims.map(({ id }) => id);
			await assertPayAnother(trx, claimIds, "disbursement_refusal_own_provider");
			await assertNotStopped(trx, claimIds, "disbursement_refusal_stopped");
			const rail = await oneRail(trx, claims);
			const year = yearOf(plainDateAt(ctx.now));
			const reference = await nextReference(trx, "DC", year);
			await trx
				.insertInto("paymentBatch")
				.values({
					id: batchId,
					reference,
					rail,
					createdAt: ctx.now,
					createdBy: ctx.actor.personId,
					createdByName: ctx.actor.name,
				})
				.execute();
			const payments: Payment[] = [];
			for (const claim of claims) {
				payments.push(
					(await joinBatch(trx, claim, { batchId, rail })) ??
						(await schedule(trx, ctx, claim, { batchId, rail, year })),
				);
			}
			await assertPayeeAccounts(
				trx,
				payments.map(({ id }) => id),
			);
			await trx
				.insertInto("batchPayment")
				.values(payments.map(({ id }) => ({ batchId, disbursementId: id })))
				.execute();
			await appendAudit(trx, ctx, {
				action: "disbursement.batch-created",
				subject: { kind: "payment-batch", id: batchId, label: reference },
				facts: {
					claims: claims.map((claim) => claim.reference),
					amountDong: sumDong(payments.map(({ amountDong }) => amountDong)),
				},
			});
			return reference;
		});
	},
});

async function referenceOf(trx: Transaction<Tables>, batchId: string): Promise<string | null> {
	const batch = await trx.selectFrom("paymentBatch").select("reference").where("id", "=", batchId).executeTakeFirst();
	return batch?.reference ?? null;
}

async function lockDueClaims(trx: Transaction<Tables>, references: readonly string[]): Promise<DueClaim[]> {
	const asked = [...new Set(references)];
	const found = await trx.selectFrom("claim").select("applicationId").where("reference", "in", asked).execute();
	await lockApplications(
		trx,
		found.map(({ applicationId }) => applicationId),
	);
	const claims = await trx
		.selectFrom("claim")
		.select(["id", "reference", "applicationId", "payableDong"])
		.where("reference", "in", asked)
		.where("state", "=", "verified")
		// What an advance has paid already needs no payment.
		.where("payableDong", ">", 0n)
		.orderBy("reference")
		.forUpdate()
		.execute();
	if (claims.length === 0 || claims.length !== asked.length) throw new Refusal("disbursement_refusal_not_due");
	return claims.map(({ payableDong, ...claim }) => {
		assert(payableDong !== null, `${claim.reference} was verified without an amount`);
		return { ...claim, payableDong };
	});
}

/** The rail that all claims go by; who releases a batch answers for one way of paying. */
async function oneRail(trx: Transaction<Tables>, claims: readonly DueClaim[]): Promise<Rail> {
	const rails = new Set<Rail>();
	for (const { applicationId } of claims) rails.add(await railOf(trx, applicationId));
	const [rail, ...others] = rails;
	if (!rail || others.length > 0) throw new Refusal("disbursement_refusal_two_rails");
	return rail;
}

/** @throws Refusal while the payee cannot be paid to at Stripe. */
async function stripeAccountToPay(trx: Transaction<Tables>, claim: DueClaim): Promise<string> {
	const payee = await payeeIdentity(trx, await claimCaseOf(trx, claim.id));
	const account = payee && (await payeeAtStripe(trx, payee));
	if (account?.state === "to-confirm") throw new Refusal("disbursement_refusal_stripe_unconfirmed");
	if (account?.state !== "ready") throw new Refusal("disbursement_refusal_stripe_account", { claim: claim.reference });
	return account.stripeId;
}

/** The payment that the claim has already, back from the bank; null where it has none yet. */
async function joinBatch(
	trx: Transaction<Tables>,
	claim: DueClaim,
	{ batchId, rail }: { batchId: string; rail: Rail },
): Promise<Payment | null> {
	const payment = await trx
		.selectFrom("disbursement")
		.select(["id", "amountDong", "state", "batchId"])
		.where("claimId", "=", claim.id)
		.forUpdate()
		.executeTakeFirst();
	if (!payment) return null;
	if (payment.state !== "scheduled" || payment.batchId !== null) {
		throw new Refusal("disbursement_refusal_in_batch", { claim: claim.reference });
	}
	// A bank that returned a payout closes the account at Stripe to more of them, until its holder gives another.
	if (rail === "stripe") await stripeAccountToPay(trx, claim);
	await trx.updateTable("disbursement").set({ batchId }).where("id", "=", payment.id).execute();
	return payment;
}

async function schedule(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	claim: DueClaim,
	{ batchId, rail, year }: { batchId: string; rail: Rail; year: number },
): Promise<Payment> {
	const payee = await payeeOf(trx, claim.id);
	if (!payee) throw new Refusal("disbursement_refusal_no_account", { claim: claim.reference });
	const id = randomUUID();
	await trx
		.insertInto("disbursement")
		.values({
			id,
			reference: await nextReference(trx, "CT", year),
			claimId: claim.id,
			applicationId: claim.applicationId,
			amountDong: claim.payableDong,
			state: "scheduled",
			...payeeColumns(id, payee),
			rail,
			stripeAccount: rail === "stripe" ? await stripeAccountToPay(trx, claim) : null,
			batchId,
			scheduledAt: ctx.now,
		})
		.execute();
	await insertPaymentEvent(trx, ctx, { disbursementId: id, what: "scheduled", fromState: null, toState: "scheduled" });
	return { id, amountDong: claim.payableDong };
}
