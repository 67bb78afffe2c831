import type { Transaction } from "kysely";
import { assignmentInForce } from "#app/association/assignments.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import {
	type AccountName,
	isBooked,
	lockAccounts,
	openAccounts,
	type Posting,
	postTransfer,
	setCap,
} from "#app/ledger/post-transfer.server.ts";
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

type Who = { actor: AnyActor; now: Date };

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

async function envelopeOf(trx: Transaction<Tables>, application: FundedApplication): Promise<string> {
	const envelopeId = await findEnvelope(trx, application.programmeId, application.associationId);
	assert(envelopeId, `application ${application.id} holds money of an envelope that is not there`);
	return envelopeId;
}

/** From one holding of the application to the next. @throws the database's error when it holds less. */
async function moveOn(
	trx: Transaction<Tables>,
	who: Who,
	{ application, amountDong, key, why }: Omit<Booking, "lines"> & { amountDong: bigint },
	step: { reason: string; from: HoldingKind; to: HoldingKind },
): Promise<void> {
	const envelopeId = await envelopeOf(trx, application);
	const to = holdingAccount(step.to, envelopeId, application.id);
	await openAccounts(trx, [{ ...to, floorDong: 0n, capDong: null }]);
	await postTransfer(trx, who, {
		key,
		reason: step.reason,
		why,
		postings: [
			{ account: holdingAccount(step.from, envelopeId, application.id), amountDong: -amountDong },
			{ account: to, amountDong },
		],
	});
}

function whole({ lines, ...booking }: Booking) {
	return { ...booking, amountDong: totalOf(lines) };
}

/** The agreement was accepted: what was reserved is promised. */
export async function commit(trx: Transaction<Tables>, who: Who, booking: Booking): Promise<void> {
	await moveOn(trx, who, whole(booking), { reason: "commit", from: "reserved", to: "committed" });
}

/** A claim was verified: this much of the promise is due. */
export async function makePayable(trx: Transaction<Tables>, who: Who, booking: Booking): Promise<void> {
	await moveOn(trx, who, whole(booking), { reason: "make-payable", from: "committed", to: "payable" });
}

/** The bank has paid. */
export async function pay(trx: Transaction<Tables>, who: Who, booking: Booking): Promise<void> {
	await moveOn(trx, who, whole(booking), { reason: "pay", from: "payable", to: "paid" });
}

/** The business paid back. The money is the city's again: neither the envelope nor the ceilings get it back. */
export async function recover(
	trx: Transaction<Tables>,
	who: Who,
	booking: Omit<Booking, "lines"> & { amountDong: bigint },
): Promise<void> {
	await moveOn(trx, who, booking, { reason: "recover", from: "paid", to: "recovered" });
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
