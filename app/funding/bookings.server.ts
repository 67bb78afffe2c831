import type { Kysely, Transaction } from "kysely";
import { assignmentInForce } from "#app/association/assignments.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import {
	type AccountName,
	isBooked,
	lockAccounts,
	openAccounts,
	type Posting,
	postTransfer,
	setCap,
} from "#app/ledger/post-transfer.server.ts";
import { findTransfer, mirrored, standingTransfer } from "#app/ledger/transfers.server.ts";
import type { Tables } from "#db/connection.server.ts";
import {
	availableAccount,
	type CeilingOwner,
	ceilingContraAccount,
	ceilingOwnerKey,
	ceilingUsedAccount,
	type HoldingKind,
	holdingAccount,
} from "./accounts.ts";
import { findEnvelope } from "./envelopes.server.ts";

/*
 * The steps of a subsidy's money, each one transfer in the caller's transaction. They are called by the rooms where the
 * step is decided, with the application locked. The same `key` is booked once.
 */

export type Who = { actor: AnyActor; now: Date };

/** Whose envelope pays, and whose ceilings it counts against: those of the year in which it was submitted. */
export type FundedApplication = {
	id: string;
	programmeId: string;
	associationId: string;
	/** 10 or 12 digits, without the branch's suffix. */
	taxCode: string;
	year: number;
};

/** Lines of one support item are added up. */
export type FundedLine = { supportItemCode: string; amountDong: bigint };

export type Booking<Line extends FundedLine = FundedLine> = {
	application: FundedApplication;
	lines: readonly Line[];
	key: string;
	/** For the reader of the ledger: the reference of what caused it. */
	why?: string;
};

/** A ceiling is the law's for the item, the size class and the day of submission. */
export type ReservedLine = FundedLine & { ceilingDong: bigint };

function totalOf(lines: readonly FundedLine[]): bigint {
	return sumDong(lines.map((line) => line.amountDong));
}

function byItem<Line extends FundedLine>(application: FundedApplication, lines: readonly Line[]) {
	const codes = [...new Set(lines.map((line) => line.supportItemCode))];
	return codes.map((supportItemCode) => {
		const ofItem = lines.filter((line) => line.supportItemCode === supportItemCode);
		const owner: CeilingOwner = { taxCode: application.taxCode, supportItemCode, year: application.year };
		return { owner, first: ofItem[0] as Line, amountDong: totalOf(ofItem) };
	});
}

function towardsCeilings(application: FundedApplication, lines: readonly FundedLine[], sign: 1n | -1n): Posting[] {
	return byItem(application, lines).flatMap(({ owner, amountDong }) => [
		{ account: ceilingContraAccount(owner), amountDong: -sign * amountDong },
		{ account: ceilingUsedAccount(owner), amountDong: sign * amountDong },
	]);
}

/** Refuses in words what the database would refuse by its bounds; the accounts stay locked, so nothing comes between. */
async function lockWithinBounds(
	trx: Transaction<Tables>,
	available: AccountName,
	{ application, lines }: Booking<ReservedLine>,
): Promise<void> {
	const items = byItem(application, lines);
	const locked = await lockAccounts(trx, [available, ...items.map(({ owner }) => ceilingUsedAccount(owner))]);
	const leftDong = locked.find((account) => account.book === available.book)?.balanceDong ?? 0n;
	const askedDong = totalOf(lines);
	if (leftDong < askedDong) throw new Refusal("programme_refusal_envelope", { left: leftDong, asked: askedDong });
	for (const { owner, first, amountDong } of items) {
		const counter = locked.find((account) => account.owner === ceilingOwnerKey(owner));
		const usedDong = counter?.balanceDong ?? 0n;
		if (usedDong + amountDong > first.ceilingDong) {
			throw new Refusal("programme_refusal_ceiling", {
				used: usedDong,
				ceiling: first.ceilingDong,
				year: owner.year,
			});
		}
		if (counter?.capDong !== first.ceilingDong) await setCap(trx, ceilingUsedAccount(owner), first.ceilingDong);
	}
}

/**
 * Holds an approved amount: from the association's envelope for the application, and against the yearly ceilings of
 * the business.
 *
 * @throws Refusal when the association has no assignment in force, the envelope has too little left or a ceiling would
 * be passed.
 */
