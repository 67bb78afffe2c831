import { randomUUID } from "node:crypto";
import { confirmCorrection } from "#app/correction/confirm-correction.server.ts";
import { endCorrection } from "#app/correction/end-correction.server.ts";
import { proposeCorrection } from "#app/correction/propose-correction.server.ts";
import { chooseColumns } from "#app/disbursement/bank/choose-columns.server.ts";
import { closeTask } from "#app/disbursement/bank/close-task.server.ts";
import { receiveAnswer } from "#app/disbursement/bank/receive-answer.server.ts";
import { recordFile } from "#app/disbursement/bank/record-file.server.ts";
import { sayPaidOn } from "#app/disbursement/bank/say-paid-on.server.ts";
import { correctAccount } from "#app/disbursement/correct-account.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { endDay } from "#app/disbursement/day-change/end-day.server.ts";
import { proposeDay } from "#app/disbursement/day-change/propose-day.server.ts";
import { exportBatch } from "#app/disbursement/export-batch.server.ts";
import { takePaymentList } from "#app/disbursement/payment-list.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import { takeOut } from "#app/disbursement/stop/take-out.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { makeProposed, transferOf } from "../make-correction.ts";
import { sample } from "./sample.ts";
import { as, sent, tiedOfficer, verified, type World } from "./world.ts";

const noStripe: [null] = [null];
const TODAY = "2026-09-08";
/** Two days after the payments of all samples are sent. */
const LATER = new Date("2026-09-10T03:00:00Z");

/** Made by the first finance officer, of one claim. */
async function batched(world: World) {
	const { application, claim } = await verified(world);
	const input = { batchId: randomUUID(), claimReferences: [claim] };
	const reference = await createBatch(as(world, world.finance[0]), input);
	return { application, claim, reference };
}

async function answered(world: World, answer: "paid" | "failed", programmeId?: string) {
	const made = await sent(world, programmeId);
	const said = answer === "paid" ? "" : "Sai tên người nhận.";
	await recordAnswer(as(world, world.finance[0]), { reference: made.payment, answer, on: TODAY, said });
	return made;
}

async function corrected(world: World) {
	const { application, payment } = await answered(world, "paid");
	const reference = await makeProposed(world.db, payment, world.finance[1]);
	const barred = await tiedOfficer(world.db, application.business, "correction_refusal_your_business");
	return { reference, barred };
}

/** A table of the bank, which says that a payment of ours was made, and of one that nobody knows. */
async function bankTable(world: World) {
	const { payment } = await sent(world);
	const [officer] = world.finance;
	const lines = [`${payment},50000000,ok,2026-09-09,`, "CT-1999-00001,1000000,ok,2026-09-09,"];
	const bytes = new TextEncoder().encode(["Mã chi,Số tiền,Kết quả,Ngày,Lý do", ...lines].join("\n"));
	return { officer, id: await receiveAnswer(as(world, officer, LATER), { fileName: `${payment}.csv`, bytes }) };
}

const columns = { reference: 0, amount: 1, result: 2, day: 3, words: 4 };

async function bankFile(world: World) {
	const { officer, id } = await bankTable(world);
	await chooseColumns(as(world, officer, LATER), { id, columns });
	return { officer, id };
}

