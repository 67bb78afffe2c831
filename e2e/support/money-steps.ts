import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { acceptAgreement } from "#app/agreement/accept-agreement.server.ts";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { answerClaim } from "#app/claim/answer-claim.server.ts";
import { cancelApplication } from "#app/claim/cancel-application.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { exportBatch } from "#app/disbursement/export-batch.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command.server.ts";
import { asRefusal } from "#app/house/http.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { decide } from "#app/review/decide.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { MadeBusiness } from "./make-business.ts";
import { makeSubmittedClaim } from "./make-claim.ts";
import { makeSubmittedApplication } from "./make-review.ts";
import { contextOf } from "./makers.ts";
import type { ModelApplication, ModelClaim, MoneyModel } from "./money-model.ts";

/*
 * The commands that move money, as steps of a random walk: each says beforehand from the model whether it must succeed,
 * runs the real command, and fails where the two disagree.
 */

export type MoneyHouse = {
	db: Database;
	programmeId: string;
	associations: { id: string; reviewer: Actor; manager: Actor }[];
	businesses: MadeBusiness[];
	finance: [Actor, Actor];
	/** Compares the books with the model, and the books with themselves. */
	agree: (model: MoneyModel) => Promise<void>;
};

export type MoneyStep = fc.AsyncCommand<MoneyModel, MoneyHouse>;

const DAY = "2026-09-08";
const AFTER_ALL_DEADLINES = new Date("2026-12-30T03:00:00Z");

type Attempt = {
	/** By the model. */
	allowed: boolean;
	run: () => Promise<unknown>;
	/** What it changes in the model. */
	done: (result: unknown) => void | Promise<void>;
};

/** A step on one of the things that there are, by number; those that it fits are tried most often. */
function step<Thing>(
	name: string,
	things: (model: MoneyModel) => readonly Thing[],
	fits: (thing: Thing, model: MoneyModel) => boolean,
	attempt: (thing: Thing, model: MoneyModel, house: MoneyHouse) => Attempt | Promise<Attempt>,
): fc.Arbitrary<MoneyStep> {
	return fc.tuple(fc.nat(1_000), fc.nat(7)).map(([number, luck]) => {
		let tried = "";
		return {
			// Now and then on one that it does not fit, which must then be refused.
			check: (model) => things(model).some((thing) => luck === 0 || fits(thing, model as MoneyModel)),
			run: async (model, house) => {
				const all = things(model);
				const fitting = all.filter((thing) => fits(thing, model));
				const from = luck === 0 ? all : fitting;
				const thing = from[number % from.length];
				assert(thing !== undefined, "there is one, by check");
				const { allowed, run, done } = await attempt(thing, model, house);
				tried = `${allowed ? "" : "forbidden "}${name}`;
				const outcome = await run().then(
					(result) => ({ result }),
					(error: unknown) => ({ error }),
				);
				if ("error" in outcome) {
					const refused = asRefusal(outcome.error) !== null || outcome.error instanceof Response;
					if (allowed || !refused) throw outcome.error;
				} else {
					assert(allowed, `${name} was done, and must have been refused`);
					await done(outcome.result);
				}
				await house.agree(model);
			},
			toString: () => tried || name,
		};
	});
}

const applicationsOf = (model: MoneyModel) => model.applications;
const claimsOf = (model: MoneyModel) => model.claims;
const paymentsOf = (model: MoneyModel) => model.claims.filter(({ payment }) => payment !== null);
const ownerOf = (house: MoneyHouse, { business }: ModelApplication) => house.businesses[business]?.owner as Actor;
const deskOf = (house: MoneyHouse, { association }: ModelApplication) => {
	const desk = house.associations[association];
	assert(desk, "the application has an association");
	return desk;
};

const inProgress = (model: MoneyModel, business: number, item: string) =>
	model.applications.some((each) => each.business === business && each.item === item && each.state === "in_review");

/** Submitted, and taken up by a reviewer. */
const submit = fc
	.record({
		business: fc.nat(2),
		association: fc.nat(1),
		item: fc.constantFrom("DX-SOLUTION", "DX-CONSULT"),
		price: fc.nat(20),
	})
	.chain(({ business, association, item, price }) =>
		step(
			`submit(${item})`,
			() => [null],
			() => true,
			(_nothing, model, house) => {
				const left = model.ceilingLeft(business, item);
				const priceDong = BigInt(8 + price * 4) * 1_000_000n;
				const half = priceDong / 2n;
				const allowedDong = half < left ? half : left;
				const desk = house.associations[association];
				const applicant = house.businesses[business];
				assert(desk && applicant, "made at the beginning");
				return {
					allowed: !inProgress(model, business, item) && allowedDong > 0n,
					run: async () => {
						const where = { programmeId: house.programmeId, associationId: desk.id };
						const made = await makeSubmittedApplication(house.db, {
							...where,
							business: applicant,
							prices: [[item, priceDong]],
						});
						const { reference } = made;
						await declareConflict(contextOf(house.db, desk.reviewer), { reference, hasConflict: false, note: "" });
						return made;
					},
					done: (result) => {
						const { reference, id } = result as { reference: string; id: string };
						const which = { reference, id, business, association, item };
						model.applications.push({ ...which, priceDong, allowedDong, approvedDong: 0n, state: "in_review" });
					},
				};
			},
		),
	);