export async function reserve(trx: Transaction<Tables>, who: Who, booking: Booking<ReservedLine>): Promise<void> {
	if (await isBooked(trx, booking.key)) return;
	const { application, lines, key, why } = booking;
	const envelopeId = await findEnvelope(trx, application.programmeId, application.associationId);
	if (!envelopeId) throw new Refusal("programme_refusal_envelope", { left: 0n, asked: totalOf(lines) });
	if (!(await assignmentInForce(trx, application.associationId, plainDateAt(who.now)))) {
		throw new Refusal("programme_refusal_no_assignment");
	}
	const available = availableAccount(envelopeId);
	const reserved = holdingAccount("reserved", envelopeId, application.id);
	await openAccounts(trx, [
		{ ...reserved, floorDong: 0n, capDong: null },
		...byItem(application, lines).flatMap(({ owner, first }) => [
			{ ...ceilingContraAccount(owner), floorDong: null, capDong: null },
			{ ...ceilingUsedAccount(owner), floorDong: 0n, capDong: first.ceilingDong },
		]),
	]);
	await lockWithinBounds(trx, available, booking);
	await postTransfer(trx, who, {
		key,
		reason: "reserve",
		why,
		postings: [
			{ account: available, amountDong: -totalOf(lines) },
			{ account: reserved, amountDong: totalOf(lines) },
			...towardsCeilings(application, lines, 1n),
		],
	});
}

/** The envelope that an application holds money of. */
export async function envelopeOf(trx: Transaction<Tables>, application: FundedApplication): Promise<string> {
	const envelopeId = await findEnvelope(trx, application.programmeId, application.associationId);
	assert(envelopeId, `application ${application.id} holds money of an envelope that is not there`);
	return envelopeId;
}

/** An amount that moves on between the holdings of an application. */
export type AmountBooking = Omit<Booking, "lines"> & { amountDong: bigint };

/** What leaves (negative) and enters (positive) the holdings of an application. Nothing is booked for nothing. */
type Moves = Partial<Record<HoldingKind, bigint>>;

/** Between the holdings of the application. @throws the database's error when one holds less. */
async function moveWithin(
	trx: Transaction<Tables>,
	who: Who,
	{ application, key, why }: Omit<Booking, "lines">,
	{ reason, moves }: { reason: string; moves: Moves },
): Promise<void> {
	const envelopeId = await envelopeOf(trx, application);
	const postings: Posting[] = Object.entries(moves)
		.filter(([, amountDong]) => amountDong !== 0n)
		.map(([kind, amountDong]) => ({
			account: holdingAccount(kind as HoldingKind, envelopeId, application.id),
			amountDong,
		}));
	if (postings.length === 0) return;
	await openAccounts(
		trx,
		postings.map(({ account }) => ({ ...account, floorDong: 0n, capDong: null })),
	);
	await postTransfer(trx, who, { key, reason, why, postings });
}

/** The agreement was accepted: what was reserved is promised. */
export async function commit(trx: Transaction<Tables>, who: Who, { lines, ...booking }: Booking): Promise<void> {
	const amountDong = totalOf(lines);
	await moveWithin(trx, who, booking, {
		reason: "commit",
		moves: { reserved: -amountDong, committed: amountDong },
	});
}

/** What a verified claim earned, and what becomes of it: paid ahead already, kept back, and the rest due. */
export type Earned = { subsidyDong: bigint; offsetDong: bigint; retainedDong: bigint };

/** A claim was verified: this much of the promise is due, after what was paid ahead and what is kept back. */
export async function makePayable(
	trx: Transaction<Tables>,
	who: Who,
	{ earned, ...booking }: Omit<Booking, "lines"> & { earned: Earned },
): Promise<void> {
	const { subsidyDong, offsetDong, retainedDong } = earned;
	await moveWithin(trx, who, booking, {
		reason: "make-payable",
		moves: {
			committed: offsetDong - subsidyDong,
			payable: subsidyDong - offsetDong - retainedDong,
			retained: retainedDong,
			advanced: -offsetDong,
			paid: offsetDong,
		},
	});
}

