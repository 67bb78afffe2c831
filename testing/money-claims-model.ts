/* The part of the money model (money-model.ts) that tells what each application holds. */

import { assert } from "#app/kernel/assert.ts";
import type {
	Held,
	ModelApplication,
	ModelBatch,
	ModelClaim,
	ModelPayment,
	ModelReceipt,
	ModelRecovery,
	ModelTerms,
} from "./money-model-things.ts";

export const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
export const smaller = (one: bigint, other: bigint) => (one < other ? one : other);

/** What applications and their claims hold; the rest of the model builds on it. */
export abstract class ClaimsModel {
	applications: ModelApplication[] = [];
	claims: ModelClaim[] = [];
	batches: ModelBatch[] = [];
	recoveries: ModelRecovery[] = [];
	receipts: ModelReceipt[] = [];
	constructor(readonly terms: ModelTerms) {}

	/** What happens once all is settled. */
	abstract completeIfPaid(application: ModelApplication): void;

	claimsOf(application: ModelApplication, ...states: ModelClaim["state"][]): ModelClaim[] {
		return this.claims.filter((claim) => claim.application === application && states.includes(claim.state));
	}

	/** The same for costs alone. */
	costsOf(application: ModelApplication, ...states: ModelClaim["state"][]): ModelClaim[] {
		return this.claimsOf(application, ...states).filter(({ kind }) => kind === "costs");
	}

	/** The advance of an application that was not refused. */
	advanceOf(application: ModelApplication): ModelClaim | undefined {
		return this.claimsOf(application, "submitted", "returned", "verified").find(({ kind }) => kind === "advance");
	}

	/** What was paid ahead and no claim has earned. */
	outstanding(application: ModelApplication): bigint {
		const advance = this.advanceOf(application);
		const paid = advance?.payment?.state === "paid" ? advance.subsidyDong : 0n;
		const earned = sum(this.claimsOf(application, "verified").map(({ offsetDong }) => offsetDong));
		return paid - earned - this.returnedOf(application);
	}

	/** What came back of the advance before it was earned: it is promised again. */
	returnedOf(application: ModelApplication): bigint {
		const its = this.recoveries.filter((each) => each.application === application);
		return sum(its.map(({ returnedDong }) => returnedDong));
	}

	/** Money came back for a payment. */
	receive(recovery: ModelRecovery, id: string, amountDong: bigint): void {
		const { application, payment } = recovery;
		const claim = this.claims.find((each) => each.payment === payment);
		const unearned = claim?.kind === "advance" ? smaller(amountDong, this.outstanding(application)) : 0n;
		recovery.receivedDong += amountDong;
		recovery.returnedDong += unearned;
		this.receipts.push({ id, recovery, amountDong, unearnedDong: unearned, counts: true, correction: null });
		if (recovery.receivedDong < recovery.amountDong) return;
		const { state } = recovery;
		assert(state === "notified" || state === "contested" || state === "due", "only what awaits money is settled");
		Object.assign(recovery, { state: "settled", settledFrom: state });
		if (unearned > 0n) this.completeIfPaid(application);
	}

	/** What an association has to award. */
	abstract freeOf(association: number): bigint;

	/** What came back of an advance before it was earned is promised again; what of that is used by now, the envelope covers. */
	canUndo({ recovery, unearnedDong }: ModelReceipt): boolean {
		const { application } = recovery;
		return unearnedDong <= this.held(application).committed + this.freeOf(application.association);
	}

	/** What is paid ahead of an application beyond all that it can still earn: the envelope covers it. */
	coveredOf(application: ModelApplication): bigint {
		const earned = sum(this.costsOf(application, "verified").map(({ subsidyDong }) => subsidyDong));
		const left = application.state === "agreed" ? application.approvedDong - earned : 0n;
		const outstanding = this.outstanding(application);
		return outstanding > left ? outstanding - left : 0n;
	}

	/** It was typed wrongly: it counts no more, and what it had settled is due again. */
	undo(receipt: ModelReceipt): void {
		const { recovery, amountDong, unearnedDong } = receipt;
		Object.assign(receipt, { counts: false, correction: null });
		recovery.receivedDong -= amountDong;
		recovery.returnedDong -= unearnedDong;
		if (recovery.state === "settled") recovery.state = recovery.settledFrom ?? "due";
	}

	/** Costs that wait for an advance, whose payment was corrected, to arrive again. */
	awaits({ kind, application }: ModelClaim): boolean {
		const advance = this.advanceOf(application);
		return kind === "costs" && advance !== undefined && advance.payment?.state !== "paid";
	}

	/** The most that can be asked for ahead; 0 where none can. */
	advanceable(application: ModelApplication): bigint {
		const begun = this.claimsOf(application, "submitted", "returned", "verified").length > 0;
		return application.state === "agreed" && !begun ? (application.approvedDong * this.terms.advance) / 100n : 0n;
	}