async function costLineOf(house: MoneyHouse, { id }: ModelApplication): Promise<string> {
	const row = await house.db
		.selectFrom("costLine")
		.innerJoin("submission", "submission.id", "costLine.submissionId")
		.select("costLine.id")
		.where("submission.applicationId", "=", id)
		.executeTakeFirstOrThrow();
	return row.id;
}

/** All that the rules allow, or some quarters of it. */
const approve = fc.integer({ min: 1, max: 4 }).chain((quarters) =>
	step(
		"approve",
		applicationsOf,
		({ state }) => state === "in_review",
		async (application, model, house) => {
			const { reference, business, association, item, allowedDong, state } = application;
			const approvedDong = (allowedDong * BigInt(quarters)) / 4n;
			const fits =
				approvedDong <= model.purse(association).available && approvedDong <= model.ceilingLeft(business, item);
			const costLineId = await costLineOf(house, application);
			return {
				allowed: state === "in_review" && fits && approvedDong > 0n,
				run: () =>
					decide(contextOf(house.db, deskOf(house, application).reviewer), {
						reference,
						decisionId: randomUUID(),
						kind: "approve_in_part",
						lines: [{ costLineId, approvedDong }],
						reasons: "Đúng quy định.",
					}),
				done: () => Object.assign(application, { approvedDong, state: "approved" }) && undefined,
			};
		},
	),
);

/** A step that takes an application from one state to another, or is refused in any other. */
function move(
	name: string,
	{ from, to }: { from: ModelApplication["state"]; to: ModelApplication["state"] },
	run: (house: MoneyHouse, application: ModelApplication) => Promise<unknown>,
) {
	const fits = ({ state }: ModelApplication) => state === from;
	return step(name, applicationsOf, fits, (application, _model, house) => ({
		// Doing again what was done is allowed, and changes nothing.
		allowed: fits(application) || (application.state === to && (to === "withdrawn" || to === "agreed")),
		run: () => run(house, application),
		done: () => {
			application.state = to;
		},
	}));
}

const reject = move("reject", { from: "in_review", to: "rejected" }, (house, application) =>
	decide(contextOf(house.db, deskOf(house, application).reviewer), {
		reference: application.reference,
		decisionId: randomUUID(),
		kind: "reject",
		lines: [],
		reasons: "Không đúng nội dung.",
	}),
);

const withdraw = move("withdraw", { from: "in_review", to: "withdrawn" }, (house, application) =>
	withdrawApplication(contextOf(house.db, ownerOf(house, application)), { reference: application.reference }),
);

const accept = move("accept", { from: "approved", to: "agreed" }, (house, application) =>
	acceptAgreement(contextOf(house.db, ownerOf(house, application)), {
		reference: application.reference,
		position: "Giám đốc",
	}),
);

/** A job, which is never refused: it finds something to do or not. */
const lapse = step(
	"lapse",
	applicationsOf,
	({ state }) => state === "approved",
	(application, _model, house) => ({
		allowed: true,
		run: () => lapseAgreement(systemContext("test", AFTER_ALL_DEADLINES), { applicationId: application.id }),
		done: (lapsed) => {
			assert(lapsed === (application.state === "approved"), "an approval lapses, and nothing else");
			if (lapsed) application.state = "lapsed";
		},
	}),
);

const cancellable = (application: ModelApplication, model: MoneyModel) =>
	application.state === "agreed" && model.claimsOf(application, "submitted", "returned", "verified").length === 0;

const cancel = step("cancel", applicationsOf, cancellable, (application, model, house) => ({
	allowed: cancellable(application, model),
	run: () =>
		cancelApplication(contextOf(house.db, deskOf(house, application).manager), {
			reference: application.reference,
			reasons: "Ngừng dự án.",
		}),
	done: () => {
		application.state = "cancelled";
	},
}));

