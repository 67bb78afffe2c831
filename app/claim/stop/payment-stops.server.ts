import { randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";

/** Why nothing more is paid of an application: one of its certificates was withdrawn, or money is asked back. */
export type StopCause = { certificateId: string } | { recoveryId: string };

/** A reason for which payments are stopped, until it is decided. */
export type OpenStop = {
	id: string;
	applicationId: string;
	because: "certificate" | "recovery";
	/** The certificate's code or the notice's reference. */
	subject: string;
	/** The notice was dropped since; payments wait for the decision all the same. */
	dropped: boolean;
	/** Those of a notice that was not sent yet are the city's own. */
	reason: string;
	stoppedAt: Date;
	stoppedBy: string;
	stoppedByName: string;
};

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

/**
 * Stops what is not paid yet of a locked application: nothing of it is verified, put in a batch, released or sent until a
 * programme officer has decided. Nothing where nothing can be paid any more; the same cause stops once.
 */
export async function stopPayments(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, cause, reason }: { application: ApplicationRow; cause: StopCause; reason: string },
): Promise<void> {
	if (!(await canStillBePaid(trx, application))) return;
	const id = randomUUID();
	const stopped = await trx
		.insertInto("paymentStop")
		.values({
			id,
			applicationId: application.id,
			...cause,
			reason,
			stoppedAt: ctx.now,
			stoppedBy: ctx.actor.personId,
			stoppedByName: ctx.actor.name,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning("id")
		.executeTakeFirst();
	if (!stopped) return;
	const because = "certificateId" in cause ? "certificate" : "recovery";
	await noteEvent(trx, ctx, {
		applicationId: application.id,
		what: "payments-stopped",
		side: "city",
		// Why money is asked back is told with the notice, once a second officer has sent it.
		facts: { because, ...(because === "certificate" ? { reason } : {}) },
	});
	await enqueue(trx, "payments.stopped", { stopId: id });
	await appendAudit(trx, ctx, {
		action: "claim.payments-stopped",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: { because, reason },
	});
}

/** What keeps payments of these applications stopped, the earliest first. */
export async function openStops(db: Kysely<Tables>, applicationIds: readonly string[]): Promise<OpenStop[]> {
	if (applicationIds.length === 0) return [];
	const rows = await db
		.selectFrom("paymentStop")
		.leftJoin("certificate", "certificate.id", "paymentStop.certificateId")
		.leftJoin("recovery", "recovery.id", "paymentStop.recoveryId")
		.select(["paymentStop.id", "paymentStop.applicationId", "paymentStop.reason", "stoppedAt", "stoppedBy"])
		.select(["stoppedByName", "certificate.code", "recovery.reference", "recovery.state"])
		.where("paymentStop.applicationId", "=", sql<string>`any(${applicationIds}::uuid[])`)
		.where("paymentStop.decidedAt", "is", null)
		.orderBy("stoppedAt")
		.orderBy("paymentStop.id")
		.execute();
	return rows.map(({ code, reference, state, ...row }) => ({
		...row,
		dropped: state === "dropped",
		because: code === null ? ("recovery" as const) : ("certificate" as const),
		subject: code ?? reference ?? "",
	}));
}

/** Those of the applications whose payments are stopped. */
export async function stoppedApplications(
	db: Kysely<Tables>,
	applicationIds: readonly string[],
): Promise<ReadonlySet<string>> {
	return new Set((await openStops(db, applicationIds)).map(({ applicationId }) => applicationId));
}

/**
 * Asked under the locks of the applications by every step that leads to a payment.
 *
 * @throws Refusal `refusal`, naming the first claim whose payment is stopped.
 */
export async function assertNotStopped(
	trx: Transaction<Tables>,
	claimIds: readonly string[],
	refusal: "claim_refusal_stopped" | "disbursement_refusal_stopped",
): Promise<void> {
	const first = await trx
		.selectFrom("claim")
		.select("reference")
		.where("id", "=", sql<string>`any(${claimIds}::uuid[])`)
		.where(sql<boolean>`application_is_stopped(claim.application_id)`)
		.orderBy("reference")
		.limit(1)
		.executeTakeFirst();
	if (first) throw new Refusal(refusal, { claim: first.reference });
}

/** A notice is taken back by who made it, before anybody sent it, so it stops nothing any more. */
export async function dropStop(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, recoveryId, reason }: { application: ApplicationRow; recoveryId: string; reason: string },
): Promise<void> {
	const stop = await trx
		.updateTable("paymentStop")
		.set({ decision: "dropped", ...decided(ctx), decisionReason: reason })
		.where("recoveryId", "=", recoveryId)
		.where("decidedAt", "is", null)
		.returning("id")
		.executeTakeFirst();
	if (!stop) return;
	await appendAudit(trx, ctx, {
		action: "claim.stop-dropped",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: { reason },
	});
	if ((await stoppedApplications(trx, [application.id])).has(application.id)) return;
	await noteEvent(trx, ctx, { applicationId: application.id, what: "payments-resumed", side: "city" });
	await enqueue(trx, "payments.decided", { stopId: stop.id });
}

/** Who decided, and when. */
export function decided({ now, actor }: CommandContext) {
	return { decidedAt: now, decidedBy: actor.personId, decidedByName: actor.name };
}

/** One stop, for the mails that tell of it. */
export function unsafeReadStop(db: Kysely<Tables>, stopId: string) {
	return db.selectFrom("paymentStop").selectAll().where("id", "=", stopId).executeTakeFirstOrThrow();
}
