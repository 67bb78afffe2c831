import fc from "fast-check";
import { openOwnShare } from "#app/disbursement/own-share/open-own-share.server.ts";
import { lastOwnShare } from "#app/disbursement/own-share/own-shares.server.ts";
import { settleOwnShare } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { stripeOf } from "./make-stripe.ts";
import { contextOf } from "./makers.ts";
import type { ModelApplication } from "./money-model-things.ts";
import { applicationsOf, type MoneyHouse, ownerOf, step } from "./money-step.ts";

/* A business's own share through Stripe: asked for, paid on its page or left there, and looked at. */

async function shareOf({ db }: MoneyHouse, application: ModelApplication) {
	const share = await lastOwnShare(db, application.id);
	assert(share, "a share was asked for");
	return share;
}

/** Paid, as the program knows, held or passed on, and taken by nobody yet. */
const canBeTaken = ({ own, state }: ModelApplication) =>
	own !== null && own.heldDong !== null && own.atStripeDong === 0n && own.disputes.length === 0 && state === "agreed";

const untaken = () => ({ atStripeDong: 0n, takenDong: 0n, owedDong: 0n, questioned: false, disputes: [] });

const hasOpenPage = ({ own }: ModelApplication) => own?.page === "open";

export const openShare = step(
	"open own share",
	applicationsOf,
	(application, model) => application.own === null && model.mayPayIn(application),
	(application, model, house) => {
		const isNew = application.own === null;
		return {
			allowed: isNew ? model.mayPayIn(application) : true,
			run: () =>
				openOwnShare(
					contextOf(house.db, ownerOf(house, application)),
					{
						reference: application.reference,
					},
					stripeOf(house.stripe),
				),
			done: async () => {
				if (!isNew) return model.lookAtShare(application);
				application.own = { id: (await shareOf(house, application)).id, page: "open", heldDong: null, ...untaken() };
			},
		};
	},
);

export const payShare = step("pay own share", applicationsOf, hasOpenPage, (application, _model, house) => {
	const pays = hasOpenPage(application);
	return {
		allowed: true,
		run: async () => {
			if (pays) house.stripe.things.checkout.pay((await shareOf(house, application)).sessionId ?? "");
		},
		done: () => {
			if (pays && application.own) application.own.page = "paid";
		},
	};
});

export const leaveShare = step("leave own share", applicationsOf, hasOpenPage, (application, _model, house) => {
	const leaves = hasOpenPage(application);
	return {
		allowed: true,
		run: async () => {
			if (leaves) house.stripe.things.checkout.expireSession((await shareOf(house, application)).sessionId ?? "");
		},
		done: () => {
			if (leaves && application.own) application.own.page = "expired";
		},
	};
});

/** The payer's bank disputes what was paid, or somebody refunds it at Stripe; nobody here has heard of it yet. */
export const takeShare = fc
	.record({ how: fc.constantFrom("dispute" as const, "refund" as const), quarters: fc.integer({ min: 1, max: 4 }) })
	.chain(({ how, quarters }) =>
		step(`share taken by ${how}`, applicationsOf, canBeTaken, async (application, _model, house) => {
			const share = canBeTaken(application) ? await lastOwnShare(house.db, application.id) : null;
			const at = share?.paymentIntent;
			const amountDong = ((share?.amountDong ?? 0n) * BigInt(quarters)) / 4n;
			return {
				allowed: true,
				run: async () => {
					if (!at || !application.own) return;
					if (how === "dispute")
						application.own.disputes.push(house.stripe.things.checkout.dispute(at, Number(amountDong)).id);
					else await stripeOf(house.stripe).refunds.create({ payment_intent: at, amount: Number(amountDong) });
				},
				done: () => {
					if (!at || !application.own) return;
					application.own.atStripeDong = amountDong;
					application.own.questioned = how === "dispute";
				},
			};
		}),
	);

/** The bank decides: won, and the money is there again, or lost. */
export const endDispute = fc.constantFrom("won" as const, "lost" as const).chain((how) =>
	step(
		`dispute ${how}`,
		applicationsOf,
		({ own }) => own?.questioned === true,
		(application, _model, house) => {
			const { own } = application;
			const open = own?.questioned === true;
			return {
				allowed: true,
				run: async () => {
					const id = own?.disputes.at(-1);
					if (open && id) house.stripe.things.checkout.endDispute(id, how);
				},
				done: () => {
					if (!open || !own) return;
					own.questioned = false;
					if (how === "won") own.atStripeDong = 0n;
				},
			};
		},
	),
);

export const lookAtShare = step(
	"look at own share",
	applicationsOf,
	({ own }) => own !== null,
	(application, model, house) => ({
		allowed: true,
		run: async () => {
			const id = application.own?.id;
			const ctx = systemContext("Stripe", new Date("2026-09-08T03:00:00Z"));
			if (id) await settleOwnShare(ctx, stripeOf(house.stripe), id);
		},
		done: () => model.lookAtShare(application),
	}),
);
