/*
 * The money of a programme as one would keep it on a sheet of paper: no accounts, no transfers, only who holds what. It
 * is what the real books are compared with, so it shares no code with them.
 */

import { ClaimsModel, smaller, sum } from "./money-claims-model.ts";
import type {
	ModelAccount,
	ModelApplication,
	ModelBatch,
	ModelClaim,
	ModelShare,
	ModelTerms,
	Purse,
} from "./money-model-things.ts";

export class MoneyModel extends ClaimsModel {
	/** By business. */
	readonly accounts = new Map<number, ModelAccount>();

	yearIsClosed = false;

	/** What each association was given, less what it gave back. */
	readonly allotted: bigint[];

	constructor(
		readonly rail: "bank-file" | "stripe",
		envelopeDong: bigint,
		/** What no association has. */
		public unallottedDong: bigint,
		readonly ceilings: ReadonlyMap<string, bigint>,
		terms: ModelTerms,
	) {
		super(terms);
		this.allotted = [envelopeDong, envelopeDong];
	}

	/** What an association's envelope holds by where the money stands. */
	purse(association: number): Purse {
		const held = this.applications.filter((each) => each.association === association).map((each) => this.held(each));
		const total = (kind: keyof (typeof held)[number]) => sum(held.map((each) => each[kind]));
		const parts = {
			reserved: total("reserved"),
			committed: total("committed"),
			payable: total("payable"),
			advanced: total("advanced"),
			retained: total("retained"),
			paid: total("paid"),
		};
		const allotted = this.allotted[association] ?? 0n;
		return { available: allotted - sum(Object.values(parts)) - total("recovered"), ...parts };
	}

	freeOf(association: number): bigint {
		return this.purse(association).available;
	}

	/** What is reserved lapses, where the rules say so, and what associations have free goes back. */
	closeYear(): void {
		this.yearIsClosed = true;
		if (this.terms.yearEnd === "lapse") {
			for (const application of this.applications) if (application.state === "approved") application.state = "lapsed";
		}
		for (const [association, dong] of this.allotted.entries()) {
			const free = this.freeOf(association);
			this.allotted[association] = dong - free;
			this.unallottedDong += free;
		}
	}

	/** What counts against a business's ceiling of an item. */
	used(business: number, item: string): bigint {
		const its = this.applications.filter((each) => each.business === business && each.item === item);
		return sum(its.map((each) => sum(Object.values(this.held(each))) - this.coveredOf(each)));
	}

	ceilingLeft(business: number, item: string): bigint {
		return (this.ceilings.get(item) ?? 0n) - this.used(business, item);
	}

	accountOf(business: number): ModelAccount {
		const account = this.accounts.get(business) ?? { takesMoney: false, saidSo: false };
		this.accounts.set(business, account);
		return account;
	}

	hearOfAccount(business: number): void {
		const account = this.accountOf(business);
		account.saidSo = account.takesMoney;
	}

	/** What a batch takes: verified, not paid ahead already, in no other batch, and a payee whom Stripe is known to be able to pay. */
	isDue({ state, payment, application, subsidyDong, offsetDong, keptDong }: ModelClaim): boolean {
		const free = payment === null || (payment.state === "scheduled" && payment.batch === null);
		const payable = this.rail === "bank-file" || this.accountOf(application.business).saidSo;
		return state === "verified" && subsidyDong > offsetDong + keptDong && free && payable;
	}

	send(batch: ModelBatch): void {
		if (batch.sent) return;
		batch.sent = true;
		const sent = this.claims.flatMap((claim) => {
			const { payment } = claim;
			return payment?.batch === batch && payment.state === "scheduled" ? [{ ...claim, payment }] : [];
		});
		sent.sort((one, other) => (one.payment.reference < other.payment.reference ? -1 : 1));
		for (const claim of sent) {
			const { application, costDong, subsidyDong, payment } = claim;
			const freeDong = (application.own?.heldDong ?? 0n) - this.underWay(application);
			const ownDong = this.stands(claim) && freeDong > 0n ? smaller(costDong - subsidyDong, freeDong) : 0n;
			Object.assign(payment, { state: "sent", ownDong, asked: false });
		}
	}

