import fc from "fast-check";
import { endClaims } from "#app/claim/ending/end-claims.server.ts";
import { giveUpClaim } from "#app/claim/ending/give-up-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { completeIfSettled } from "#app/disbursement/complete-when-paid.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { answerClaimAsRead as answerClaim } from "./as-read.ts";
import { makeSubmittedAdvance } from "./make-advance.ts";
import type { MadeBusiness } from "./make-business.ts";
import { makeSubmittedClaim } from "./make-claim.ts";
import { contextOf } from "./makers.ts";
import type { MoneyModel } from "./money-model.ts";
import type { ModelApplication, ModelClaim } from "./money-model-things.ts";
import { applicationsOf, claimsOf, deskOf, type MoneyHouse, ownerOf, step } from "./money-step.ts";

const nothingSplit = { offsetDong: 0n, keptDong: 0n };

/** Some quarters of the most that the programme pays ahead. */
export const advance = fc.integer({ min: 1, max: 4 }).chain((quarters) =>
	step(
		"advance",
		applicationsOf,
		(application, model) => model.advanceable(application) > 0n,
		(application, model, house) => {
			const most = model.advanceable(application);
			const amountDong = (most * BigInt(quarters)) / 4n;
			const business = house.businesses[application.business] as MadeBusiness;
			const owner = ownerOf(house, application);
			const { reviewer } = deskOf(house, application);
			const made = { id: application.id, reference: application.reference, owner, business, reviewer };
			return {
				allowed: most > 0n,
				run: () => makeSubmittedAdvance(house.db, made, { amountDong }),
				done: (reference) => {
					model.claims.push({
						reference: String(reference),
						application,
						kind: "advance",
						costDong: amountDong,
						subsidyDong: amountDong,
						...nothingSplit,
						countsShare: model.stands({ application }),
						isLast: false,
						state: "submitted",
						payment: null,
					});
				},
			};
		},
	),
);

/** The business goes on without what came back to be mended. */
export const giveUp = step(
	"give up",
	claimsOf,
	({ state }) => state === "returned",
	(target, _model, house) => ({
		allowed: target.state === "returned" || target.state === "refused",
		run: () => giveUpClaim(contextOf(house.db, ownerOf(house, target.application)), { reference: target.reference }),
		done: () => {
			target.state = "refused";
		},
	}),
);

export const claim = fc
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
						kind: "costs",
						costDong,
						subsidyDong,
						...nothingSplit,
						countsShare: model.stands({ application }),
						isLast,
						state: "submitted",
						payment: null,
					});
				},
			};
		});
	});

const answers = { verify: "verified", return: "returned", refuse: "refused" } as const;

export const answer = fc.constantFrom("verify", "verify", "verify", "return", "refuse").chain((what) => {
	const to = answers[what as keyof typeof answers];
	return step(
		what,
		claimsOf,
		({ state }) => state === "submitted",
		(target, model, house) => ({
			allowed: target.state === to || (target.state === "submitted" && !(what === "verify" && model.awaits(target))),
			run: async () => {
				await answerClaim(contextOf(house.db, deskOf(house, target.application).reviewer), {
					reference: target.reference,
					answer: what as keyof typeof answers,
					reasons: "Đã xem.",
				});
				// As the job does that follows the answer.
				if (what === "verify") await completeIfSettled(systemContext("test", NOW), target.application.id);
			},
			done: async () => {
				if (target.state === to) return;
				if (what !== "verify") {
					target.state = to;
					return;
				}
				target.countsShare = model.stands(target);
				const released = model.verify(target);
				await Promise.all(released.map((each) => nameReleased(house, each)));
				model.completeIfPaid(target.application);
			},
		}),
	);
});

const NOW = new Date("2026-09-08T03:00:00Z");

/** Learns the reference of the claim by which what was kept back is paid; until now it has that of the earlier claim. */
async function nameReleased({ db }: MoneyHouse, released: ModelClaim): Promise<void> {
	const { reference } = await db
		.selectFrom("claim")
		.innerJoin("claim as kept", "kept.id", "claim.retainsClaimId")
		.select("claim.reference")
		.where("kept.reference", "=", released.reference)
		.executeTakeFirstOrThrow();
	released.reference = reference;
}

/** Nothing more will be claimed: what was kept back is to be paid. */
export const endOfClaims = step(
	"end claims",
	applicationsOf,
	(application, model) => model.mayEnd(application),
	(application, model, house) => ({
		allowed: application.ended || model.mayEnd(application),
		run: async () => {
			await endClaims(contextOf(house.db, ownerOf(house, application)), { reference: application.reference });
			await completeIfSettled(systemContext("test", NOW), application.id);
		},
		done: async () => {
			if (application.ended) return;
			application.ended = true;
			await Promise.all(model.releaseKept(application).map((each) => nameReleased(house, each)));
			model.completeIfPaid(application);
		},
	}),
);

export const mend = step(
	"mend",
	claimsOf,
	({ state }) => state === "returned",
	(target, model, house) => ({
		allowed: target.state === "returned" || target.state === "submitted",
		run: () => submitClaim(contextOf(house.db, ownerOf(house, target.application)), { reference: target.reference }),
		done: () => {
			if (target.state === "returned") target.countsShare = model.stands(target);
			target.state = "submitted";
		},
	}),
);
