import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeAssociation } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { availableAccount, ceilingUsedAccount, holdingAccount } from "./accounts.ts";
import {
	type Booking,
	commit,
	type FundedApplication,
	makePayable,
	pay,
	payAdvance,
	type ReservedLine,
	releaseCommitted,
	releaseReserved,
	releaseRetained,
	reserve,
} from "./bookings.server.ts";
import { ceilingUsed } from "./ceiling-used.server.ts";
import { envelopeBalances, findEnvelope } from "./envelopes.server.ts";

const who = { actor: { system: "test" }, now: new Date("2026-09-08T03:00:00Z") };
const NO_CEILING = 999_999_999_999n;

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

let serial = 100;
const newTaxCode = () => `03000${String(serial++).padStart(5, "0")}`;

type Wishes = Partial<Booking<ReservedLine>> & { amountDong?: bigint; ceilingDong?: bigint };

function reserveFor(
	application: FundedApplication,
	{ amountDong = 10n, ceilingDong = NO_CEILING, ...more }: Wishes = {},
) {
	const lines = [{ supportItemCode: "DX-SOLUTION", amountDong, ceilingDong }];
	return inTransaction(house.db, (trx) => reserve(trx, who, { application, lines, key: randomUUID(), ...more }));
}

function applicationOf(programmeId: string, associationId: string, taxCode = newTaxCode()): FundedApplication {
	return { id: randomUUID(), programmeId, associationId, taxCode, year: 2026 };
}

async function makeEnvelope(amountDong: bigint) {
	const associationId = await makeAssociation(house.db);
	return { associationId, programmeId: await makeProgramme({ envelopes: { [associationId]: amountDong } }) };
}

const refusedWith = async (run: Promise<unknown>) => {
	const error: unknown = await run.then(
		() => null,
		(reason) => reason,
	);
	return asRefusal(error) ?? error;
};

describe("the way of the money", () => {
	test("from the envelope to the bank, and what is not used back", async () => {
		const { programmeId, associationId } = await makeEnvelope(100n);
		const application = applicationOf(programmeId, associationId);
		const balances = () => envelopeBalances(house.db, programmeId, associationId);
		const used = async () =>
			(await ceilingUsed(house.db, { ...application, supportItemCodes: ["DX-SOLUTION"] }))["DX-SOLUTION"];
		const step = (book: typeof commit, amountDong: bigint, key: string = randomUUID()) =>
			inTransaction(house.db, (trx) =>
				book(trx, who, { application, lines: [{ supportItemCode: "DX-SOLUTION", amountDong }], key }),
			);

		await reserveFor(application, { amountDong: 60n });
		expect(await balances()).toMatchObject({ availableDong: 40n, reservedDong: 60n });
		await step(releaseReserved, 10n);
		await step(commit, 50n);
		expect(await balances()).toMatchObject({ availableDong: 50n, reservedDong: 0n, committedDong: 50n });
		const earned = (subsidyDong: bigint, offsetDong = 0n, retainedDong = 0n) =>
			inTransaction(house.db, (trx) =>
				makePayable(trx, who, { application, key: randomUUID(), earned: { subsidyDong, offsetDong, retainedDong } }),
			);
		const move = (book: typeof pay, amountDong: bigint, key: string = randomUUID()) =>
			inTransaction(house.db, (trx) => book(trx, who, { application, amountDong, key }));
		await earned(10n);
		await move(payAdvance, 10n);
		expect(await balances()).toMatchObject({ committedDong: 40n, payableDong: 0n, advancedDong: 10n, paidDong: 0n });
		await earned(30n, 10n, 2n);
		expect(await balances()).toMatchObject({
			committedDong: 20n,
			payableDong: 18n,
			advancedDong: 0n,
			retainedDong: 2n,
			paidDong: 10n,
		});
		await move(pay, 18n, "the payment");
		await move(pay, 18n, "the payment");
		await move(releaseRetained, 2n);
		await move(pay, 2n);
		await step(releaseCommitted, 20n);
		await step(releaseCommitted, 0n);
		expect(await balances()).toEqual({
			allottedDong: 100n,
			availableDong: 70n,
			reservedDong: 0n,
			committedDong: 0n,
			payableDong: 0n,
			advancedDong: 0n,
			retainedDong: 0n,
			paidDong: 30n,
		});
		expect(await used()).toBe(30n);
	});

	test("nothing is taken from what an application does not hold", async () => {
		const { programmeId, associationId } = await makeEnvelope(100n);
		const application = applicationOf(programmeId, associationId);
		await reserveFor(application, { amountDong: 10n });
		const lines = [{ supportItemCode: "DX-SOLUTION", amountDong: 11n }];
		for (const book of [commit, releaseReserved]) {
			const tooMuch = inTransaction(house.db, (trx) => book(trx, who, { application, lines, key: randomUUID() }));
			await expect(tooMuch).rejects.toMatchObject({ constraint: "ledger_account_floor" });
		}
	});
});

