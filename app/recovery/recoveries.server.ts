import { type Kysely, sql, type Transaction } from "kysely";
import { freeze } from "#app/application/frozen-json.ts";
import { type EventFacts, noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { lockApplications } from "#app/disbursement/payments.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { isAmongOfficers, type RecoveryEvent, type RecoveryState, recoveryTransition } from "./recovery.states.ts";

function all(trx: Transaction<Tables>) {
	return trx.selectFrom("recovery").selectAll();
}

export type RecoveryRow = Omit<Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>, "state"> & {
	state: RecoveryState;
};

export type RecoveryInHand = { application: ApplicationRow; recovery: RecoveryRow };

/** A recovery, held with its application until the transaction ends. @throws NotFound where there is none. */
export async function lockRecovery(trx: Transaction<Tables>, reference: string): Promise<RecoveryInHand> {
	const found = orNotFound(
		await trx.selectFrom("recovery").select("applicationId").where("reference", "=", reference).executeTakeFirst(),
	);
	const [application] = await lockApplications(trx, [found.applicationId]);
	assert(application, "locked above");
	const recovery = await all(trx).where("reference", "=", reference).forUpdate().executeTakeFirstOrThrow();
	return { application, recovery: recovery as RecoveryRow };
}

/** Whether a receipt counts: two persons correct one that was typed wrongly, and then it does not. */
export const receiptCounts = sql<boolean>`recovery_receipt_counts(recovery_receipt.id)`;

/** What has come back of a recovery so far, in đồng. */
export async function receivedOf(db: Kysely<Tables>, recoveryId: string): Promise<bigint> {
	const { received } = await db
		.selectFrom("recoveryReceipt")
		.select((eb) => eb.cast<bigint>(eb.fn.coalesce(eb.fn.sum("amountDong"), eb.lit(0)), "bigint").as("received"))
		.where("recoveryId", "=", recoveryId)
		.where(receiptCounts)
		.executeTakeFirstOrThrow();
	return received;
}

type Columns = Partial<
	Pick<RecoveryRow, "amountDong" | "dueOn" | "confirmedAt" | "confirmedBy" | "contest" | "decidedAt" | "decidedBy"> &
		Pick<RecoveryRow, "proposedAt" | "proposedBy" | "proposalConfirmedBy"> & { proposal: null }
>;

/**
 * Changes the state of a locked recovery.
 *
 * @throws Refusal `house_refusal_moved_on` where there is no such change.
 */
export async function moveRecovery(
	trx: Transaction<Tables>,
	recovery: RecoveryRow,
	to: RecoveryState,
	set: Columns = {},
): Promise<void> {
	if (!recoveryTransition(recovery.state, to)) throw new Refusal("house_refusal_moved_on");
	await trx
		.updateTable("recovery")
		.set({ state: to, ...set })
		.where("id", "=", recovery.id)
		.execute();
}

const byBusiness: readonly RecoveryEvent[] = ["agreed", "contested", "planned"];

/**
 * Tells the recovery's own trail, the business's timeline where the step is one that the business knows of, whoever is
 * to be written to, and the audit log.
 */
export async function tellStep(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: Pick<RecoveryRow, "id" | "reference" | "applicationId">,
	step: { what: RecoveryEvent; facts: EventFacts; hidden?: boolean },
): Promise<void> {
	const { what, facts, hidden } = step;
	const side = byBusiness.includes(what) ? "business" : "city";
	const { id: eventId } = await trx
		.insertInto("recoveryEvent")
		.values({
			recoveryId: recovery.id,
			at: ctx.now,
			what,
			side,
			actorId: ctx.actor.personId,
			actorName: ctx.actor.name,
			facts: freeze(facts),
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	if (!isAmongOfficers(what) && !hidden) {
		await noteEvent(trx, ctx, {
			applicationId: recovery.applicationId,
			what: what === "confirmed" ? "recovery-notified" : `recovery-${what}`,
			side,
			facts: { recovery: recovery.reference, ...facts },
		});
		await enqueue(trx, "recovery.changed", { eventId: String(eventId) });
	}
	await appendAudit(trx, ctx, {
		action: `recovery.${what}`,
		subject: { kind: "recovery", id: recovery.id, label: recovery.reference },
		facts,
	});
}
