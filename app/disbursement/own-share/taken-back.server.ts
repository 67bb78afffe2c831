import type Stripe from "stripe";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockApplications } from "../payments.server.ts";
import { stopOverOwnShare } from "../stop/stop-payments.server.ts";
import { takenOf } from "./own-share.rules.ts";
import { returnOwnShare, takeOwnShare } from "./own-share-books.server.ts";
import { findOwnShare, type OwnShareRow } from "./own-shares.server.ts";

/**
 * Asks Stripe what it took back of a share that was paid, by the payer's bank or by hand there, and books the difference
 * to what was known: it counts no more, and payments that counted on it stop. Where a dispute was won it is there again.
 * Asking again, in any order and number, changes nothing more.
 */
export async function followTaken(ctx: CommandContext<AnyActor>, stripe: Stripe, share: OwnShareRow): Promise<void> {
	assert(share.paymentIntent, "a share that was paid is known by its payment");
	const at = { payment_intent: share.paymentIntent, limit: 100 };
	const [disputes, refunds] = [(await stripe.disputes.list(at)).data, (await stripe.refunds.list(at)).data];
	const { takenDong, questioned } = takenOf(share, disputes, refunds);
	if (takenDong === share.takenDong && questioned === share.questioned) return;
	await inTransaction(ctx.db, async (trx) => {
		const [application] = await lockApplications(trx, [share.applicationId]);
		const known = await findOwnShare(trx, share.id);
		// Another look was faster: its answer may be newer, and the next look asks anew.
		if (!application || !known || known.takenTimes !== share.takenTimes || known.questioned !== share.questioned)
			return;
		const { id, applicationId, reference } = share;
		const change = takenDong - known.takenDong;
		const takenTimes = known.takenTimes + (change === 0n ? 0 : 1);
		await trx.updateTable("ownShare").set({ takenDong, takenTimes, questioned }).where("id", "=", id).execute();
		if (change === 0n) return;
		const amountDong = change > 0n ? change : -change;
		const move = { applicationId, amountDong, key: `take:${id}:${takenTimes}`, why: reference };
		const what = change > 0n ? "own-share-taken" : "own-share-returned";
		await (change > 0n ? takeOwnShare : returnOwnShare)(trx, ctx, move);
		await noteEvent(trx, ctx, { applicationId, what, side: "business", facts: { amountDong, takenDong } });
		await appendAudit(trx, ctx, {
			action: `disbursement.${what}`,
			subject: { kind: "own-share", id, label: reference },
			facts: { amountDong },
		});
		if (change > 0n) await stopOverOwnShare(trx, ctx, { application, ownShareId: id });
		await enqueue(trx, "own-share.taken", { ownShareId: id, takenTimes });
	});
}
