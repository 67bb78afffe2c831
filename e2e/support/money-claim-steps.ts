import fc from "fast-check";
import { answerClaim } from "#app/claim/answer-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { MadeBusiness } from "./make-business.ts";
import { makeSubmittedClaim } from "./make-claim.ts";
import { contextOf } from "./makers.ts";
import type { ModelApplication, MoneyModel } from "./money-model.ts";
import { applicationsOf, claimsOf, deskOf, ownerOf, step } from "./money-step.ts";

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

export const answer = fc.constantFrom("verify", "verify", "verify", "return", "refuse").chain((what) => {
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

export const mend = step(
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
