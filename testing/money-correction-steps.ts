import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { confirmCorrection } from "#app/correction/confirm-correction.server.ts";
import { endCorrection } from "#app/correction/end-correction.server.ts";
import { proposeCorrection } from "#app/correction/propose-correction.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { contextOf } from "./makers.ts";
import type { MoneyModel } from "./money-model.ts";
import type { ModelClaim, ModelReceipt } from "./money-model-things.ts";
import { paymentsOf, step } from "./money-step.ts";

/*
 * A payment that was recorded wrongly: one officer proposes to reverse it, another confirms or declines. The second officer
 * of the walk records the bank's answers, and so confirms nothing: the first does, of what the second proposed.
 */

const isPaid = ({ payment }: ModelClaim) => payment?.state === "paid";
const isAskedBack = ({ payment }: ModelClaim, model: MoneyModel) => payment !== null && model.isAskedBack(payment);
/** What claims have earned of an advance is no longer its own to take back. */
const isWhole = ({ kind, application, subsidyDong }: ModelClaim, model: MoneyModel) =>
	kind !== "advance" || model.outstanding(application) === subsidyDong;
const isProposed = (claim: ModelClaim) => Boolean(claim.payment?.correction);

/** The last transfer that booked the payment, whether or not it stands: a reversed one must be refused. */
export const proposeCorrected = step(
	"propose correction",
	paymentsOf,
	(claim, model) => isPaid(claim) && !isProposed(claim) && !isAskedBack(claim, model) && isWhole(claim, model),
	(target, model, house) => {
		const { payment } = target;
		assert(payment, "chosen among payments");
		return {
			allowed:
				model.rail === "bank-file" &&
				isPaid(target) &&
				!isProposed(target) &&
				!isAskedBack(target, model) &&
				isWhole(target, model),
			run: async () => {
				const booked = await house.db
					.selectFrom("ledgerTransfer")
					.select("id")
					.where("reason", "=", "pay")
					.where("why", "=", payment.reference)
					.orderBy("key", "desc")
					.executeTakeFirst();
				return proposeCorrection(contextOf(house.db, house.finance[1]), {
					correctionId: randomUUID(),
					transferId: booked?.id ?? randomUUID(),
					cause: model.rail === "stripe" ? "taken-back" : "recorded-wrongly",
					reason: "Sao kê không có khoản này.",
				});
			},
			done: (reference) => {
				payment.correction = String(reference);
			},
		};
	},
);

/** By the other officer, or by who proposed it, who may not. */
export const confirmCorrected = fc.integer({ min: 0, max: 4 }).chain((who) =>
	step("confirm correction", paymentsOf, isProposed, (target, model, house) => {
		const { payment } = target;
		assert(payment, "chosen among payments");
		return {
			allowed: who > 0 && isProposed(target) && !isAskedBack(target, model) && isWhole(target, model),
			run: () =>
				confirmCorrection(
					contextOf(house.db, house.finance[who > 0 ? 0 : 1]),
					{
						reference: payment.correction ?? "BT-0000-0000",
					},
					null,
				),
			done: () => {
				Object.assign(payment, { state: "failed", correction: null });
			},
		};
	}),
);

export const declineCorrected = step("decline correction", paymentsOf, isProposed, (target, _model, house) => {
	const { payment } = target;
	assert(payment, "chosen among payments");
	return {
		allowed: isProposed(target),
		run: () =>
			endCorrection(contextOf(house.db, house.finance[0]), {
				reference: payment.correction ?? "BT-0000-0000",
				to: "declined",
				reason: "Sao kê có khoản này.",
			}),
		done: () => {
			payment.correction = null;
		},
	};
});

/* So is a repayment. The first officer wrote it down and the second booked it, and may propose to correct it; the first confirms. */

const receiptsOf = ({ receipts }: MoneyModel) => receipts;
const awaitsSecond = ({ correction }: ModelReceipt) => correction !== null;

export const proposeUnreceived = step(
	"propose correction of a repayment",
	receiptsOf,
	(receipt) => receipt.counts && !awaitsSecond(receipt),
	(receipt, _model, house) => ({
		allowed: receipt.counts && !awaitsSecond(receipt),
		run: async () => {
			const { id: transferId } = await house.db
				.selectFrom("ledgerTransfer")
				.select("id")
				.where("key", "=", `recover:${receipt.id}`)
				.executeTakeFirstOrThrow();
			return proposeCorrection(contextOf(house.db, house.finance[1]), {
				correctionId: randomUUID(),
				transferId,
				cause: "recorded-wrongly",
				reason: "Gõ thừa một số không.",
			});
		},
		done: (reference) => {
			receipt.correction = String(reference);
		},
	}),
);

/** By the other officer, or by who booked and proposed it, who may not. */
export const confirmUnreceived = fc.integer({ min: 0, max: 4 }).chain((who) =>
	step("confirm correction of a repayment", receiptsOf, awaitsSecond, (receipt, model, house) => ({
		allowed: who > 0 && awaitsSecond(receipt) && model.canUndo(receipt),
		run: () =>
			confirmCorrection(
				contextOf(house.db, house.finance[who > 0 ? 0 : 1]),
				{
					reference: receipt.correction ?? "BT-0000-0000",
				},
				null,
			),
		done: () => model.undo(receipt),
	})),
);
