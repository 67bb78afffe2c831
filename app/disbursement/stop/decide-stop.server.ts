import type { Transaction } from "kysely";
import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { endClaim } from "#app/claim/stop/end-claim.server.ts";
import { openStops, recordStopDecision } from "#app/claim/stop/payment-stops.server.ts";
import { canDecideStop, canSeeStops } from "#app/claim/stop/stop.access.ts";
import type { ClaimRow } from "#app/claim/visible-claims.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { completeWhenPaid } from "../complete-when-paid.server.ts";
import { lockApplications, movePayment, type PaymentRow } from "../payments.server.ts";
import { hasHandled } from "./handled.server.ts";
import { isWithBank, paidOutClaims, unpaidClaims } from "./open-claims.server.ts";

export type StopDecision = "go-on" | "end";

/**
 * A programme officer decides on the stopped payments of an application: they go on, or what is claimed and not with the
 * bank is ended. The business reads the reason. The same decision by the same person changes nothing.
 *
 * @throws Refusal for who stopped them, approved, checked or paid the application, is linked to the business or got the role lately, without a reason, where another
 * reason came since, and where a claim cannot be ended; NotFound for who does not read stops.
 */
export const decideStop = command({
	name: "disbursement.decide-stop",
	input: z.object({
		/** Of the application. */
		reference: z.string(),
		decision: z.enum(["go-on", "end"]),
		reason: z.string(),
		/** The reasons for stopping that the page showed: one that came since is not decided with them. */
		stopIds: z.array(z.uuid()).readonly(),
	}),
	who: ["programme_officer"],
	refuses: [
		"claim_refusal_end_asked_back",
		"claim_refusal_end_kept",
		"claim_refusal_end_over",
		"claim_refusal_reasons",
		"claim_refusal_stop_changed",
		"claim_refusal_stop_handled",
		"claim_refusal_stop_your_business",
		"claim_refusal_stopped_by_you",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, decision, reason, stopIds }) {
		orNotFound(canSeeStops(ctx.actor).allowed || null);
		await inTransaction(ctx.db, async (trx) => {
			const { id } = orNotFound(
				await trx.selectFrom("application").select("id").where("reference", "=", reference).executeTakeFirst(),
			);
			const [application] = await lockApplications(trx, [id]);
			const { conflict } = await reviewerTie(trx, ctx.actor.personId, { id });
			const open = await openStops(trx, [id]);
			if (open.length === 0 && (await decidedAlready(trx, ctx, stopIds, decision))) return;
			const handled = await hasHandled(trx, ctx.actor.personId, id);
			const seen = { stoppedBy: open.map(({ stoppedBy }) => stoppedBy), conflict, hasHandled: handled };
			assertAllowed(canDecideStop(ctx.actor, seen), 403);
			refuseNewlyGiven(ctx, "programme_officer");
			if (reason === "") throw new Refusal("claim_refusal_reasons", {}, { field: "reason" });
			if (open.some((stop) => !stopIds.includes(stop.id))) throw new Refusal("claim_refusal_stop_changed");
			await recordStopDecision(trx, ctx, open, { decision, reason });
			const inHand = orNotFound(application ?? null);
			const ended = decision === "end" ? await endUnpaid(trx, ctx, inHand, reason) : [];
			await noteEvent(trx, ctx, {
				applicationId: id,
				what: "payments-resumed",
				side: "city",
				facts: { decision, reasons: reason },
			});
			await enqueue(trx, "payments.decided", { stopId: open[0]?.id ?? "" });
			await appendAudit(trx, ctx, {
				action: "claim.stop-decided",
				subject: { kind: "application", id, label: reference },
				facts: { decision, reason, claims: ended },
			});
			// An end that was said before may have waited for one of these claims only.
			if (decision === "end") await completeWhenPaid(trx, ctx, inHand);
		});
	},
});

async function decidedAlready(
	trx: Transaction<Tables>,
	{ actor }: CommandContext,
	stopIds: readonly string[],
	decision: StopDecision,
): Promise<boolean> {
	if (stopIds.length === 0) return false;
	const mine = await trx
		.selectFrom("paymentStop")
		.select("id")
		.where("id", "in", stopIds)
		.where("decision", "=", decision)
		.where("decidedBy", "=", actor.personId)
		.execute();
	return mine.length === stopIds.length;
}

/** Ends what is claimed of a locked application and not with the bank; what was kept back comes before what it was kept of. */
async function endUnpaid(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: ApplicationRow,
	reason: string,
): Promise<string[]> {
	const unpaid = (await unpaidClaims(trx, application.id)).filter((claim) => !isWithBank(claim)).reverse();
	unpaid.sort((one, other) => Number(other.kind === "retention") - Number(one.kind === "retention"));
	const paidOut = await paidOutClaims(trx, application.id);
	for (const { id } of unpaid) {
		const claim = await trx.selectFrom("claim").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow();
		await cancelPayment(trx, ctx, id, reason);
		await endClaim(trx, ctx, { application, claim: claim as ClaimRow }, { reason, paidOut });
	}
	return unpaid.map(({ reference }) => reference);
}

/** The payment of a claim that is ended is never sent: it leaves its batch, if it is in one. */
async function cancelPayment(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	claimId: string,
	reason: string,
): Promise<void> {
	const payment = (await trx
		.selectFrom("disbursement")
		.selectAll()
		.where("claimId", "=", claimId)
		.forUpdate()
		.executeTakeFirst()) as PaymentRow | undefined;
	if (!payment) return;
	if (payment.state === "scheduled" && payment.batchId !== null) {
		await trx
			.insertInto("batchRemoval")
			.values({ batchId: payment.batchId, disbursementId: payment.id, ...removal(ctx, reason) })
			.execute();
	}
	await movePayment(trx, ctx, payment, { to: "cancelled", set: { batchId: null }, said: reason });
	await appendAudit(trx, ctx, {
		action: "disbursement.cancelled",
		subject: { kind: "disbursement", id: payment.id, label: payment.reference },
		facts: { amountDong: payment.amountDong, reason },
	});
}

/** Who took a payment out of a batch, when and why. */
export function removal({ now, actor }: CommandContext, reason: string) {
	return { removedAt: now, removedBy: actor.personId, removedByName: actor.name, reason };
}
