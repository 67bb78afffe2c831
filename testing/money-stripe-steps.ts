import fc from "fast-check";
import { ownSharePaidBy } from "#app/disbursement/own-share/own-shares.server.ts";
import { followEvent, readSigned, receiveEvent } from "#app/disbursement/stripe/receive-event.server.ts";
import { reconcileWithStripe } from "#app/disbursement/stripe/reconcile.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import { now } from "#app/house/clock.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { makeReadyAtStripe, stripeOf } from "./make-stripe.ts";
import type { MoneyModel } from "./money-model.ts";
import type { ModelClaim } from "./money-model-things.ts";
import { claimsOf, type MoneyHouse, ownerOf, paymentsOf, step } from "./money-step.ts";

/*
 * What happens to payments at Stripe, and how the program comes to hear of it. Whichever way it looks, and however often,
 * it must come to what the model says.
 */

const NOW = new Date("2026-09-08T03:00:00Z");
const system = () => systemContext("Stripe", NOW);

const isOpen = ({ payment }: ModelClaim) => payment?.state === "sent" || payment?.state === "unknown";

async function attemptOf({ db }: MoneyHouse, { payment }: ModelClaim) {
	assert(payment, "chosen among payments");
	return db
		.selectFrom("disbursement")
		.leftJoin("stripeTransfer", "stripeTransfer.disbursementId", "disbursement.id")
		.select(["disbursement.id", "payoutId"])
		.where("reference", "=", payment.reference)
		.orderBy("attempt", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
}

/** The payee opens an account there, or gives it a bank account that is open. */
export const mendAccount = step(
	"mend account",
	claimsOf,
	({ application }, model) => !model.accountOf(application.business).takesMoney,
	(target, model, house) => ({
		allowed: true,
		run: () => makeReadyAtStripe(house.db, house.stripe, ownerOf(house, target.application), target.reference),
		done: () => {
			Object.assign(model.accountOf(target.application.business), { takesMoney: true, saidSo: true });
		},
	}),
);

/** A job, or a person who asks now. */
export const look = step("look", paymentsOf, isOpen, (target, model, house) => ({
	allowed: true,
	run: async () => settlePayment(system(), stripeOf(house.stripe), (await attemptOf(house, target)).id),
	done: () => model.lookAtStripe(target),
}));

/** Stripe is away in the middle of it: the transfer is made, the payout is not, and nobody says so. */
export const lookInVain = step(
	"look in vain",
	paymentsOf,
	(claim) => isOpen(claim) && claim.payment?.payout === null,
	(target, model, house) => {
		const inVain = isOpen(target) && target.payment?.payout === null && !model.isShareGone(target);
		return {
			allowed: true,
			run: async () => {
				const { id } = await attemptOf(house, target);
				if (inVain) house.stripe.next("POST /v1/payouts", "outage");
				const outcome = await settlePayment(system(), stripeOf(house.stripe), id).then(
					() => "answered",
					() => "silent",
				);
				assert(inVain === (outcome === "silent"), `Stripe was ${outcome}`);
			},
			done: () => {
				// Of any other payment it is a look like all others.
				if (!inVain) model.lookAtStripe(target);
				else if (target.payment) {
					if (!target.payment.asked && target.payment.ownDong > 0n) model.lookAtShare(target.application);
					Object.assign(target.payment, { state: "unknown", asked: true });
				}
			},
		};
	},
);

/** The payee's bank takes the payout, or returns it and closes the account to more; nobody here has heard of it yet. */
export const bankOfPayee = fc.constantFrom("taken", "taken", "returned").chain((what) =>
	step(
		`payout ${what}`,
		paymentsOf,
		({ payment }) => payment?.payout === "under way",
		(target, model, house) => {
			const { payment } = target;
			assert(payment, "chosen among payments");
			const ends = payment.payout === "under way";
			return {
				allowed: true,
				run: async () => {
					const { payoutId } = await attemptOf(house, target);
					if (ends) house.stripe.things.endPayout(payoutId ?? "", what === "taken" ? null : "The account is closed.");
				},
				done: () => {
					if (!ends) return;
					payment.payout = what === "taken" ? "taken" : "returned";
					if (what === "returned") model.accountOf(target.application.business).takesMoney = false;
				},
			};
		},
	),
);

/** Some of what Stripe has to tell, in any order, each twice. */
export const report = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 3 }).chain((numbers) =>
	step(
		"report",
		(_model) => [null],
		(_nothing, model) => paymentsOf(model).length > 0,
		(_nothing, model, house) => {
			const all = house.stripe.things.events;
			const events = numbers.flatMap((number) => all[number % all.length] ?? []);
			return {
				allowed: true,
				run: async () => {
					for (const event of [...events, ...events]) {
						const { body, signature } = house.stripe.delivery(event, now());
						const signed = readSigned(body, signature, house.stripe.webhookSecret);
						assert(signed, "the stand-in signs");
						await receiveEvent(system(), signed);
						await followEvent(system(), { eventId: signed.id }, stripeOf(house.stripe));
					}
				},
				done: async () => {
					for (const event of [...events, ...events]) {
						const { id, metadata, payment_intent } = (event.data as { object: Reported }).object;
						const paid = /^(charge|refund)/.test(String(event.type))
							? await sharePaidBy(house, model, payment_intent)
							: undefined;
						const shared = model.applications.find(({ own }) => own?.id === metadata.own_share);
						if (metadata.own_share) shared && model.lookAtShare(shared);
						else if (paid) model.lookAtShare(paid);
						else if (event.type === "account.updated") await hear(house, model, id);
						else if (metadata.payment) await follow(house, model, metadata.payment);
					}
				},
			};
		},
	),
);

type Reported = { id: string; metadata: Record<string, string>; payment_intent?: string };

async function sharePaidBy({ db }: MoneyHouse, model: MoneyModel, paymentIntent = "") {
	const id = await ownSharePaidBy(db, paymentIntent);
	return model.applications.find(({ own }) => own !== null && own.id === id);
}

async function hear({ db, providers }: MoneyHouse, model: MoneyModel, stripeId: string): Promise<void> {
	const { taxCode } = await db
		.selectFrom("stripeAccount")
		.select("taxCode")
		.where("stripeId", "=", stripeId)
		.executeTakeFirstOrThrow();
	model.hearOfAccount(providers.findIndex(({ providerTaxCode }) => providerTaxCode === taxCode));
}

async function follow({ db }: MoneyHouse, model: MoneyModel, id: string): Promise<void> {
	const { reference } = await db
		.selectFrom("disbursement")
		.select("reference")
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	const claim = model.claims.find(({ payment }) => payment?.reference === reference);
	if (claim) model.lookAtStripe(claim);
}

/** The nightly round: every open payment, and every account that cannot be paid to as far as is known. */
export const reconcile = step(
	"reconcile",
	(_model) => [null],
	(_nothing, model) => model.claims.some(isOpen) || model.applications.some((each) => model.awaitsShare(each)),
	(_nothing, model, house) => ({
		allowed: true,
		run: async () => {
			const { unanswered } = await reconcileWithStripe(system(), undefined, stripeOf(house.stripe));
			assert(unanswered === 0, "the stand-in answers");
		},
		done: () => {
			const open = model.claims.filter(isOpen);
			const shares = model.applications.filter((each) => model.awaitsShare(each));
			const unready = house.businesses.flatMap((_, at) => (model.accountOf(at).saidSo ? [] : [at]));
			for (const application of shares) model.lookAtShare(application);
			for (const claim of open) model.lookAtStripe(claim);
			for (const at of unready) model.hearOfAccount(at);
		},
	}),
);
