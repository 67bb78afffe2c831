import { openOwnShare } from "#app/disbursement/own-share/open-own-share.server.ts";
import { lastOwnShare } from "#app/disbursement/own-share/own-shares.server.ts";
import { settleOwnShare } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { systemContext } from "#app/house/command.server.ts";
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
				openOwnShare(contextOf(house.db, ownerOf(house, application)), stripeOf(house.stripe), {
					reference: application.reference,
				}),
			done: async () => {
				if (!isNew) return model.lookAtShare(application);
				application.own = { id: (await shareOf(house, application)).id, page: "open", heldDong: null };
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