describe("the envelope", () => {
	test("says in words that it is too small", async () => {
		const { programmeId, associationId } = await makeEnvelope(32_000_000n);
		const refusal = await refusedWith(
			reserveFor(applicationOf(programmeId, associationId), { amountDong: 50_000_000n }),
		);
		expect(refusal).toBeInstanceOf(Refusal);
		expect(refusalText(refusal as Refusal, "vi")).toBe(
			"Hạn mức của Hội còn 32.000.000\u00a0đ, không đủ cho 50.000.000\u00a0đ. Hãy duyệt một phần, hoặc nhờ quản lý Hội đề nghị Thành phố điều chỉnh hạn mức.",
		);
		expect(refusalText(refusal as Refusal, "en")).toContain("VND\u00a032,000,000 left");
	});

	test("is zero where there is none, and outside the assignment", async () => {
		const { programmeId, associationId } = await makeEnvelope(100n);
		const elsewhere = reserveFor(applicationOf(programmeId, await makeAssociation(house.db)));
		await expect(elsewhere).rejects.toMatchObject({ code: "programme_refusal_envelope", facts: { left: 0n } });
		await house.db
			.updateTable("associationAssignment")
			.set({ validTo: "2026-09-07" })
			.where("associationId", "=", associationId)
			.execute();
		const afterwards = reserveFor(applicationOf(programmeId, associationId));
		await expect(afterwards).rejects.toMatchObject({ code: "programme_refusal_no_assignment" });
	});

	test("that fits 50 is reserved 50 times, however many of 200 ask at once", async () => {
		const { programmeId, associationId } = await makeEnvelope(50n * 7n);
		const outcomes = await Promise.allSettled(
			Array.from({ length: 200 }, () => reserveFor(applicationOf(programmeId, associationId), { amountDong: 7n })),
		);
		const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
		expect(refused.filter((error) => asRefusal(error)?.code !== "programme_refusal_envelope")).toEqual([]);
		expect(refused).toHaveLength(150);
		expect(await envelopeBalances(house.db, programmeId, associationId)).toMatchObject({
			availableDong: 0n,
			reservedDong: 350n,
		});
	});

	test("cannot be passed by a writer who does not ask: the database refuses by itself", async () => {
		const { programmeId, associationId } = await makeEnvelope(50n * 7n);
		const envelopeId = (await findEnvelope(house.db, programmeId, associationId)) ?? "";
		const outcomes = await Promise.allSettled(
			Array.from({ length: 200 }, () =>
				inTransaction(house.db, async (trx) => {
					const reserved = holdingAccount("reserved", envelopeId, randomUUID());
					await openAccounts(trx, [{ ...reserved, floorDong: 0n, capDong: null }]);
					await postTransfer(trx, who, {
						key: randomUUID(),
						reason: "reserve",
						postings: [
							{ account: availableAccount(envelopeId), amountDong: -7n },
							{ account: reserved, amountDong: 7n },
						],
					});
				}),
			),
		);
		const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
		expect(refused).toHaveLength(150);
		expect(new Set(refused.map((error) => asRefusal(error)?.code))).toEqual(new Set(["programme_refusal_balance"]));
	});
});

