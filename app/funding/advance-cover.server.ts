import { type Kysely, sql, type Transaction } from "kysely";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { type LockedAccount, lockAccounts, type Posting, postTransfer } from "#app/ledger/post-transfer.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { availableAccount, holdingAccount } from "./accounts.ts";
import { type AmountBooking, envelopeOf, type FundedApplication, type Who } from "./bookings.server.ts";

/*
 * An advance was recorded as paid back, so its money was promised again, and then claimed or given back to the envelope.
 * Where that record was wrong, the money is still with its payee while the promise is gone: the envelope covers what of
 * the advance no claim can earn any more, until it does come back. What is covered is no support, so no ceiling counts it.
 */

/**
 * Takes from the envelope what has to be covered once `amountDong` is outstanding again. Where claims can still earn all
 * of it, nothing is booked.
 *
 * @throws Refusal when the envelope has less than that.
 */
export async function coverAdvance(trx: Transaction<Tables>, who: Who, booking: AmountBooking): Promise<void> {
	const { application, amountDong, key, why } = booking;
	const { available, committed, advanced } = await lockHoldings(trx, application);
	const neededDong = await toCover(trx, application, advanced.balanceDong + amountDong);
	const shortDong = neededDong - (await coveredAdvance(trx, application));
	if (shortDong <= 0n) return;
	const leftDong = available.balanceDong;
	if (leftDong < shortDong) throw new Refusal("programme_refusal_cover", { left: leftDong, asked: shortDong });
	await postTransfer(trx, who, { key, reason: "cover-advance", why, postings: moved(available, committed, shortDong) });
}

/** Some of an advance came back, and was booked: what need not be covered any more is the envelope's again. */
export async function returnCover(
	trx: Transaction<Tables>,
	who: Who,
	{ application, key, why }: Omit<AmountBooking, "amountDong">,
): Promise<void> {
	const coveredDong = await coveredAdvance(trx, application);
	if (coveredDong === 0n) return;
	const { available, committed, advanced } = await lockHoldings(trx, application);
	const overDong = coveredDong - (await toCover(trx, application, advanced.balanceDong));
	if (overDong <= 0n) return;
	await postTransfer(trx, who, { key, reason: "return-cover", why, postings: moved(committed, available, overDong) });
}

function moved(from: LockedAccount, to: LockedAccount, amountDong: bigint): Posting[] {
	const name = ({ kind, book, owner }: LockedAccount) => ({ kind, book, owner });
	return [
		{ account: name(from), amountDong: -amountDong },
		{ account: name(to), amountDong },
	];
}

async function lockHoldings(trx: Transaction<Tables>, application: FundedApplication) {
	const envelopeId = await envelopeOf(trx, application);
	const locked = await lockAccounts(trx, [
		availableAccount(envelopeId),
		holdingAccount("committed", envelopeId, application.id),
		holdingAccount("advanced", envelopeId, application.id),
	]);
	const held = (kind: string): LockedAccount => {
		const account = locked.find((each) => each.kind === kind);
		assert(account, `application ${application.id} has held ${kind}`);
		return account;
	};
	return { available: held("available"), committed: held("committed"), advanced: held("advanced") };
}

/** What has to be covered of so much that is paid ahead: all that no claim can earn any more. */
async function toCover(db: Kysely<Tables>, { id }: FundedApplication, outstandingDong: bigint): Promise<bigint> {
	const { rows } = await sql<{ earnable: bigint }>`select advance_earnable(${id}) as earnable`.execute(db);
	const beyondDong = outstandingDong - (rows[0]?.earnable ?? 0n);
	return beyondDong > 0n ? beyondDong : 0n;
}

/** What the envelope covers of an application's advance now. */
async function coveredAdvance(db: Kysely<Tables>, { id }: FundedApplication): Promise<bigint> {
	const { covered } = await db
		.selectFrom("ledgerAccount")
		.innerJoin("ledgerEntry", "ledgerEntry.accountId", "ledgerAccount.id")
		.innerJoin("ledgerTransfer", "ledgerTransfer.id", "ledgerEntry.transferId")
		.select((eb) => eb.cast<bigint>(eb.fn.coalesce(eb.fn.sum("amountDong"), eb.lit(0)), "bigint").as("covered"))
		.where("ledgerAccount.kind", "=", "committed")
		.where("ledgerAccount.owner", "=", id)
		.where("reason", "in", ["cover-advance", "return-cover"])
		.executeTakeFirstOrThrow();
	return covered;
}
