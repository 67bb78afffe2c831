import type { Kysely, Transaction } from "kysely";
import { type ApplicationRow, unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { type DisbursementEvent, type DisbursementState, disbursementTransition } from "./disbursement.states.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("disbursement").selectAll();
}

export type PaymentRow = Omit<
	Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>,
	"state" | "rail"
> & {
	state: DisbursementState;
	rail: Rail;
};

/** One payment, for what follows from it. */
export async function unsafeReadPayment(db: Kysely<Tables>, paymentId: string): Promise<PaymentRow> {
	return (await all(db).where("id", "=", paymentId).executeTakeFirstOrThrow()) as PaymentRow;
}

/** Holds applications until the transaction ends, in one order. */
export async function lockApplications(trx: Transaction<Tables>, ids: readonly string[]): Promise<ApplicationRow[]> {
	const locked: ApplicationRow[] = [];
	for (const id of [...new Set(ids)].sort()) {
		const application = await unsafeLockApplication(trx, id);
		assert(application, `application ${id} is gone`);
		locked.push(application);
	}
	return locked;
}

/** A payment, held with its application until the transaction ends. @throws NotFound where there is none. */
export async function lockPayment(
	trx: Transaction<Tables>,
	reference: string,
): Promise<{ application: ApplicationRow; payment: PaymentRow }> {
	const found = orNotFound(
		await trx.selectFrom("disbursement").select("applicationId").where("reference", "=", reference).executeTakeFirst(),
	);
	const [application] = await lockApplications(trx, [found.applicationId]);
	const payment = await all(trx).where("reference", "=", reference).forUpdate().executeTakeFirstOrThrow();
	assert(application, "locked above");
	return { application, payment: payment as PaymentRow };
}

type Columns = Partial<Pick<PaymentRow, "sentAt" | "answeredAt" | "paidOn" | "bankAnswer" | "batchId">>;

/**
 * Changes the state of a locked payment and tells its trail.
 *
 * @throws Refusal `house_refusal_moved_on` when it is no longer in that state.
 */
export async function movePayment(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	payment: Pick<PaymentRow, "id" | "reference" | "state">,
	{
		to,
		set,
		said,
		what,
	}: {
		to: DisbursementState;
		set: Columns;
		said?: string;
		/** The event's name, where the table's own does not fit. */
		what?: DisbursementEvent;
	},
): Promise<void> {
	const transition = disbursementTransition(payment.state, to);
	assert(transition, `no payment goes from ${payment.state} to ${to}`);
	const result = await trx
		.updateTable("disbursement")
		.set({ state: to, ...set })
		.where("id", "=", payment.id)
		.where("state", "=", payment.state)
		.executeTakeFirst();
	if (result.numUpdatedRows === 0n) throw new Refusal("house_refusal_moved_on");
	await insertPaymentEvent(trx, ctx, {
		disbursementId: payment.id,
		what: what ?? transition.what,
		fromState: payment.state,
		toState: to,
		said,
	});
}

function actorOf(actor: AnyActor): { actorId: string | null; actorName: string } {
	if ("personId" in actor) return { actorId: actor.personId, actorName: actor.name };
	return { actorId: null, actorName: "system" in actor ? actor.system : "" };
}

/** One line of a payment's trail. */
export async function insertPaymentEvent(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	event: {
		disbursementId: string;
		what: DisbursementEvent;
		fromState: DisbursementState | null;
		toState: DisbursementState;
		/** The bank's own words. */
		said?: string;
	},
): Promise<void> {
	await trx
		.insertInto("disbursementEvent")
		.values({
			...event,
			said: event.said || null,
			at: ctx.now,
			...actorOf(ctx.actor),
		})
		.execute();
}
