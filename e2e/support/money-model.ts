/*
 * The money of a programme as one would keep it on a sheet of paper: no accounts, no transfers, only who holds what. It
 * is what the real books are compared with, so it shares no code with them.
 */

export type ModelShare = {
	id: string;
	/** Where its page stands at Stripe, whether or not the program has heard of it. */
	page: "open" | "paid" | "expired";
	/** What the program holds of it; null before it has heard that it is paid. */
	heldDong: bigint | null;
};

export type ModelApplication = {
	reference: string;
	id: string;
	business: number;
	association: number;
	item: string;
	priceDong: bigint;
	allowedDong: bigint;
	approvedDong: bigint;
	/** What the business pays in through Stripe; null before it is asked for, and once nobody paid it in time. */
	own: ModelShare | null;
	state: "in_review" | "withdrawn" | "rejected" | "approved" | "lapsed" | "agreed" | "cancelled" | "completed";
};

export type ModelClaim = {
	reference: string;
	application: ModelApplication;
	costDong: bigint;
	subsidyDong: bigint;
	isLast: boolean;
	state: "submitted" | "returned" | "refused" | "verified";
	payment: ModelPayment | null;
};

export type ModelPayment = {
	reference: string;
	batch: ModelBatch | null;
	state: "scheduled" | "sent" | "unknown" | "paid" | "failed";
	/** Where it is at Stripe, whether or not the program has heard of it. */
	payout: "under way" | "taken" | "returned" | null;
	/** What goes with it of the own share, while it is under way. */
	ownDong: bigint;
	/** The correction that waits for a second person. */
	correction: string | null;
};

/** Some of a payment that is asked back. */
export type ModelRecovery = {
	reference: string;
	application: ModelApplication;
	payment: ModelPayment;
	amountDong: bigint;
	receivedDong: bigint;
	state: "drafted" | "notified" | "contested" | "due" | "settled" | "dropped";
	confirmed: boolean;
	planned: boolean;
};

/** A payee's account at Stripe: whether it can be paid to, and what the program has heard of that. */
export type ModelAccount = { takesMoney: boolean; saidSo: boolean };

export type ModelBatch = { reference: string; released: boolean; sent: boolean };

export type Purse = { available: bigint; reserved: bigint; committed: bigint; payable: bigint; paid: bigint };

/** What an application holds; what was paid back goes neither to the envelope nor off the ceilings. */
export type Held = Omit<Purse, "available"> & { recovered: bigint };

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const smaller = (one: bigint, other: bigint) => (one < other ? one : other);

export class MoneyModel {
	applications: ModelApplication[] = [];
	claims: ModelClaim[] = [];
	batches: ModelBatch[] = [];
	recoveries: ModelRecovery[] = [];
	/** By business. */
	readonly accounts = new Map<number, ModelAccount>();

	constructor(
		readonly rail: "bank-file" | "stripe",
		readonly envelopeDong: bigint,
		readonly ceilings: ReadonlyMap<string, bigint>,
	) {}

	claimsOf(application: ModelApplication, ...states: ModelClaim["state"][]): ModelClaim[] {
		return this.claims.filter((claim) => claim.application === application && states.includes(claim.state));
	}

	/** What the claims that count have taken of an application. */
	claimedOf(application: ModelApplication): { costDong: bigint; subsidyDong: bigint } {
		const counting = this.claimsOf(application, "submitted", "returned", "verified");
		return {
			costDong: sum(counting.map((each) => each.costDong)),
			subsidyDong: sum(counting.map((each) => each.subsidyDong)),
		};
	}

	/** What a cost would earn, or null where no claim can be made. */
	earned(application: ModelApplication, costDong: bigint): bigint | null {
		const claimed = this.claimedOf(application);
		const left = application.approvedDong - claimed.subsidyDong;
		const counting = this.claimsOf(application, "submitted", "returned", "verified");
		const open = counting.some(({ state }) => state !== "verified");
		if (application.state !== "agreed" || open || left <= 0n || counting.some(({ isLast }) => isLast)) return null;
		const share = ((claimed.costDong + costDong) * application.approvedDong) / application.priceDong;
		return smaller(share - claimed.subsidyDong, left);
	}

