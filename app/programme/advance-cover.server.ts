import type { Kysely, Transaction } from "kysely";
import { Refusal } from "#app/house/refusal.ts";
import { smallerDong } from "#app/kernel/dong.ts";
import { lockAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { availableAccount, holdingAccount } from "./accounts.ts";
import { type AmountBooking, envelopeOf, type FundedApplication, type Who } from "./bookings.server.ts";

/*
 * An advance was recorded as paid back, so its money was promised again, and then claimed or given back to the envelope.
 * Where that record was wrong, the money is still with its payee while the promise is gone: the envelope covers what is
 * short until it does come back. What is covered is no support, so no ceiling counts it.
 */

/**
 * Takes from the envelope what an application's promise lacks of an amount that is about to be taken out of it. Where
 * nothing is short, nothing is booked.
 *
 * @throws Refusal when the envelope has less than that.
 */
export async function coverAdvance(trx: Transaction<Tables>, who: Who, booking: AmountBooking): Promise<void> {
	const { application, amountDong, key, why } = booking;
	const { available, committed } = await accountsOf(trx, application);
	const locked = await lockAccounts(trx, [available, committed]);
	const held = ({ kind }: { kind: string }) => locked.find((account) => account.kind === kind)?.balanceDong ?? 0n;
	const shortDong = amountDong - smallerDong(amountDong, held(committed));
	if (shortDong === 0n) return;
	const leftDong = held(available);
	if (leftDong < shortDong) throw new Refusal("programme_refusal_cover", { left: leftDong, asked: shortDong });
	await postTransfer(trx, who, {
		key,
		reason: "cover-advance",
		why,
		postings: [
			{ account: available, amountDong: -shortDong },
			{ account: committed, amountDong: shortDong },
		],
	});
}

/** Some of an advance came back: as much of it as the envelope had covered is the envelope's again. */
export async function returnCover(trx: Transaction<Tables>, who: Who, booking: AmountBooking): Promise<void> {
	const { application, key, why } = booking;
	const { available, committed } = await accountsOf(trx, application);
	const amountDong = smallerDong(booking.amountDong, await coveredAdvance(trx, application));
	if (amountDong === 0n) return;
	await postTransfer(trx, who, {
		key,
		reason: "return-cover",
		why,
		postings: [
			{ account: committed, amountDong: -amountDong },
			{ account: available, amountDong },
		],
	});
}

async function accountsOf(trx: Transaction<Tables>, application: FundedApplication) {
	const envelopeId = await envelopeOf(trx, application);
	return {
		available: availableAccount(envelopeId),
		committed: holdingAccount("committed", envelopeId, application.id),
	};
}

/** What the envelope covers of an application's advance now. */
async function coveredAdvance(db: Kysely<Tables>, { id }: { id: string }): Promise<bigint> {
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
