import type { Kysely, Transaction } from "kysely";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { recordStop, type StopCause } from "#app/claim/stop/payment-stops.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** Whether anything of an application can still be paid: it may yet be claimed, or is verified and not paid. */
export async function canStillBePaid(
	db: Kysely<Tables>,
	{ id, state }: { id: string; state: string },
): Promise<boolean> {
	if (state === "approved" || state === "agreed") return true;
	const unpaid = await db
		.selectFrom("claim")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.select("claim.id")
		.where("claim.applicationId", "=", id)
		.where("claim.state", "=", "verified")
		.where("payableDong", ">", 0n)
		.where((eb) => eb.or([eb("disbursement.id", "is", null), eb("disbursement.state", "!=", "paid")]))
		.executeTakeFirst();
	return unpaid !== undefined;
}

function becauseOf(cause: StopCause): "certificate" | "recovery" | "own-share" {
	if ("ownShareId" in cause) return "own-share";
	return "certificateId" in cause ? "certificate" : "recovery";
}

/**
 * Stripe has taken an own share back. Stops the payments of a locked application where one was verified counting on it, or
 * has taken it to the provider already; a claim that is not verified is only asked for its proof.
 */
export async function stopOverOwnShare(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	{ application, ownShareId }: { application: ApplicationRow; ownShareId: string },
): Promise<void> {
	const counted = await trx
		.selectFrom("claim")
		.select("id")
		.where("applicationId", "=", application.id)
		.where("state", "=", "verified")
		.where("kind", "=", "costs")
		.where("countsOwnShare", "=", true)
		.executeTakeFirst();
	if (!counted) return;
	const reason = "Stripe";
	await stopPayments(trx, ctx, { application, cause: { ownShareId }, reason });
}

/**
 * Stops what is not paid yet of a locked application: nothing of it is verified, put in a batch, released or sent until a
 * programme officer has decided. Nothing where nothing can be paid any more; the same cause stops once.
 */
export async function stopPayments(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	{ application, cause, reason }: { application: ApplicationRow; cause: StopCause; reason: string },
): Promise<void> {
	if (!(await canStillBePaid(trx, application))) return;
	const stopId = await recordStop(trx, ctx, { application, cause, reason });
	if (stopId === null) return;
	const because = becauseOf(cause);
	await noteEvent(trx, ctx, {
		applicationId: application.id,
		what: "payments-stopped",
		side: "city",
		// Why money is asked back is told with the notice, once a second officer has sent it.
		facts: { because, ...(because === "certificate" ? { reason } : {}) },
	});
	await enqueue(trx, "payments.stopped", { stopId });
	await appendAudit(trx, ctx, {
		action: "claim.payments-stopped",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: { because, reason },
	});
}
