import { randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * Why nothing more is paid of an application: one of its certificates was withdrawn, money is asked back, or Stripe took
 * back the own share that a claim had counted on.
 */
export type StopCause = { certificateId: string } | { recoveryId: string } | { ownShareId: string };

/** A reason for which payments are stopped, until it is decided. */
export type OpenStop = {
	id: string;
	applicationId: string;
	stoppedAt: Date;
	/** Null where no person did: Stripe took an own share back. */
	stoppedBy: string | null;
};

/** Writes a stop down. @returns its id; null where the same cause has stopped the application before. */
export async function recordStop(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	{ application, cause, reason }: { application: Pick<ApplicationRow, "id">; cause: StopCause; reason: string },
): Promise<string | null> {
	const stopped = await trx
		.insertInto("paymentStop")
		.values({
			id: randomUUID(),
			applicationId: application.id,
			...cause,
			reason,
			stoppedAt: ctx.now,
			...stopper(cause, ctx.actor),
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning("id")
		.executeTakeFirst();
	return stopped?.id ?? null;
}

/** Whoever happened to ask Stripe has not stopped anything. */
function stopper(cause: StopCause, actor: AnyActor): { stoppedBy: string | null; stoppedByName: string } {
	if ("ownShareId" in cause) return { stoppedBy: null, stoppedByName: "Stripe" };
	assert("personId" in actor, "a person withdraws and asks back");
	return { stoppedBy: actor.personId, stoppedByName: actor.name };
}

/** What keeps payments of these applications stopped, the earliest first. */
export async function openStops(db: Kysely<Tables>, applicationIds: readonly string[]): Promise<OpenStop[]> {
	if (applicationIds.length === 0) return [];
	return db
		.selectFrom("paymentStop")
		.select(["id", "applicationId", "stoppedAt", "stoppedBy"])
		.where("applicationId", "=", sql<string>`any(${applicationIds}::uuid[])`)
		.where("decidedAt", "is", null)
		.orderBy("stoppedAt")
		.orderBy("id")
		.execute();
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
function decided({ now, actor }: CommandContext) {
	return { decidedAt: now, decidedBy: actor.personId, decidedByName: actor.name };
}

/** One stop, for the mails that tell of it. */
export function unsafeReadStop(db: Kysely<Tables>, stopId: string) {
	return db.selectFrom("paymentStop").selectAll().where("id", "=", stopId).executeTakeFirstOrThrow();
}

/** Writes down what a programme officer decided on these stops. */
export async function recordStopDecision(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	stops: readonly OpenStop[],
	{ decision, reason }: { decision: "go-on" | "end"; reason: string },
): Promise<void> {
	await trx
		.updateTable("paymentStop")
		.set({ decision, ...decided(ctx), decisionReason: reason })
		.where(
			"id",
			"in",
			stops.map(({ id }) => id),
		)
		.execute();
}