	/** What an application holds now, by where it stands. */
	held(application: ModelApplication): Held {
		const recovered = this.recoveredOf(application);
		const verified = this.claimsOf(application, "verified");
		const paid = sum(verified.filter(({ payment }) => payment?.state === "paid").map((each) => each.subsidyDong));
		const due = sum(verified.map((each) => each.subsidyDong));
		return {
			reserved: application.state === "approved" ? application.approvedDong : 0n,
			committed: application.state === "agreed" ? application.approvedDong - due : 0n,
			payable: due - paid,
			paid: paid - recovered,
			recovered,
		};
	}

	/** What of an application was paid back. */
	recoveredOf(application: ModelApplication): bigint {
		const its = this.recoveries.filter((each) => each.application === application);
		return sum(its.map(({ receivedDong }) => receivedDong));
	}

	/** What of a payment is asked back; of what was dropped, only what had come back. */
	askedOf(payment: ModelPayment): bigint {
		const its = this.recoveries.filter((each) => each.payment === payment);
		return sum(its.map(({ state, amountDong, receivedDong }) => (state === "dropped" ? receivedDong : amountDong)));
	}

	/** Some of it came back, or may: then it had arrived, and is not corrected. */
	isAskedBack(payment: ModelPayment): boolean {
		const its = this.recoveries.filter((each) => each.payment === payment);
		return its.some(({ state, receivedDong }) => state !== "dropped" || receivedDong > 0n);
	}

	/** What an association's envelope holds by where the money stands. */
	purse(association: number): Purse {
		const held = this.applications.filter((each) => each.association === association).map((each) => this.held(each));
		const total = (kind: keyof (typeof held)[number]) => sum(held.map((each) => each[kind]));
		const parts = {
			reserved: total("reserved"),
			committed: total("committed"),
			payable: total("payable"),
			paid: total("paid"),
		};
		return { available: this.envelopeDong - sum(Object.values(parts)) - total("recovered"), ...parts };
	}

	/** What counts against a business's ceiling of an item. */
	used(business: number, item: string): bigint {
		const its = this.applications.filter((each) => each.business === business && each.item === item);
		return sum(its.map((each) => sum(Object.values(this.held(each)))));
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

	/** What a batch takes: verified, in no other batch, and a payee whom Stripe is known to be able to pay. */
	isDue({ state, payment, application }: ModelClaim): boolean {
		const free = payment === null || (payment.state === "scheduled" && payment.batch === null);
		const payable = this.rail === "bank-file" || this.accountOf(application.business).saidSo;
		return state === "verified" && free && payable;
	}

	send(batch: ModelBatch): void {
		if (batch.sent) return;
		batch.sent = true;
		const sent = this.claims.flatMap((claim) => {
			const { payment } = claim;
			return payment?.batch === batch && payment.state === "scheduled" ? [{ ...claim, payment }] : [];
		});
		sent.sort((one, other) => (one.payment.reference < other.payment.reference ? -1 : 1));
		for (const { application, costDong, subsidyDong, payment } of sent) {
			const freeDong = (application.own?.heldDong ?? 0n) - this.underWay(application);
			Object.assign(payment, { state: "sent", ownDong: smaller(costDong - subsidyDong, freeDong) });
		}
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
	awaitsShare(application: ModelApplication): boolean {
		const { own } = application;
		return own !== null && (own.heldDong === null || (own.heldDong > 0n && MoneyModel.isOver(application)));
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
		if (isOver) own.heldDong = 0n;
	}

	/** The program asks Stripe about a payment, and takes its next step there. */
	lookAtStripe({ payment, application }: ModelClaim): void {
		if (payment?.state !== "sent" && payment?.state !== "unknown") return;
		const { takesMoney } = this.accountOf(application.business);
		if (payment.payout === null && takesMoney) payment.payout = "under way";
		else if (payment.payout === "taken") {
			payment.state = "paid";
			if (application.own?.heldDong) application.own.heldDong -= payment.ownDong;
			this.completeIfPaid(application);
		} else if (payment.payout !== "under way") {
			Object.assign(payment, { state: "failed", payout: null });
			this.hearOfAccount(application.business);
		}
	}

	/** All its claims are paid and no more can come. */
	completeIfPaid(application: ModelApplication): void {
		const verified = this.claimsOf(application, "verified");
		const open = this.claimsOf(application, "submitted", "returned").length > 0;
		if (application.state !== "agreed" || open || verified.some(({ payment }) => payment?.state !== "paid")) return;
		const left = application.approvedDong - this.claimedOf(application).subsidyDong;
		if (left === 0n || verified.some(({ isLast }) => isLast)) application.state = "completed";
	}
}
