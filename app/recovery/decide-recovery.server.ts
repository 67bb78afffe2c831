import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import { dropStop } from "#app/claim/stop/payment-stops.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day, dong } from "#app/house/command/inputs.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lastPlan, writePlan } from "./plans.server.ts";
import { noProposal, openProposal, writeProposal } from "./proposals.server.ts";
import { lockRecovery, moveRecovery, type RecoveryRow, receivedOf, tellStep } from "./recoveries.server.ts";
import { canDecide } from "./recovery.access.ts";
import { lastDayToPay, loweredInstalments, planToCover } from "./recovery.rules.ts";

/**
 * The city keeps, lowers or drops what it asked for, always with reasons: its answer to a contest, or later on its own
 * accord. To ask less than two have confirmed takes two: it is proposed, and happens once another officer confirms it
 * (`answerProposal`). To drop is possible until all has come back.
 *
 * @throws Refusal for who made the notice, without reasons, for an amount that is not lower or less than came back
 * already, for a day that has passed, while something is proposed, and once it moved on.
 */
export const decideRecovery = command({
	name: "recovery.decide",
	input: z
		.union([
			z.object({ decision: z.literal("drop") }),
			// `dueOn`: a later day to pay it back, since the contest took time.
			z.object({ decision: z.literal("keep"), dueOn: day.optional() }),
			z.object({ decision: z.literal("lower"), amountDong: dong, dueOn: day.optional() }),
		])
		.and(z.object({ reference: z.string(), reasons: z.string() })),
	who: ["finance_officer"],
	refuses: [
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
		"recovery_refusal_day_far",
		"recovery_refusal_decided_by_you",
		"recovery_refusal_due_later",
		"recovery_refusal_lower",
		"recovery_refusal_proposed",
		"recovery_refusal_words",
		"recovery_refusal_your_business",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, reasons, ...decision }) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, recovery } = await lockRecovery(trx, reference);
			const confirmed = recovery.confirmedAt !== null;
			const ownBusiness = await isTied(trx, ctx.actor.personId, application.id);
			assertAllowed(canDecide(ctx.actor, { ...recovery, confirmed, ownBusiness }));
			if (confirmed) refuseNewlyGiven(ctx, "finance_officer");
			if (reasons === "") throw new Refusal("recovery_refusal_words", {}, { field: "reasons" });
			if (decision.decision === "keep") return keep(trx, ctx, recovery, { ...decision, reasons });
			if (!confirmed) return dropUnsent(trx, ctx, { application, recovery }, { ...decision, reasons });
			if (openProposal(recovery)) throw new Refusal("recovery_refusal_proposed");
			if (decision.decision === "drop") {
				await writeProposal(trx, ctx, recovery.id, { decision: "drop", reasons });
				const facts = { amountDong: recovery.amountDong, reasons };
				return tellStep(trx, ctx, recovery, { what: "drop-proposed", facts });
			}
			const terms = await lowerTerms(trx, ctx, recovery, decision);
			await writeProposal(trx, ctx, recovery.id, { decision: "lower", ...terms, reasons });
			await tellStep(trx, ctx, recovery, { what: "lower-proposed", facts: { ...terms, reasons } });
		});
	},
});

/** A notice that was never sent is dropped by one, without a word to the business, which never read it. */
async function dropUnsent(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, recovery }: Awaited<ReturnType<typeof lockRecovery>>,
	{ decision, reasons }: { decision: "drop" | "lower"; reasons: string },
): Promise<void> {
	if (decision !== "drop") throw new Refusal("house_refusal_moved_on");
	await moveRecovery(trx, recovery, "dropped");
	const { id: recoveryId, amountDong } = recovery;
	await tellStep(trx, ctx, recovery, { what: "dropped", facts: { amountDong, reasons }, hidden: true });
	// Whoever takes back a notice of their own that nobody has sent gains nothing by it. Any other stop stays a programme
	// officer's: neither who asks money back nor who pays lets payments go on.
	if (recovery.madeBy === ctx.actor.personId) await dropStop(trx, ctx, { application, recoveryId, reason: reasons });
}

/** Only a contest is answered by keeping: a notice that the business has not answered stays as it is. */
async function keep(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	{ reasons, dueOn: wished }: { reasons: string; dueOn?: PlainDate },
): Promise<void> {
	if (recovery.state !== "contested") throw new Refusal("house_refusal_moved_on");
	const { amountDong } = recovery;
	const dueOn = await dayToPay(trx, ctx, recovery, wished);
	const decided = { decidedAt: ctx.now, decidedBy: ctx.actor.personId };
	// What was proposed to the contest is answered with it; money that was written down still waits for the second officer.
	const proposal = openProposal(recovery);
	const answered = proposal && proposal.decision !== "receive" ? noProposal : {};
	await moveRecovery(trx, recovery, "due", { dueOn, ...decided, ...answered });
	await tellStep(trx, ctx, recovery, { what: "kept", facts: { amountDong, dueOn, reasons } });
}

/** Parts that were chosen keep their days. @throws Refusal for a day that is no later, has passed, or is far off. */
async function dayToPay(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	wished: PlainDate | undefined,
): Promise<PlainDate> {
	const plan = await lastPlan(trx, recovery.id);
	const dueOn = plan ? recovery.dueOn : (wished ?? recovery.dueOn);
	// The business could not pay in parts, nor knew that it had to pay, while the contest was open: it gets the time now.
	const mustBeAhead = dueOn !== recovery.dueOn || (recovery.state === "contested" && !plan);
	if (dueOn < recovery.dueOn || (mustBeAhead && dueOn < plainDateAt(ctx.now))) {
		throw new Refusal("recovery_refusal_due_later", {}, { field: "dueOn" });
	}
	const last = lastDayToPay(recovery.dueOn, plainDateAt(ctx.now));
	if (dueOn > last) throw new Refusal("recovery_refusal_day_far", { day: last }, { field: "dueOn" });
	return dueOn;
}

type Lowered = { amountDong: bigint; dueOn: PlainDate };

/** Whether it can be lowered to that, and by when it is to be paid then. */
async function lowerTerms(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	{ amountDong, dueOn }: { amountDong: bigint; dueOn?: PlainDate },
): Promise<Lowered> {
	if (recovery.state !== "contested" && recovery.state !== "due") throw new Refusal("house_refusal_moved_on");
	const received = await receivedOf(trx, recovery.id);
	if (amountDong >= recovery.amountDong || amountDong <= received) {
		throw new Refusal("recovery_refusal_lower", { received, amount: recovery.amountDong }, { field: "amount" });
	}
	return { amountDong, dueOn: await dayToPay(trx, ctx, recovery, dueOn) };
}

/**
 * Lowers a locked recovery as two officers have decided. Where the business pays in parts, what is no longer asked falls
 * away from the last part backwards.
 *
 * @throws Refusal where more came back meanwhile, or the day has passed.
 */
export async function lowerRecovery(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recovery: RecoveryRow,
	wished: Lowered,
	decided: Parameters<typeof moveRecovery>[3],
): Promise<Lowered> {
	const terms = await lowerTerms(trx, ctx, recovery, wished);
	const plan = await lastPlan(trx, recovery.id);
	await moveRecovery(trx, recovery, "due", { ...terms, ...decided });
	if (!plan) return terms;
	const { receivedDong, instalments } = planToCover(plan, await receivedOf(trx, recovery.id));
	await writePlan(trx, ctx, {
		id: randomUUID(),
		recoveryId: recovery.id,
		number: plan.number + 1,
		receivedDong,
		instalments: loweredInstalments(instalments, terms.amountDong - receivedDong),
	});
	return terms;
}
