/* The things of the money model (money-model.ts), as one would write them on a sheet of paper. */

export type ModelShare = {
	id: string;
	/** Where its page stands at Stripe, whether or not the program has heard of it. */
	page: "open" | "paid" | "expired";
	/** What the program holds of it; null before it has heard that it is paid. */
	heldDong: bigint | null;
	/** What a bank or somebody at Stripe took back of it, and what of that the program has heard. */
	atStripeDong: bigint;
	takenDong: bigint;
	/** What the city laid out, as it was taken after it had gone. */
	owedDong: bigint;
	/** A dispute is open, at Stripe. */
	questioned: boolean;
	disputes: string[];
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
	/** Nothing more will be claimed of it. */
	ended: boolean;
	state: "in_review" | "withdrawn" | "rejected" | "approved" | "lapsed" | "agreed" | "cancelled" | "completed";
};

export type ModelClaim = {
	reference: string;
	application: ModelApplication;
	/** For costs, for money ahead of them, or for what was kept back of an earlier claim. */
	kind: "costs" | "advance" | "retention";
	costDong: bigint;
	subsidyDong: bigint;
	/** Of the subsidy: taken from the advance, and kept back; 0 before it is verified. */
	offsetDong: bigint;
	keptDong: bigint;
	isLast: boolean;
	/** The own share stood for it when it was submitted or verified. */
	countsShare?: boolean;
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
	/** Stripe was asked for its transfer. */
	asked?: boolean;
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
	/** Of what was received: of an advance, before any claim had earned it. */
	returnedDong: bigint;
	state: "drafted" | "notified" | "contested" | "due" | "settled" | "dropped";
	/** Once it was settled: where it stood, and stands again when the receipt was a mistake. */
	settledFrom: "notified" | "contested" | "due" | null;
	confirmed: boolean;
	planned: boolean;
};

/** Money that came back for a recovery. */
export type ModelReceipt = {
	id: string;
	recovery: ModelRecovery;
	amountDong: bigint;
	/** Of the amount: of an advance, before any claim had earned it. */
	unearnedDong: bigint;
	/** Until it is corrected. */
	counts: boolean;
	/** The correction that waits for a second person. */
	correction: string | null;
};

/** A payee's account at Stripe: whether it can be paid to, and what the program has heard of that. */
export type ModelAccount = { takesMoney: boolean; saidSo: boolean };

export type ModelBatch = { reference: string; released: boolean; sent: boolean };

export type Purse = {
	available: bigint;
	reserved: bigint;
	committed: bigint;
	payable: bigint;
	advanced: bigint;
	retained: bigint;
	paid: bigint;
};

/** What an application holds; what was paid back goes neither to the envelope nor off the ceilings. */
export type Held = Omit<Purse, "available"> & { recovered: bigint };

/** What a programme pays ahead of the approval, and keeps back of each claim, in percent; and what ends with the year. */
export type ModelTerms = { advance: bigint; retention: bigint; yearEnd: "lapse" | "carry-over" };
