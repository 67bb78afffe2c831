import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { exportBatch } from "#app/disbursement/export-batch.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { contextOf } from "./makers.ts";
import type { ModelClaim } from "./money-model-things.ts";
import { claimsOf, paymentsOf, step } from "./money-step.ts";

const DAY = "2026-09-08";

/** One claim, or with it all that are due; by who also says what comes back, as that person does not release it. */
export const batch = fc.boolean().chain((all) =>
	step(
		"batch",
		claimsOf,
		(claim, model) => model.isDue(claim),
		(target, model, house) => {
			const claims = all ? [target, ...model.claims.filter((each) => each !== target && model.isDue(each))] : [target];
			const claimReferences = claims.map(({ reference }) => reference);
			return {
				allowed: model.isDue(target),
				run: () => createBatch(contextOf(house.db, house.finance[1]), { batchId: randomUUID(), claimReferences }),
				done: async (reference) => {
					const made = { reference: String(reference), released: false, sent: false };
					model.batches.push(made);
					for (const each of claims) {
						const row = await house.db
							.selectFrom("disbursement")
							.innerJoin("claim", "claim.id", "disbursement.claimId")
							.select("disbursement.reference")
							.where("claim.reference", "=", each.reference)
							.executeTakeFirstOrThrow();
						assert(each.payment === null || each.payment.reference === row.reference, "one reference for ever");
						each.payment = {
							reference: row.reference,
							batch: made,
							state: "scheduled",
							payout: null,
							ownDong: 0n,
							correction: null,
						};
					}
				},
			};
		},
	),
);

/** By who made it, who may not, or by the second person. */
export const release = fc.integer({ min: 0, max: 5 }).chain((who) =>
	step(
		"release",
		(model) => model.batches,
		({ released }) => !released,
		(target, model, house) => ({
			allowed: who > 0,
			run: () => releaseBatch(contextOf(house.db, house.finance[who > 0 ? 0 : 1]), { reference: target.reference }),
			done: () => {
				target.released = true;
				// Stripe needs no file: its job begins.
				if (model.rail === "stripe") model.send(target);
			},
		}),
	),
);

export const send = step(
	"send",
	(model) => model.batches,
	({ released, sent }) => released && !sent,
	(target, model, house) => ({
		allowed: target.released,
		run: () => exportBatch(contextOf(house.db, house.finance[0]), { reference: target.reference }),
		done: () => model.send(target),
	}),
);

const withBank = ({ payment }: ModelClaim) => payment?.state === "sent" || payment?.state === "unknown";

export const bankSays = fc
	.constantFrom("paid" as const, "paid" as const, "failed" as const, "unknown" as const)
	.chain((said) =>
		step(`bank says ${said}`, paymentsOf, withBank, (target, model, house) => {
			const { payment } = target;
			assert(payment, "chosen among payments");
			return {
				allowed: model.rail === "bank-file" && (withBank(target) || payment.state === said),
				run: () =>
					recordAnswer(contextOf(house.db, house.finance[1]), {
						reference: payment.reference,
						answer: said,
						on: DAY,
						said: "Ngân hàng trả lời.",
					}),
				done: () => {
					const before = payment.state;
					payment.state = said;
					if (said === "paid" && before !== "paid") model.completeIfPaid(target.application);
				},
			};
		}),
	);

export const sendAgain = step(
	"reschedule",
	paymentsOf,
	({ payment }) => payment?.state === "failed",
	(target, _model, house) => {
		const { payment } = target;
		assert(payment, "chosen among payments");
		return {
			allowed: payment.state === "failed" || (payment.state === "scheduled" && payment.batch === null),
			run: () => reschedule(contextOf(house.db, house.finance[0]), { reference: payment.reference }),
			done: () => Object.assign(payment, { state: "scheduled", batch: null }) && undefined,
		};
	},
);
