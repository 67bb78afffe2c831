import type { Transaction } from "kysely";
import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { pay, payAdvance } from "#app/funding/bookings.server.ts";
import type { Actor, AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { formatDate, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { countReversals } from "#app/ledger/transfers.server.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { completeWhenPaid } from "./complete-when-paid.server.ts";
import { payKey } from "./disbursement.rules.ts";
import { type BankAnswer, disbursementTransition } from "./disbursement.states.ts";
import { lockPayment, movePayment, type PaymentRow } from "./payments.server.ts";

type Answer = { answer: BankAnswer; on?: PlainDate; said: string };

/**
 * Records what the bank said of a payment. Paid books the money and, with the last claim, completes the application and
 * gives back what is left; failed keeps the money payable; unknown waits until a person knows. The same answer again
 * changes nothing, so that it is booked once.
 *
 * @param input.on the day of the bank's answer; not for unknown.
 * @param input.said the bank's own words; asked for unless it paid.
 * @throws Refusal when another answer was recorded before, the payment is not with the bank, or the day cannot be.
 */
export const recordAnswer = command({
	name: "disbursement.record-answer",
	input: z
		.object({ answer: z.enum(["paid", "failed", "unknown"]), on: day.optional(), said: z.string() })
		.extend({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_already_paid",
		"disbursement_refusal_day",
		"disbursement_refusal_paid_to_you",
		"disbursement_refusal_stripe_answers",
		"disbursement_refusal_words",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const locked = await lockPayment(trx, input.reference);
			if (locked.payment.rail === "stripe") throw new Refusal("disbursement_refusal_stripe_answers");
			if (locked.payment.state !== input.answer) await assertNotOwn(trx, ctx.actor, locked.application);
			await applyAnswer(trx, ctx, locked, input);
		});
	},
});

/** Nobody says of a payment to a business of their own what the bank did. @throws Refusal then. */
export async function assertNotOwn(trx: Transaction<Tables>, actor: Actor, { id }: ApplicationRow): Promise<void> {
	if (!(await isTied(trx, actor.personId, id))) return;
	throw new Refusal("disbursement_refusal_paid_to_you", {}, { status: 403 });
}

/** The same for a locked payment, whoever brings the answer. */
export async function applyAnswer(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	{ application, payment }: Awaited<ReturnType<typeof lockPayment>>,
	{ answer, on, said }: Answer,
): Promise<void> {
	if (payment.state === answer) return;
	if (payment.state === "paid") throw new Refusal("disbursement_refusal_already_paid");
	if (!disbursementTransition(payment.state, answer)) throw new Refusal("house_refusal_moved_on");
	assertDayFits(ctx, payment, answer, on);
	if (answer !== "paid" && said === "") throw new Refusal("disbursement_refusal_words", {}, { field: "said" });

	await movePayment(trx, ctx, payment, {
		to: answer,
		set: { answeredAt: ctx.now, bankAnswer: said || null, ...(answer === "paid" ? { paidOn: on } : {}) },
		said,
	});
	if (answer === "paid") await bookPaid(trx, ctx, application, payment);
	if (answer === "failed") await tell(trx, ctx, payment, "payment-failed", { said });
	await enqueue(trx, "disbursement.changed", { disbursementId: payment.id, state: answer });
	await appendAudit(trx, ctx, {
		action: `disbursement.${answer}`,
		subject: { kind: "disbursement", id: payment.id, label: payment.reference },
		facts: { amountDong: payment.amountDong, on: on ?? null, said, application: application.reference },
	});
}

/** A bank answers between the sending and today. */
function assertDayFits(
	ctx: CommandContext<AnyActor>,
	{ sentAt }: PaymentRow,
	answer: BankAnswer,
	on: PlainDate | undefined,
) {
	if (answer === "unknown") return;
	assert(sentAt, "what the bank answers was sent");
	const [from, to] = [plainDateAt(sentAt), plainDateAt(ctx.now)];
	if (!on || on < from || on > to) {
		const facts = { from: formatDate(from, ctx.locale), to: formatDate(to, ctx.locale) };
		throw new Refusal("disbursement_refusal_day", facts, { field: "on" });
	}
}

async function bookPaid(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	application: ApplicationRow,
	payment: PaymentRow,
): Promise<void> {
	const { kind } = await trx
		.selectFrom("claim")
		.select("kind")
		.where("id", "=", payment.claimId)
		.executeTakeFirstOrThrow();
	const book = kind === "advance" ? payAdvance : pay;
	await book(trx, ctx, {
		application: await fundedApplication(trx, application),
		amountDong: payment.amountDong,
		key: payKey(payment.id, await countReversals(trx, { reason: "pay", why: payment.reference })),
		why: payment.reference,
	});
	await tell(trx, ctx, payment, "paid", {});
	await completeWhenPaid(trx, ctx, application);
}

async function tell(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	payment: PaymentRow,
	what: "paid" | "payment-failed",
	more: { said?: string },
): Promise<void> {
	await noteEvent(trx, ctx, {
		applicationId: payment.applicationId,
		what,
		side: "city",
		facts: { payment: payment.reference, amountDong: payment.amountDong, ...more },
	});
}