	/** What the claims that count have taken of an application. */
	claimedOf(application: ModelApplication): { costDong: bigint; subsidyDong: bigint } {
		const counting = this.costsOf(application, "submitted", "returned", "verified");
		return {
			costDong: sum(counting.map((each) => each.costDong)),
			subsidyDong: sum(counting.map((each) => each.subsidyDong)),
		};
	}

	/** It was said that nothing more will be claimed, with a claim or after it. */
	hasLast(application: ModelApplication): boolean {
		const counting = this.claimsOf(application, "submitted", "returned", "verified");
		return application.ended || counting.some(({ isLast }) => isLast);
	}

	/** Something is verified, more could be claimed, and nothing is in hand. */
	mayEnd(application: ModelApplication): boolean {
		const verified = this.costsOf(application, "verified").length > 0;
		return verified && this.earned(application, 0n) !== null;
	}

	/** What a cost would earn, or null where no claim can be made. */
	earned(application: ModelApplication, costDong: bigint): bigint | null {
		const claimed = this.claimedOf(application);
		const left = application.approvedDong - claimed.subsidyDong;
		const counting = this.claimsOf(application, "submitted", "returned", "verified");
		const advance = this.advanceOf(application);
		const awaited = advance !== undefined && advance.payment?.state !== "paid";
		const open = awaited || counting.some(({ state }) => state !== "verified");
		if (application.state !== "agreed" || open || left <= 0n || this.hasLast(application)) return null;
		const share = ((claimed.costDong + costDong) * application.approvedDong) / application.priceDong;
		return smaller(share - claimed.subsidyDong, left);
	}

	/** A claim is verified: the advance is earned first, and some of the rest kept back unless it is the last. */
	verify(claim: ModelClaim): ModelClaim[] {
		const { application, subsidyDong } = claim;
		if (claim.kind === "costs") {
			const ends = claim.isLast || this.claimedOf(application).subsidyDong === application.approvedDong;
			claim.offsetDong = smaller(this.outstanding(application), subsidyDong);
			const rest = subsidyDong - claim.offsetDong;
			claim.keptDong = ends ? 0n : smaller((subsidyDong * this.terms.retention) / 100n, rest);
			claim.state = "verified";
			return ends ? this.releaseKept(application) : [];
		}
		claim.state = "verified";
		return [];
	}

	/** With the last claim, what was kept back of each earlier one is to be paid; their references are not known yet. */
	releaseKept(application: ModelApplication): ModelClaim[] {
		return this.costsOf(application, "verified")
			.filter(({ keptDong }) => keptDong > 0n)
			.map((kept) => {
				const released: ModelClaim = {
					...kept,
					reference: kept.reference,
					kind: "retention",
					costDong: kept.keptDong,
					subsidyDong: kept.keptDong,
					offsetDong: 0n,
					keptDong: 0n,
					countsShare: undefined,
					isLast: false,
					payment: null,
				};
				this.claims.push(released);
				return released;
			});
	}

	/** What an application holds now, by where it stands. */
	held(application: ModelApplication): Held {
		const recovered = this.recoveredOf(application);
		const verified = this.claimsOf(application, "verified");
		const costs = this.costsOf(application, "verified");
		const payable = (claims: ModelClaim[]) =>
			sum(claims.map((each) => each.subsidyDong - each.offsetDong - each.keptDong));
		const arrived = verified.filter(({ payment }) => payment?.state === "paid");
		const offset = sum(costs.map(({ offsetDong }) => offsetDong));
		const promised =
			application.approvedDong -
			sum(costs.map(({ subsidyDong }) => subsidyDong)) -
			sum(verified.filter(({ kind }) => kind === "advance").map(({ subsidyDong }) => subsidyDong)) +
			offset +
			this.returnedOf(application);
		return {
			reserved: application.state === "approved" ? application.approvedDong : 0n,
			committed: application.state === "agreed" ? promised + this.coveredOf(application) : 0n,
			payable: payable(verified) - payable(arrived),
			advanced: this.outstanding(application),
			retained:
				sum(costs.map(({ keptDong }) => keptDong)) -
				sum(verified.filter(({ kind }) => kind === "retention").map(({ subsidyDong }) => subsidyDong)),
			paid: payable(arrived.filter(({ kind }) => kind !== "advance")) + offset - recovered,
			recovered,
		};
	}

	/** What of an application's support was paid back. */
	recoveredOf(application: ModelApplication): bigint {
		const its = this.recoveries.filter((each) => each.application === application);
		return sum(its.map(({ receivedDong, returnedDong }) => receivedDong - returnedDong));
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
}