describe("the yearly ceiling", () => {
	test("holds across associations and programmes", async () => {
		const taxCode = newTaxCode();
		const one = await makeEnvelope(1_000n);
		const other = await makeEnvelope(1_000n);
		await reserveFor(applicationOf(one.programmeId, one.associationId, taxCode), { amountDong: 30n, ceilingDong: 50n });
		const second = applicationOf(other.programmeId, other.associationId, taxCode);
		await expect(reserveFor(second, { amountDong: 21n, ceilingDong: 50n })).rejects.toMatchObject({
			code: "programme_refusal_ceiling",
			facts: { used: 30n, ceiling: 50n, year: 2026 },
		});
		await reserveFor(second, { amountDong: 20n, ceilingDong: 50n });
		await reserveFor({ ...second, id: randomUUID(), year: 2027 }, { amountDong: 50n, ceilingDong: 50n });
	});

	test("counts each item by itself, and adds up the lines of one item", async () => {
		const { programmeId, associationId } = await makeEnvelope(1_000n);
		const application = applicationOf(programmeId, associationId);
		const line = (supportItemCode: string, amountDong: bigint) => ({ supportItemCode, amountDong, ceilingDong: 50n });
		const tooMuch = reserveFor(application, { lines: [line("DX-SOLUTION", 26n), line("DX-SOLUTION", 25n)] });
		await expect(tooMuch).rejects.toMatchObject({ code: "programme_refusal_ceiling" });
		await reserveFor(application, { lines: [line("DX-SOLUTION", 50n), line("IP-CONSULT", 50n)] });
		expect(
			await ceilingUsed(house.db, { ...application, supportItemCodes: ["DX-SOLUTION", "IP-CONSULT", "DX-CONSULT"] }),
		).toEqual({ "DX-SOLUTION": 50n, "IP-CONSULT": 50n, "DX-CONSULT": 0n });
	});

	test("is passed by nobody, when forty ask at once through two associations", async () => {
		const taxCode = newTaxCode();
		const envelopes = [await makeEnvelope(1_000n), await makeEnvelope(1_000n)];
		const outcomes = await Promise.allSettled(
			Array.from({ length: 40 }, (_, at) => {
				const { programmeId, associationId } = envelopes[at % 2] ?? { programmeId: "", associationId: "" };
				return reserveFor(applicationOf(programmeId, associationId, taxCode), { amountDong: 5n, ceilingDong: 50n });
			}),
		);
		expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(10);
		const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
		expect(new Set(refused.map((error) => asRefusal(error)?.code))).toEqual(new Set(["programme_refusal_ceiling"]));
	});

	test("follows the business into another size class, and stays where more was used", async () => {
		const { programmeId, associationId } = await makeEnvelope(1_000n);
		const taxCode = newTaxCode();
		const next = () => applicationOf(programmeId, associationId, taxCode);
		await reserveFor(next(), { amountDong: 50n, ceilingDong: 50n });
		await reserveFor(next(), { amountDong: 30n, ceilingDong: 100n });
		const shrunk = reserveFor(next(), { amountDong: 1n, ceilingDong: 50n });
		await expect(shrunk).rejects.toMatchObject({
			code: "programme_refusal_ceiling",
			facts: { used: 80n, ceiling: 50n },
		});
	});

	test("cannot be passed by a writer who does not ask: the database refuses by itself", async () => {
		const { programmeId, associationId } = await makeEnvelope(1_000n);
		const application = applicationOf(programmeId, associationId);
		await reserveFor(application, { amountDong: 50n, ceilingDong: 50n });
		const owner = { taxCode: application.taxCode, supportItemCode: "DX-SOLUTION", year: 2026 };
		const used = ceilingUsedAccount(owner);
		const past = inTransaction(house.db, (trx) =>
			postTransfer(trx, who, {
				key: randomUUID(),
				reason: "reserve",
				postings: [
					{ account: used, amountDong: 1n },
					{ account: { ...used, kind: "ceiling-contra" }, amountDong: -1n },
				],
			}),
		);
		expect(await refusedWith(past)).toMatchObject({ code: "programme_refusal_cap" });
	});
});

test("all that was booked here sums to zero, and every balance to its entries", async () => {
	const { rows } = await sql<{ total: bigint; wrong: bigint }>`
		select (select sum(balance_dong) from ledger_account)::bigint as total,
			(select count(*) from ledger_account account where balance_dong <>
				coalesce((select sum(amount_dong) from ledger_entry where account_id = account.id), 0)) as wrong`.execute(
		house.db,
	);
	expect(rows[0]).toEqual({ total: 0n, wrong: 0n });
});
