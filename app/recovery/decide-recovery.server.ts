import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { isTied } from "#app/business/own-business.server.ts";
import { dropStop } from "#app/claim/stop/payment-stops.server.ts";
import { assertCanPay } from "#app/disbursement/payments.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lastPlan, writePlan } from "./plans.server.ts";
import { lockRecovery, moveRecovery, type RecoveryRow, receivedOf, tellStep } from "./recoveries.server.ts";
import { canDecide } from "./recovery.access.ts";
import { loweredInstalments, planToCover } from "./recovery.rules.ts";
import type { RecoveryEvent } from "./recovery.states.ts";

type Decision =
	| { decision: "drop" }
	/** `dueOn`: a later day to pay it back, since the contest took time. */
	| { decision: "keep"; dueOn?: PlainDate }
	| { decision: "lower"; amountDong: bigint; dueOn?: PlainDate };

/**
 * The city keeps, lowers or drops what it asked for, always with reasons: its answer to a contest, or later on its own
 * accord. To drop is possible until all has come back; what came back before stays booked as recovered. Where the
 * business pays in parts, what is no longer asked falls away from the last part backwards.
 *
 * @throws Refusal for who made the notice, without reasons, for an amount that is not lower or less than came back
 * already, for a day that has passed, and once it moved on.
 */
export async function decideRecovery(
	ctx: CommandContext,
	{ reference, reasons, ...decision }: Decision & { reference: string; reasons: string },
): Promise<void> {
	assertCanPay(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const { application, recovery } = await lockRecovery(trx, reference);
		const confirmed = recovery.confirmedAt !== null;
		const ownBusiness = await isTied(trx, ctx.actor.personId, application.id);
		assertAllowed(canDecide(ctx.actor, { ...recovery, confirmed, ownBusiness }));
		if (confirmed) refuseNewlyGiven(ctx, "finance_officer");
		if (reasons === "") throw new Refusal("recovery_refusal_words", {}, { field: "reasons" });
		const decided = confirmed ? { decidedAt: ctx.now, decidedBy: ctx.actor.personId } : {};
		let terms: { amountDong?: bigint; dueOn?: PlainDate } = { amountDong: recovery.amountDong };
		if (decision.decision === "drop") await moveRecovery(trx, recovery, "dropped", decided);
		else terms = await keep(trx, ctx, { recovery, decision, decided });
		const what: RecoveryEvent = { keep: "kept", lower: "lowered", drop: "dropped" }[decision.decision] as RecoveryEvent;
		// A notice that was never sent is dropped without a word to the business, which never read it.
		await tellStep(trx, ctx, recovery, { what, facts: { ...terms, reasons }, hidden: !confirmed });
		// Whoever takes back a notice of their own that nobody has sent gains nothing by it. Any other stop stays a programme
		// officer's: neither who asks money back nor who pays lets payments go on.
		const isOwnDraft = !confirmed && recovery.madeBy === ctx.actor.personId;
		if (what === "dropped" && isOwnDraft) {
			await dropStop(trx, ctx, { application, recoveryId: recovery.id, reason: reasons });
		}
	});
}

async function keep(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	facts: {
		recovery: RecoveryRow;
		decision: Exclude<Decision, { decision: "drop" }>;
		decided: Partial<Pick<RecoveryRow, "decidedAt" | "decidedBy">>;
	},
): Promise<{ amountDong: bigint; dueOn: PlainDate }> {
	const { recovery, decision, decided } = facts;
	const lowers = decision.decision === "lower";
	// Only a contest is answered by keeping: a notice that the business has not answered stays as it is.
	if (recovery.state !== "contested" && !(lowers && recovery.state === "due")) {
		throw new Refusal("house_refusal_moved_on");
	}
	const amountDong = lowers ? decision.amountDong : recovery.amountDong;
	const received = await receivedOf(trx, recovery.id);
	if (amountDong > recovery.amountDong || amountDong <= received || (lowers && amountDong === recovery.amountDong)) {
		throw new Refusal("recovery_refusal_lower", { received, amount: recovery.amountDong }, { field: "amount" });
	}
	const plan = await lastPlan(trx, recovery.id);
	// Parts that were chosen keep their days.
	const dueOn = plan ? recovery.dueOn : (decision.dueOn ?? recovery.dueOn);
	// The business could not pay in parts, nor knew that it had to pay, while the contest was open: it gets the time now.
	const mustBeAhead = dueOn !== recovery.dueOn || (recovery.state === "contested" && !plan);
	if (dueOn < recovery.dueOn || (mustBeAhead && dueOn < plainDateAt(ctx.now))) {
		throw new Refusal("recovery_refusal_due_later", {}, { field: "dueOn" });
	}
	await moveRecovery(trx, recovery, "due", { amountDong, dueOn, ...decided });
	if (plan) {
		const { receivedDong, instalments } = planToCover(plan, received);
		await writePlan(trx, ctx, {
			id: randomUUID(),
			recoveryId: recovery.id,
			number: plan.number + 1,
			receivedDong,
			instalments: loweredInstalments(instalments, amountDong - receivedDong),
		});
	}
	return { amountDong, dueOn };
}
