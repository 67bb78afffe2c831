import type { Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { isBooked, lockAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { availableAccount, unallottedAccount } from "../accounts.ts";
import { receivedSince } from "./received-since.server.ts";

type Return = {
	programmeId: string;
	envelopeId: string;
	/** What was allotted or moved to it from then on is meant for later, and stays. */
	until: Date;
	key: string;
	why: string;
};

/**
 * Gives what an envelope has free back to what the programme has not allotted. The same `key` is booked once.
 *
 * @returns how much; 0 where there was nothing, or where it was booked before.
 */
export async function returnAvailable(
	trx: Transaction<Tables>,
	who: { actor: AnyActor; now: Date },
	{ programmeId, envelopeId, until, key, why }: Return,
): Promise<bigint> {
	const available = availableAccount(envelopeId);
	const unallotted = unallottedAccount(programmeId);
	const inOneOrder = [available, unallotted].sort((one, other) => (one.book < other.book ? -1 : 1));
	const locked = await lockAccounts(trx, inOneOrder);
	if (await isBooked(trx, key)) return 0n;
	const { staysDong } = await trx
		.selectFrom("envelope")
		.select(receivedSince(until).as("staysDong"))
		.where("id", "=", envelopeId)
		.executeTakeFirstOrThrow();
	const amountDong = (locked.find(({ book }) => book === envelopeId)?.balanceDong ?? 0n) - staysDong;
	if (amountDong <= 0n) return 0n;
	await postTransfer(trx, who, {
		key,
		reason: "close-year",
		why,
		postings: [
			{ account: available, amountDong: -amountDong },
			{ account: unallotted, amountDong },
		],
	});
	return amountDong;
}
