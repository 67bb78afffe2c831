import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";
import type { DisbursementState } from "./disbursement.states.ts";

/** Who pays: the city's finance officers, having shown a second factor. */
export function canPay(actor: Actor): Permission<"house_refusal_not_yours"> {
	return actor.secondFactor && holds(actor, "finance_officer") ? allowed : refusedBecause("house_refusal_not_yours");
}

/** Who reads batches and payments: those who pay, and the auditor, who changes nothing. */
export function canSeePayments(actor: Actor): Permission<"house_refusal_not_yours"> {
	if (canPay(actor).allowed) return allowed;
	return actor.secondFactor && holds(actor, "auditor") ? allowed : refusedBecause("house_refusal_not_yours");
}

/** What rights on a batch depend on. */
export type BatchAsSeen = {
	createdBy: string;
	releasedAt: Date | null;
	exportedAt: Date | null;
	/** Payments that are still in it. */
	count: number;
	/** The actor verified a claim of an application that is paid here. */
	verifiedByActor: boolean;
	/** The actor approved, recommended or confirmed an application that is paid here, or let its stopped payments go on. */
	decidedByActor: boolean;
	/** The actor recorded the last return of a payment that is sent again here. */
	failedByActor: boolean;
	/** The actor belongs to a business whose application is paid here. */
	ownBusiness: boolean;
};

/**
 * To release a batch to the bank: another person than who made it, approved one of its applications, verified a claim of
 * one or said that a payment of it had come back, and no payee's.
 */
export function canRelease(
	actor: Actor,
	batch: BatchAsSeen,
): Permission<
	| "house_refusal_not_yours"
	| "disbursement_refusal_released"
	| "disbursement_refusal_empty"
	| "disbursement_refusal_created_by_you"
	| "disbursement_refusal_verified_by_you"
	| "disbursement_refusal_decided_by_you"
	| "disbursement_refusal_returned_by_you"
	| "disbursement_refusal_your_business"
> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (batch.releasedAt) return refusedBecause("disbursement_refusal_released");
	if (batch.count === 0) return refusedBecause("disbursement_refusal_empty");
	if (batch.createdBy === actor.personId) return refusedBecause("disbursement_refusal_created_by_you");
	if (batch.verifiedByActor) return refusedBecause("disbursement_refusal_verified_by_you");
	if (batch.decidedByActor) return refusedBecause("disbursement_refusal_decided_by_you");
	if (batch.failedByActor) return refusedBecause("disbursement_refusal_returned_by_you");
	return batch.ownBusiness ? refusedBecause("disbursement_refusal_your_business") : allowed;
}

/** To send a batch: once it is released. Sent once; its list can be fetched again. */
export function canExport(
	actor: Actor,
	batch: Pick<BatchAsSeen, "releasedAt">,
): Permission<"house_refusal_not_yours" | "disbursement_refusal_not_released"> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	return batch.releasedAt ? allowed : refusedBecause("disbursement_refusal_not_released");
}

/** To take a payment out of its batch, so that the rest can go on: who pays, until the batch is sent. */
export function canTakeOut(
	actor: Actor,
	payment: { state: DisbursementState; batched: boolean },
): Permission<"house_refusal_not_yours" | "disbursement_refusal_sent"> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	return payment.state === "scheduled" && payment.batched ? allowed : refusedBecause("disbursement_refusal_sent");
}

/**
 * To put a payment that the bank returned among those to be paid again: another person than who recorded that it was
 * returned, as one alone could have money sent twice by saying so.
 */
export function canReschedule(
	actor: Actor,
	payment: { state: DisbursementState; failedBy: string | null },
): Permission<"house_refusal_not_yours" | "disbursement_refusal_not_failed" | "disbursement_refusal_failed_by_you"> {
	const pay = canPay(actor);
	if (!pay.allowed) return pay;
	if (payment.state !== "failed") return refusedBecause("disbursement_refusal_not_failed");
	return payment.failedBy === actor.personId ? refusedBecause("disbursement_refusal_failed_by_you") : allowed;
}
