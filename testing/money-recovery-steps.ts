import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { assert } from "#app/kernel/assert.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { chooseInstalments } from "#app/recovery/choose-instalments.server.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { answerLess, receiveBack as bookBack } from "./make-recovery.ts";
import { makeGoOn } from "./make-stop.ts";
import { contextOf } from "./makers.ts";
import type { MoneyModel } from "./money-model.ts";
import type { ModelClaim, ModelRecovery } from "./money-model-things.ts";
import { ownerOf, paymentsOf, step } from "./money-step.ts";

/* A paid subsidy that is asked back in whole or in part: noticed, answered, decided, paid back. */

const ANSWER_BY = "2026-09-20";
const DUE_ON = "2026-10-20";
const TODAY = "2026-09-08";

const recoveriesOf = ({ recoveries }: MoneyModel) => recoveries;
const leftOf = ({ amountDong, receivedDong }: ModelRecovery) => amountDong - receivedDong;
const awaitsMoney = ({ state }: ModelRecovery) => state === "notified" || state === "contested" || state === "due";
const isOver = ({ state }: ModelRecovery) => state === "settled" || state === "dropped";

const paidFor = ({ subsidyDong, offsetDong, keptDong }: Pick<ModelClaim, "subsidyDong" | "offsetDong" | "keptDong">) =>
	subsidyDong - offsetDong - keptDong;

/** All that can be asked, half of it, or one đồng more than that. */
export const askBack = fc
	.constantFrom("all" as const, "half" as const, "half" as const, "more" as const)
	.chain((part) =>
		step(
			"ask back",
			paymentsOf,
			({ payment, ...claim }, model) => payment?.state === "paid" && model.askedOf(payment) < paidFor(claim),
			({ payment, application, ...claim }, model, house) => {
				assert(payment, "chosen among payments");
				const askable = paidFor(claim) - model.askedOf(payment);
				const amountDong = part === "more" ? askable + 1n : part === "all" ? askable : (askable + 1n) / 2n;
				return {
					allowed: payment.state === "paid" && amountDong > 0n && amountDong <= askable,
					// What it stops goes on at once: what is stopped has tests of its own (app/disbursement/stop).
					run: async () => {
						const reference = await makeNotice(contextOf(house.db, house.finance[0]), {
							recoveryId: randomUUID(),
							payment: payment.reference,
							amountDong,
							reason: "Kê khai không đúng.",
							answerBy: ANSWER_BY,
							dueOn: DUE_ON,
						});
						await makeGoOn(house.db, application.reference);
						return reference;
					},
					done: (reference) => {
						model.recoveries.push({
							reference: String(reference),
							application,
							payment,
							amountDong,
							receivedDong: 0n,
							returnedDong: 0n,
							state: "drafted",
							settledFrom: null,
							confirmed: false,
							planned: false,
						});
					},
				};
			},
		),
	);

/** By who made it, who may not, or by the second officer. */
export const confirm = fc.integer({ min: 0, max: 4 }).chain((who) =>
	step(
		"confirm notice",
		recoveriesOf,
		({ state }) => state === "drafted",
		(recovery, _model, house) => ({
			allowed: who > 0 && (recovery.state === "drafted" || recovery.confirmed),
			run: () => confirmNotice(contextOf(house.db, house.finance[who > 0 ? 1 : 0]), { reference: recovery.reference }),
			done: () => {
				if (recovery.state === "drafted") Object.assign(recovery, { state: "notified", confirmed: true });
			},
		}),
	),
);

export const answerRecovery = fc.constantFrom("agree" as const, "contest" as const).chain((answer) =>
	step(
		`${answer} to notice`,
		recoveriesOf,
		({ state }) => state === "notified",
		(recovery, _model, house) => ({
			allowed: recovery.state === "notified",
			run: () =>
				answerNotice(contextOf(house.db, ownerOf(house, recovery.application)), {
					application: recovery.application.reference,
					reference: recovery.reference,
					answer,
					words: "Chúng tôi có đủ hồ sơ.",
				}),
			done: () => {
				recovery.state = answer === "agree" ? "due" : "contested";
			},
		}),
	),
);

export const payInParts = fc.integer({ min: 2, max: 7 }).chain((count) =>
	step(
		"choose parts",
		recoveriesOf,
		({ state, planned }) => state === "due" && !planned,
		(recovery, _model, house) => ({
			allowed: recovery.state === "due" && !recovery.planned && count <= 6 && BigInt(count) <= leftOf(recovery),
			run: () =>
				chooseInstalments(contextOf(house.db, ownerOf(house, recovery.application)), {
					planId: randomUUID(),
					application: recovery.application.reference,
					reference: recovery.reference,
					count,
				}),
			done: () => {
				recovery.planned = true;
			},
		}),
	),
);

/** By who made the notice, or by the other officer. */
export const decideOn = fc
	.tuple(fc.constantFrom("keep" as const, "lower" as const, "lower" as const, "drop" as const), fc.nat(4))
	.chain(([decision, who]) =>
		step(
			`${decision} recovery`,
			recoveriesOf,
			({ state }) => state === "contested" || (state === "due" && decision === "lower"),
			(recovery, _model, house) => {
				const { state, reference } = recovery;
				const amountDong = recovery.receivedDong + leftOf(recovery) / 2n;
				const lowers = leftOf(recovery) > 1n && (state === "contested" || state === "due");
				const fits = { keep: state === "contested", lower: lowers, drop: !isOver(recovery) }[decision];
				return {
					allowed: fits && (who > 0 || (decision === "drop" && state === "drafted")),
					run: async () => {
						await decideRecovery(contextOf(house.db, house.finance[who > 0 ? 1 : 0]), {
							reference,
							reasons: "Đã xem lại.",
							...(decision === "lower" ? { decision, amountDong } : { decision }),
						});
						// To ask less of what was sent takes the other officer, too.
						if (decision !== "keep" && state !== "drafted") await answerLess(house.db, house.finance[0], reference);
					},
					done: () => {
						if (decision === "lower") recovery.amountDong = amountDong;
						recovery.state = decision === "drop" ? "dropped" : "due";
					},
				};
			},
		),
	);

/** All that is left, half of it, or one đồng more than that. */
export const receiveBack = fc
	.constantFrom("all" as const, "half" as const, "half" as const, "more" as const)
	.chain((part) =>
		step("receive back", recoveriesOf, awaitsMoney, (recovery, model, house) => {
			const left = leftOf(recovery);
			const receiptId = randomUUID();
			const amountDong = part === "more" || left === 0n ? left + 1n : part === "all" ? left : (left + 1n) / 2n;
			return {
				allowed: awaitsMoney(recovery) && amountDong <= left,
				run: () =>
					bookBack(house.db, [house.finance[0], house.finance[1]], {
						receiptId,
						reference: recovery.reference,
						amountDong,
						receivedOn: TODAY,
						bankReference: randomUUID(),
					}),
				done: () => model.receive(recovery, receiptId, amountDong),
			};
		}),
	);