const claim = fc
	.record({ quarters: fc.integer({ min: 1, max: 5 }), isLast: fc.boolean() })
	.chain(({ quarters, isLast }) => {
		const claimable = (application: ModelApplication, model: MoneyModel) => model.earned(application, 1n) !== null;
		return step("claim", applicationsOf, claimable, (application, model, house) => {
			const costDong = (application.priceDong * BigInt(quarters)) / 4n;
			const subsidyDong = model.earned(application, costDong);
			const made = { id: application.id, reference: application.reference, owner: ownerOf(house, application) };
			const business = house.businesses[application.business] as MadeBusiness;
			return {
				allowed: subsidyDong !== null,
				run: () => makeSubmittedClaim(house.db, { ...made, business }, { costs: [costDong], isLast }),
				done: (result) => {
					assert(subsidyDong !== null, "allowed");
					const reference = String(result);
					model.claims.push({
						reference,
						application,
						costDong,
						subsidyDong,
						isLast,
						state: "submitted",
						payment: null,
					});
				},
			};
		});
	});

const answers = { verify: "verified", return: "returned", refuse: "refused" } as const;

const answer = fc.constantFrom("verify", "verify", "verify", "return", "refuse").chain((what) => {
	const to = answers[what as keyof typeof answers];
	return step(
		what,
		claimsOf,
		({ state }) => state === "submitted",
		(target, _model, house) => ({
			allowed: target.state === "submitted" || target.state === to,
			run: () =>
				answerClaim(contextOf(house.db, deskOf(house, target.application).reviewer), {
					reference: target.reference,
					answer: what as keyof typeof answers,
					reasons: "Đã xem.",
				}),
			done: () => {
				target.state = to;
			},
		}),
	);
});

const mend = step(
	"mend",
	claimsOf,
	({ state }) => state === "returned",
	(target, _model, house) => ({
		allowed: target.state === "returned" || target.state === "submitted",
		run: () => submitClaim(contextOf(house.db, ownerOf(house, target.application)), { reference: target.reference }),
		done: () => {
			target.state = "submitted";
		},
	}),
);

const isDue = ({ state, payment }: ModelClaim) =>
	state === "verified" && (payment === null || (payment.state === "scheduled" && payment.batch === null));

/** One claim, or with it all that are due. */
const batch = fc.boolean().chain((all) =>
	step("batch", claimsOf, isDue, (target, model, house) => {
		const claims = all ? [target, ...model.claims.filter((each) => each !== target && isDue(each))] : [target];
		const claimReferences = claims.map(({ reference }) => reference);
		return {
			allowed: isDue(target),
			run: () => createBatch(contextOf(house.db, house.finance[0]), { batchId: randomUUID(), claimReferences }),
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
					each.payment = { reference: row.reference, batch: made, state: "scheduled" };
				}
			},
		};
	}),
);

/** By who made it, who may not, or by the second person. */
const release = fc.integer({ min: 0, max: 5 }).chain((who) =>
	step(
		"release",
		(model) => model.batches,
		({ released }) => !released,
		(target, _model, house) => ({
			allowed: who > 0,
			run: () => releaseBatch(contextOf(house.db, house.finance[who > 0 ? 1 : 0]), { reference: target.reference }),
			done: () => {
				target.released = true;
			},
		}),
	),
);

const send = step(
	"send",
	(model) => model.batches,
	({ released, sent }) => released && !sent,
	(target, model, house) => ({
		allowed: target.released,
		run: () => exportBatch(contextOf(house.db, house.finance[0]), { reference: target.reference }),
		done: () => {
			if (target.sent) return;
			target.sent = true;
			for (const { payment } of model.claims) {
				if (payment?.batch === target && payment.state === "scheduled") payment.state = "sent";
			}
		},
	}),
);

const withBank = ({ payment }: ModelClaim) => payment?.state === "sent" || payment?.state === "unknown";

const bankSays = fc
	.constantFrom("paid" as const, "paid" as const, "failed" as const, "unknown" as const)
	.chain((said) =>
		step(`bank says ${said}`, paymentsOf, withBank, (target, model, house) => {
			const { payment } = target;
			assert(payment, "chosen among payments");
			return {
				allowed: withBank(target) || payment.state === said,
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

const sendAgain = step(
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

const times = (count: number, one: fc.Arbitrary<MoneyStep>) => Array.from({ length: count }, () => one);

/** Those that bring money further stand more often, so that walks come to an end of the journey. */
export const moneySteps: fc.Arbitrary<MoneyStep>[] = [
	...times(3, submit),
	...times(4, approve),
	...times(5, accept),
	...times(5, claim),
	...times(5, answer),
	...times(4, batch),
	...times(4, release),
	...times(4, send),
	...times(5, bankSays),
	...times(2, mend),
	...times(2, sendAgain),
	reject,
	withdraw,
	lapse,
	cancel,
];
