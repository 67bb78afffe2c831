import type { Kysely, Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { smallerDong } from "#app/kernel/dong.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { type AccountName, openAccounts, type Posting, postTransfer } from "#app/ledger/post-transfer.server.ts";
import type { Tables } from "#db/connection.server.ts";

/*
 * The business's own money, in a book of its own: it never mixes with the budget. What was paid in (below zero, like the
 * budget's appropriation) is held until it has gone to the provider or back to the business, or Stripe took it back. What
 * Stripe took after it had gone on was the city's: the business owes it (below zero too).
 */

const bounds = {
	"own-paid-in": { floorDong: null, capDong: null },
	"own-held": { floorDong: 0n, capDong: null },
	"own-passed": { floorDong: 0n, capDong: null },
	"own-refunded": { floorDong: 0n, capDong: null },
	"own-taken": { floorDong: 0n, capDong: null },
	"own-owed": { floorDong: null, capDong: 0n },
} as const;

type Kind = keyof typeof bounds;

function ownShareAccount(kind: Kind, applicationId: string): AccountName {
	return { kind, book: "own-share", owner: applicationId };
}

type Move = { applicationId: string; amountDong: bigint; key: string; why: string };
type Who = { actor: AnyActor; now: Date };

async function book(
	trx: Transaction<Tables>,
	who: Who,
	{ applicationId, key, why }: Omit<Move, "amountDong">,
	reason: string,
	entries: readonly (readonly [Kind, bigint])[],
): Promise<void> {
	const postings: Posting[] = entries
		.filter(([, amountDong]) => amountDong !== 0n)
		.map(([kind, amountDong]) => ({ account: ownShareAccount(kind, applicationId), amountDong }));
	await openAccounts(
		trx,
		entries.map(([kind]) => ({ ...ownShareAccount(kind, applicationId), ...bounds[kind] })),
	);
	await postTransfer(trx, who, { key, reason, why, postings });
}

/** Stripe has the business's money. The same key is booked once. */
export function holdOwnShare(trx: Transaction<Tables>, who: Who, move: Move): Promise<void> {
	const { amountDong } = move;
	return book(trx, who, move, "hold-own", [
		["own-paid-in", -amountDong],
		["own-held", amountDong],
	]);
}

/** It went to the provider with the public share. */
export function passOwnShare(trx: Transaction<Tables>, who: Who, move: Move): Promise<void> {
	return draw(trx, who, move, { reason: "pass-own", to: "own-passed" });
}

/** It went back to the business, as the city asked Stripe to. */
export function refundOwnShare(trx: Transaction<Tables>, who: Who, move: Move): Promise<void> {
	return draw(trx, who, move, { reason: "refund-own", to: "own-refunded" });
}

/** Stripe took it back from the city, by a dispute or a refund that the city's program did not ask for. */
export function takeOwnShare(trx: Transaction<Tables>, who: Who, move: Move): Promise<void> {
	return draw(trx, who, move, { reason: "take-own", to: "own-taken" });
}

/** Stripe gave back what it had taken: first what the city had laid out for it, the rest is held again. */
export async function returnOwnShare(trx: Transaction<Tables>, who: Who, move: Move): Promise<void> {
	const { applicationId, amountDong } = move;
	const paidBack = smallerDong(amountDong, await owedOwnShare(trx, applicationId));
	await book(trx, who, move, "return-own", [
		["own-taken", -amountDong],
		["own-owed", paidBack],
		["own-held", amountDong - paidBack],
	]);
}

/**
 * What is held goes first; beyond that only what Stripe took while it was on its way is laid out by the city.
 *
 * @throws the database's error `ledger_account_floor` for more than is held where Stripe took nothing.
 */
async function draw(
	trx: Transaction<Tables>,
	who: Who,
	move: Move,
	{ reason, to }: { reason: string; to: Kind },
): Promise<void> {
	const { applicationId, amountDong } = move;
	const held = await heldOwnShare(trx, applicationId);
	const missing = amountDong > held ? amountDong - held : 0n;
	const taken = to === "own-taken" || (await balanceOf(trx, ownShareAccount("own-taken", applicationId))) > 0n;
	const laidOut = taken ? missing : 0n;
	await book(trx, who, move, reason, [
		["own-held", laidOut - amountDong],
		["own-owed", -laidOut],
		[to, amountDong],
	]);
}

/** What is held for an application, in whole đồng. */
export function heldOwnShare(db: Kysely<Tables>, applicationId: string): Promise<bigint> {
	return balanceOf(db, ownShareAccount("own-held", applicationId));
}

/** What the business owes the city of it: Stripe took it back after it had gone to the provider or to the business. */
export async function owedOwnShare(db: Kysely<Tables>, applicationId: string): Promise<bigint> {
	return -(await balanceOf(db, ownShareAccount("own-owed", applicationId)));
}