/** A status report that leaves out when the payment was made. */
async function dayless(world: World) {
	const { batch, payment } = await sent(world);
	const [officer] = world.finance;
	const said = `<TxInfAndSts><OrgnlEndToEndId>${payment}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>`;
	const text = `<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${batch}</OrgnlMsgId></OrgnlGrpInfAndSts>
		<OrgnlPmtInfAndSts>${said}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
	const bytes = new TextEncoder().encode(text);
	return { officer, id: await receiveAnswer(as(world, officer, LATER), { fileName: "da-tra.xml", bytes }) };
}

const bankSamples = [
	sample(receiveAnswer, async (world) => {
		const bytes = new TextEncoder().encode("Mã chi,Số tiền,Ngày\nCT-1999-00002,1000000,2026-09-09");
		return { by: world.finance[0], now: LATER, input: { fileName: "sao-ke.csv", bytes } };
	}),
	sample(chooseColumns, async (world) => {
		const { officer, id } = await bankTable(world);
		return { by: officer, now: LATER, input: { id, columns } };
	}),
	sample(sayPaidOn, async (world) => {
		const { officer, id } = await dayless(world);
		return { by: officer, now: LATER, input: { id, on: "2026-09-09" } };
	}),
	sample(recordFile, async (world) => {
		const { officer, id } = await bankFile(world);
		return { by: officer, now: LATER, input: { id } };
	}),
	sample(closeTask, async (world) => {
		const { officer, id: answerId } = await bankFile(world);
		await recordFile(as(world, officer, LATER), { id: answerId });
		const { id } = await world.db
			.selectFrom("bankAnswerRow")
			.select("id")
			.where("bankAnswerId", "=", answerId)
			.where("finding", "not in", ["agrees", "waiting"])
			.executeTakeFirstOrThrow();
		return { by: officer, now: LATER, input: { id: String(id), note: "Khoản của đơn vị khác." } };
	}),
];

const paymentSamples = [
	sample(createBatch, async (world) => {
		const { claim } = await verified(world);
		return { by: world.finance[0], input: { batchId: randomUUID(), claimReferences: [claim] } };
	}),
	sample(releaseBatch, async (world) => {
		const { application, reference } = await batched(world);
		const barred = await tiedOfficer(world.db, application.business, "disbursement_refusal_your_business");
		return { by: world.finance[1], input: { reference }, barred };
	}),
	sample(exportBatch, async (world) => {
		const { reference } = await batched(world);
		await releaseBatch(as(world, world.finance[1]), { reference });
		return { by: world.finance[0], input: { reference } };
	}),
	sample(takePaymentList, async (world) => {
		const { batch } = await sent(world);
		return { by: world.auditor, input: { reference: batch, format: "csv" as const } };
	}),
	sample(takeOut, async (world) => {
		const { claim } = await batched(world);
		const { reference } = await world.db
			.selectFrom("disbursement")
			.innerJoin("claim", "claim.id", "disbursement.claimId")
			.select("disbursement.reference")
			.where("claim.reference", "=", claim)
			.executeTakeFirstOrThrow();
		return { by: world.finance[0], input: { reference, reason: "Chờ bổ sung." } };
	}),
	sample(recordAnswer, async (world) => {
		const { application, payment } = await sent(world);
		const input = { reference: payment, answer: "paid" as const, on: TODAY, said: "" };
		const barred = await tiedOfficer(world.db, application.business, "disbursement_refusal_paid_to_you");
		return { by: world.finance[0], input, barred };
	}),
	sample(reschedule, async (world) => {
		const { payment } = await answered(world, "failed");
		return { by: world.finance[1], input: { reference: payment } };
	}),
	// It is the business that mends its provider's account.
	sample(correctAccount, async (world) => {
		const { application, claim } = await answered(world, "failed", world.providersProgrammeId);
		const account = { bankBin: "970436", number: "0071008888", accountName: toAccountName("Công ty Giải pháp Thử") };
		return { by: application.owner, input: { reference: claim, ...account } };
	}),
	sample(proposeDay, async (world) => {
		const { payment } = await answered(world, "paid");
		const asked = { kind: "paid-on" as const, changeId: randomUUID(), to: "2026-09-09", reason: "Theo sao kê." };
		return { by: world.finance[1], now: LATER, input: { reference: payment, ...asked } };
	}),
	sample(endDay, async (world) => {
		const { payment: reference } = await answered(world, "paid");
		const asked = { changeId: randomUUID(), to: "2026-09-09", reason: "Theo sao kê." };
		const of = { kind: "paid-on" as const, reference };
		await proposeDay(as(world, world.finance[1], LATER), { ...of, ...asked });
		return { by: world.finance[2], now: LATER, input: { ...of, to: "confirmed" as const } };
	}),
];

const correctionSamples = [
	sample(proposeCorrection, async (world) => {
		const { payment } = await answered(world, "paid");
		const asked = { cause: "recorded-wrongly" as const, reason: "Sao kê không có khoản này." };
		const transferId = await transferOf(world.db, "pay", payment);
		return { by: world.finance[1], input: { correctionId: randomUUID(), transferId, ...asked } };
	}),
	sample(confirmCorrection, async (world) => {
		const { reference, barred } = await corrected(world);
		return { by: world.finance[2], input: { reference }, services: noStripe, barred };
	}),
	sample(endCorrection, async (world) => {
		const { reference } = await corrected(world);
		return { by: world.finance[1], input: { reference, to: "withdrawn" as const } };
	}),
	sample(
		endCorrection,
		async (world) => {
			const { reference, barred } = await corrected(world);
			const input = { reference, to: "declined" as const, reason: "Sao kê có khoản này." };
			return { by: world.finance[2], input, barred };
		},
		"by another",
	),
];

export const financeSamples = [...bankSamples, ...paymentSamples, ...correctionSamples];