	/** Whether the own share stands for a claim: it is there whole, and no proof of it was asked for. */
	stands({ application: { own }, countsShare }: Pick<ModelClaim, "application" | "countsShare">): boolean {
		return countsShare !== false && own !== null && own.heldDong !== null && own.takenDong === 0n;
	}

	/** Whether Stripe, asked before the transfer, will say that the share is not there. */
	isShareGone({ payment, application: { own } }: ModelClaim): boolean {
		if (!payment || payment.asked || payment.ownDong === 0n) return false;
		return own === null || own.questioned || own.atStripeDong > 0n;
	}

	/** What of an application's own share is on its way to the provider. */
	underWay(application: ModelApplication): bigint {
		const payments = this.claims.filter((claim) => claim.application === application).map(({ payment }) => payment);
		return sum(
			payments.map((payment) => (payment?.state === "sent" || payment?.state === "unknown" ? payment.ownDong : 0n)),
		);
	}

	isClaimed(application: ModelApplication): boolean {
		return this.claimsOf(application, "submitted", "returned", "verified").length > 0;
	}

	/** Agreed, and not claimed yet. */
	mayPayIn(application: ModelApplication): boolean {
		return application.state === "agreed" && !this.isClaimed(application);
	}

	private static isOver({ state }: ModelApplication): boolean {
		return state === "completed" || state === "cancelled";
	}

	/** What the nightly round asks about. */
	awaitsShare({ own }: ModelApplication): boolean {
		// A bank may dispute it for longer than a walk lasts.
		return own !== null;
	}

	/** The program asks Stripe about a share, and takes its next step there. */
	lookAtShare(application: ModelApplication): void {
		const { own } = application;
		if (!own) return;
		const isOver = MoneyModel.isOver(application);
		if (own.page === "open" && (isOver || this.isClaimed(application))) own.page = "expired";
		if (own.page === "expired") application.own = null;
		if (own.page !== "paid") return;
		if (own.heldDong === null) own.heldDong = application.priceDong - application.approvedDong;
		this.hearOfTaken(own);
		if (isOver && !own.questioned) own.heldDong = 0n;
	}

	hearOfTaken(own: ModelShare): void {
		const change = own.atStripeDong - own.takenDong;
		own.takenDong = own.atStripeDong;
		if (change > 0n) this.drawShare(own, change);
		const paidBack = change < 0n ? smaller(-change, own.owedDong) : 0n;
		own.owedDong -= paidBack;
		if (change < 0n) own.heldDong = (own.heldDong ?? 0n) - change - paidBack;
	}

	/** What is held goes first; beyond that the city laid it out. */
	drawShare(own: ModelShare, dong: bigint): void {
		const fromHeld = smaller(own.heldDong ?? 0n, dong);
		own.heldDong = (own.heldDong ?? 0n) - fromHeld;
		own.owedDong += dong - fromHeld;
	}

	/** The program asks Stripe about a payment, and takes its next step there. */
	lookAtStripe(claim: ModelClaim): void {
		const { payment, application } = claim;
		if (payment?.state !== "sent" && payment?.state !== "unknown") return;
		const isGone = this.isShareGone(claim);
		if (!payment.asked && payment.ownDong > 0n) this.lookAtShare(application);
		payment.asked = !isGone;
		if (isGone) {
			Object.assign(payment, { state: "failed", payout: null });
			this.hearOfAccount(application.business);
			return;
		}
		const { takesMoney } = this.accountOf(application.business);
		if (payment.payout === null && takesMoney) payment.payout = "under way";
		else if (payment.payout === "taken") {
			payment.state = "paid";
			if (application.own && payment.ownDong > 0n) this.drawShare(application.own, payment.ownDong);
			this.completeIfPaid(application);
		} else if (payment.payout !== "under way") {
			Object.assign(payment, { state: "failed", payout: null });
			this.hearOfAccount(application.business);
		}
	}

	/** All its claims are paid and no more can come; nothing is due, paid ahead or kept back. */
	completeIfPaid(application: ModelApplication): void {
		const open = this.claimsOf(application, "submitted", "returned").length > 0;
		const { payable, advanced, retained } = this.held(application);
		if (application.state !== "agreed" || open || payable + advanced + retained > 0n) return;
		const left = application.approvedDong - this.claimedOf(application).subsidyDong;
		if (left === 0n || this.hasLast(application)) application.state = "completed";
	}
}
