import type { Kysely, Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { type AccountName, openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import type { Tables } from "#db/connection.server.ts";

/*
 * The business's own money, in a book of its own: it never mixes with the budget. What was paid in (below zero, like the
 * budget's appropriation) is held until it has gone to the provider or back to the business.
 */

type Kind = "own-paid-in" | "own-held" | "own-passed" | "own-refunded";

function ownShareAccount(kind: Kind, applicationId: string): AccountName {
	return { kind, book: "own-share", owner: applicationId };
}

type Move = { applicationId: string; amountDong: bigint; key: string; why: string };
type Who = { actor: AnyActor; now: Date };

async function move(
	trx: Transaction<Tables>,
	who: Who,
	{ applicationId, amountDong, key, why }: Move,
	{ reason, from, to }: { reason: string; from: Kind; to: Kind },
): Promise<void> {
	const [source, target] = [ownShareAccount(from, applicationId), ownShareAccount(to, applicationId)];
	await openAccounts(trx, [
		{ ...source, floorDong: from === "own-paid-in" ? null : 0n, capDong: null },
		{ ...target, floorDong: 0n, capDong: null },
	]);
	const postings = [
		{ account: source, amountDong: -amountDong },
		{ account: target, amountDong },
	];
	await postTransfer(trx, who, { key, reason, why, postings });
}

/** Stripe has the business's money. The same key is booked once. */
export function holdOwnShare(trx: Transaction<Tables>, who: Who, booking: Move): Promise<void> {
	return move(trx, who, booking, { reason: "hold-own", from: "own-paid-in", to: "own-held" });
}

/** It went to the provider with the public share. @throws the database's error `ledger_account_floor` for more than is held. */
export function passOwnShare(trx: Transaction<Tables>, who: Who, booking: Move): Promise<void> {
	return move(trx, who, booking, { reason: "pass-own", from: "own-held", to: "own-passed" });
}

/** It went back to the business. @throws the database's error `ledger_account_floor` for more than is held. */
export function refundOwnShare(trx: Transaction<Tables>, who: Who, booking: Move): Promise<void> {
	return move(trx, who, booking, { reason: "refund-own", from: "own-held", to: "own-refunded" });
}

/** What is held for an application, in whole đồng. */
export function heldOwnShare(db: Kysely<Tables>, applicationId: string): Promise<bigint> {
	return balanceOf(db, ownShareAccount("own-held", applicationId));
}