/** The last claim was verified: what was kept back of an earlier one is due. */
export async function releaseRetained(trx: Transaction<Tables>, who: Who, booking: AmountBooking): Promise<void> {
	const { amountDong } = booking;
	await moveWithin(trx, who, booking, {
		reason: "release-retained",
		moves: { retained: -amountDong, payable: amountDong },
	});
}

/**
 * A verified claim was ended before it was paid: what it made due goes back to where it came from. No correction, since what
 * was booked was right then.
 *
 * @param claim its reference, as `makePayable` and `releaseRetained` were told why.
 */
export async function takeBackPayable(
	trx: Transaction<Tables>,
	who: Who,
	claim: { id: string; reference: string; kind: "costs" | "advance" | "retention" },
): Promise<void> {
	const reason = claim.kind === "retention" ? "release-retained" : "make-payable";
	const id = await standingTransfer(trx, { reason, why: claim.reference });
	const transfer = id && (await findTransfer(trx, id));
	assert(transfer, `${claim.reference} was made payable`);
	const postings = mirrored(transfer.postings);
	await postTransfer(trx, who, {
		key: `payable:${claim.id}:ended`,
		reason: "end-claim",
		why: claim.reference,
		postings,
	});
}

/** The bank has paid. */
export async function pay(trx: Transaction<Tables>, who: Who, booking: AmountBooking): Promise<void> {
	const { amountDong } = booking;
	await moveWithin(trx, who, booking, { reason: "pay", moves: { payable: -amountDong, paid: amountDong } });
}

/** The bank has paid an advance: nothing of it is earned yet. */
export async function payAdvance(trx: Transaction<Tables>, who: Who, booking: AmountBooking): Promise<void> {
	const { amountDong } = booking;
	await moveWithin(trx, who, booking, { reason: "pay", moves: { payable: -amountDong, advanced: amountDong } });
}

/**
 * The business paid back. Support that comes back is the city's again: neither the envelope nor the ceilings get it back.
 * What was paid ahead and never earned (`unearnedDong`) was no support yet: it is promised again, so that it can still be
 * claimed, or goes back to the envelope with the rest.
 */
export async function recover(
	trx: Transaction<Tables>,
	who: Who,
	{ unearnedDong = 0n, ...booking }: AmountBooking & { unearnedDong?: bigint },
): Promise<void> {
	const supportDong = booking.amountDong - unearnedDong;
	await moveWithin(trx, who, booking, {
		reason: "recover",
		moves: { paid: -supportDong, recovered: supportDong, advanced: -unearnedDong, committed: unearnedDong },
	});
}

/** What an application has been paid ahead and has not earned yet. */
export async function outstandingAdvance(
	db: Kysely<Tables>,
	application: Pick<FundedApplication, "id" | "programmeId"> & { associationId: string | null },
): Promise<bigint> {
	const envelopeId = await findEnvelope(db, application.programmeId, application.associationId ?? "");
	return envelopeId ? balanceOf(db, holdingAccount("advanced", envelopeId, application.id)) : 0n;
}

/** Back to the envelope, and off the ceilings. Nothing is booked for nothing. */
async function release(
	trx: Transaction<Tables>,
	who: Who,
	{ application, lines, key, why }: Booking,
	from: HoldingKind,
): Promise<void> {
	const totalDong = totalOf(lines);
	if (totalDong === 0n) return;
	const envelopeId = await envelopeOf(trx, application);
	await postTransfer(trx, who, {
		key,
		reason: "release",
		why,
		postings: [
			{ account: holdingAccount(from, envelopeId, application.id), amountDong: -totalDong },
			{ account: availableAccount(envelopeId), amountDong: totalDong },
			...towardsCeilings(application, lines, -1n),
		],
	});
}

/** An approval lapsed or was withdrawn before the agreement. */
export async function releaseReserved(trx: Transaction<Tables>, who: Who, booking: Booking): Promise<void> {
	await release(trx, who, booking, "reserved");
}

/** What was promised and will not be claimed. */
export async function releaseCommitted(trx: Transaction<Tables>, who: Who, booking: Booking): Promise<void> {
	await release(trx, who, booking, "committed");
}
