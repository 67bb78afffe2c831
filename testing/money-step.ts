import fc from "fast-check";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import type { Database } from "#db/connection.server.ts";
import type { MadeBusiness } from "./make-business.ts";
import type { MadeProvider } from "./make-review.ts";
import type { MoneyModel } from "./money-model.ts";
import type { ModelApplication } from "./money-model-things.ts";
import type { StripeStandIn } from "./stripe-stand-in.ts";

/*
 * The commands that move money, as steps of a random walk: each says beforehand from the model whether it must succeed,
 * runs the real command, and fails where the two disagree.
 */

export type MoneyHouse = {
	db: Database;
	programmeId: string;
	associations: { id: string; reviewer: Actor; manager: Actor }[];
	businesses: MadeBusiness[];
	/** Whom each of the businesses buys from. */
	providers: MadeProvider[];
	/** Who change the budget. */
	officers: [Actor, Actor];
	finance: [Actor, Actor];
	stripe: StripeStandIn;
	/** How often each step was tried. */
	tried: Map<string, number>;
	/** Compares the books with the model, and the books with themselves. */
	agree: (model: MoneyModel) => Promise<void>;
};

export type MoneyStep = fc.AsyncCommand<MoneyModel, MoneyHouse>;

type Attempt = {
	/** By the model. */
	allowed: boolean;
	run: () => Promise<unknown>;
	/** What it changes in the model. */
	done: (result: unknown) => void | Promise<void>;
};

/** A step on one of the things that there are, by number; those that it fits are tried most often. */
export function step<Thing>(
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
				house.tried.set(tried, (house.tried.get(tried) ?? 0) + 1);
				const outcome = await run().then(
					(result) => ({ result }),
					(error: unknown) => ({ error }),
				);
				if ("error" in outcome) {
					const refused = asRefusal(outcome.error) !== null || outcome.error instanceof NotFound;
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

export const applicationsOf = (model: MoneyModel) => model.applications;
export const claimsOf = (model: MoneyModel) => model.claims;
export const paymentsOf = (model: MoneyModel) => model.claims.filter(({ payment }) => payment !== null);
export const ownerOf = (house: MoneyHouse, { business }: ModelApplication) =>
	house.businesses[business]?.owner as Actor;
export const deskOf = (house: MoneyHouse, { association }: ModelApplication) => {
	const desk = house.associations[association];
	assert(desk, "the application has an association");
	return desk;
};
