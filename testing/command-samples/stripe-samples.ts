import { askStripeNow } from "#app/disbursement/stripe/ask-now.server.ts";
import { confirmHolder, stripeAccountPage } from "#app/disbursement/stripe/confirm-holder.server.ts";
import { preparePayeeAccount } from "#app/disbursement/stripe/open-account.server.ts";
import { formByLink, mailFormToProvider, makeFormLink, ownForm } from "#app/disbursement/stripe/payee-form.server.ts";
import { payeeAtStripePage } from "#app/disbursement/stripe/stripe-account.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makeFilledInAtStripe, makeReadyAtStripe, makeReleasedBatch } from "../make-stripe.ts";
import { sample } from "./sample.ts";
import { as, stripeFor, tiedOfficer, verified, type World } from "./world.ts";

const visitor = { visitor: true } as const;
const BACK = "https://donbay.example/ve";

/** A claim whose payee has an account at Stripe that nobody has filled in. */
async function opened(world: World, programmeId: string) {
	const { application, claim } = await verified(world, programmeId);
	const { owner } = application;
	const [stripe] = stripeFor(world);
	await preparePayeeAccount(as(world, owner), stripe, { reference: claim });
	return { owner, claim };
}

/** The same, of a provider to which the link was mailed. */
async function mailed(world: World) {
	const { owner, claim } = await opened(world, world.stripeProgrammeId);
	await mailFormToProvider(as(world, owner), { reference: claim });
	const stripeId = (await payeeAtStripePage(world.db, owner, claim))?.account?.stripeId ?? "";
	const askedAt = as(world, owner).now;
	const token = await inTransaction(world.db, (trx) => makeFormLink(trx, { stripeId, askedAt }));
	assert(token, "a link was made");
	return token;
}

export const stripeSamples = [
	sample(ownForm, async (world) => {
		const { owner, claim } = await opened(world, world.businessStripeProgrammeId);
		return { by: owner, input: { reference: claim, back: BACK }, services: stripeFor(world) };
	}),
	sample(mailFormToProvider, async (world) => {
		const { owner, claim } = await opened(world, world.stripeProgrammeId);
		return { by: owner, input: { reference: claim } };
	}),
	sample(formByLink, async (world) => ({
		by: visitor,
		input: { token: await mailed(world), back: BACK },
		services: stripeFor(world),
		brings: { token: "a-link-that-was-never-mailed", back: BACK },
		turnsAway: (address: string | null) => address === null,
	})),
	sample(confirmHolder, async (world) => {
		const { application, claim } = await verified(world, world.businessStripeProgrammeId);
		const stripeId = await makeFilledInAtStripe(world.db, world.standIn, application.owner, claim);
		const [officer] = world.finance;
		const page = await stripeAccountPage(world.db, officer, stripeId);
		const reason = "disbursement_refusal_stripe_your_business";
		const barred = await tiedOfficer(world.db, application.business, reason);
		return { by: officer, input: { stripeId, seal: page?.seal ?? "" }, services: stripeFor(world), barred };
	}),
	sample(askStripeNow, async (world) => {
		const { application, claim } = await verified(world, world.businessStripeProgrammeId);
		await makeReadyAtStripe(world.db, world.standIn, application.owner, claim);
		const [maker, releaser] = world.finance;
		const [id = ""] = await makeReleasedBatch(world.db, [claim], maker, releaser);
		const { reference } = await world.db
			.selectFrom("disbursement")
			.select("reference")
			.where("id", "=", id)
			.executeTakeFirstOrThrow();
		return { by: maker, input: { reference }, services: stripeFor(world) };
	}),
];
