import { randomUUID } from "node:crypto";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { answerProposal } from "#app/recovery/answer-proposal.server.ts";
import { chooseInstalments } from "#app/recovery/choose-instalments.server.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { recordReceipt } from "#app/recovery/record-receipt.server.ts";
import { type MadeAgreed, makePaid } from "../make-claim.ts";
import { sample } from "./sample.ts";
import { as, tiedOfficer, verified, type World, withoutRight } from "./world.ts";

const TODAY = "2026-09-08";
const ANSWER_BY = "2026-09-20";
const DUE_ON = "2026-10-20";

/** Paid by the bank, with two finance officers. */
async function paid(world: World) {
	const { application, claim } = await verified(world);
	const [maker, releaser] = world.finance;
	const { payments } = await makePaid(world.db, [claim], { maker, releaser });
	return { application, payment: payments[0] ?? "" };
}

const noticeOf = (payment: string) => ({
	recoveryId: randomUUID(),
	payment,
	amountDong: 10_000_000n,
	reason: "Kê khai không đúng số lao động.",
	answerBy: ANSWER_BY,
	dueOn: DUE_ON,
});

const tied = ({ db }: World, { business }: MadeAgreed) => tiedOfficer(db, business, "recovery_refusal_your_business");

/** A notice by the first officer. */
async function drafted(world: World) {
	const { application, payment } = await paid(world);
	const reference = await makeNotice(as(world, world.finance[0]), noticeOf(payment));
	return { application, reference };
}

/** Sent to the business by the second. */
async function notified(world: World) {
	const { application, reference } = await drafted(world);
	await confirmNotice(as(world, world.finance[1]), { reference });
	const { owner, business } = application;
	return { application, owner, business, reference, of: { application: application.reference, reference } };
}

async function responded(world: World, answer: "agree" | "contest") {
	const made = await notified(world);
	const words = answer === "agree" ? "" : "Chúng tôi có đủ hồ sơ.";
	await answerNotice(as(world, made.owner), { ...made.of, answer, words });
	return made;
}

const receiptOf = (reference: string) => ({
	receiptId: randomUUID(),
	reference,
	amountDong: 5_000_000n,
	receivedOn: TODAY,
	bankReference: randomUUID(),
});

export const recoverySamples = [
	sample(makeNotice, async (world) => {
		const { application, payment } = await paid(world);
		return { by: world.finance[0], input: noticeOf(payment), barred: await tied(world, application) };
	}),
	sample(confirmNotice, async (world) => {
		const { application, reference } = await drafted(world);
		return { by: world.finance[1], input: { reference }, barred: await tied(world, application) };
	}),
	sample(answerNotice, async (world) => {
		const { owner, business, of } = await notified(world);
		const barred = await withoutRight(world.db, business, "recovery_refusal_right_to_bind");
		return { by: owner, input: { ...of, answer: "agree" as const, words: "" }, barred };
	}),
	sample(chooseInstalments, async (world) => {
		const { owner, business, of } = await responded(world, "agree");
		const barred = await withoutRight(world.db, business, "recovery_refusal_right_to_bind");
		return { by: owner, input: { ...of, planId: randomUUID(), count: 2 }, barred };
	}),
	sample(decideRecovery, async (world) => {
		const { application, reference } = await responded(world, "contest");
		const input = { reference, decision: "keep" as const, reasons: "Đã xem lại." };
		return { by: world.finance[1], input, barred: await tied(world, application) };
	}),
	sample(recordReceipt, async (world) => {
		const { application, reference } = await responded(world, "agree");
		return { by: world.finance[0], input: receiptOf(reference), barred: await tied(world, application) };
	}),
	sample(answerProposal, async (world) => {
		const { application, reference } = await responded(world, "agree");
		await recordReceipt(as(world, world.finance[0]), receiptOf(reference));
		const { proposedAt } = await world.db
			.selectFrom("recovery")
			.select("proposedAt")
			.where("reference", "=", reference)
			.executeTakeFirstOrThrow();
		const input = { reference, answer: "confirm" as const, proposedAt: proposedAt ?? new Date(0) };
		return { by: world.finance[1], input, barred: await tied(world, application) };
	}),
];
