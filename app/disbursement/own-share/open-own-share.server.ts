import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { z } from "zod";
import { findOwnApplication, lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { canPayOwnShare } from "./own-share.rules.ts";
import { isClaimed } from "./own-share-page.server.ts";
import { lastOwnShare, ownShareDue } from "./own-shares.server.ts";
import { settleOwnShare } from "./settle-own-share.server.ts";

/**
 * Asks Stripe for a page on which the business pays its own share, or, where there is one, what became of it. An
 * application has one share that is open or paid; only one that expired unpaid is followed by another.
 *
 * @throws Refusal before the agreement, after a claim, where Stripe is not set up, or does not answer.
 */
export const openOwnShare = command({
	name: "own-share.open",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: [
		"disbursement_refusal_own_share_claimed",
		"disbursement_refusal_own_share_not_agreed",
		"disbursement_refusal_stripe_off",
		"disbursement_refusal_stripe_silent",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }, stripe: Stripe | null) {
		const id = await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			const amountDong = orNotFound(await ownShareDue(trx, application.id));
			const last = await lastOwnShare(trx, application.id);
			if (last && last.outcome !== "expired") return last.id;
			const claimed = await isClaimed(trx, application.id);
			assertAllowed(canPayOwnShare({ state: application.state, claimed }));
			if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
			const share = { id: randomUUID(), applicationId: application.id, amountDong };
			await trx
				.insertInto("ownShare")
				.values({ ...share, openedAt: ctx.now, openedBy: ctx.actor.personId })
				.execute();
			await appendAudit(trx, ctx, {
				action: "disbursement.own-share-opened",
				subject: { kind: "own-share", id: share.id, label: reference },
				facts: { amountDong },
			});
			return share.id;
		});
		if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
		await orSilent(() => settleOwnShare(ctx, stripe, id));
	},
});

/** The address of Stripe's page for an open share of the person's own application; null where there is nothing to pay. */
export const ownSharePayPage = command({
	name: "own-share.open-pay-page",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: [
		"disbursement_refusal_own_share_claimed",
		"disbursement_refusal_own_share_not_agreed",
		"disbursement_refusal_stripe_silent",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }, stripe: Stripe | null): Promise<string | null> {
		const application = await findOwnApplication(ctx.db, ctx.actor, reference);
		if (!application || !stripe) return null;
		const { sessionId, outcome } = (await lastOwnShare(ctx.db, application.id)) ?? {};
		const claimed = await isClaimed(ctx.db, application.id);
		if (!sessionId || outcome !== null || !canPayOwnShare({ state: application.state, claimed }).allowed) return null;
		return orSilent(async () => (await stripe.checkout.sessions.retrieve(sessionId)).url);
	},
});
