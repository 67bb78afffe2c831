import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvOf } from "#app/house/sheets.server.ts";
import { postTransfer } from "#app/ledger/post-transfer.server.ts";
import { findTransfer, reverseTransfer } from "#app/ledger/transfers.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubsidy } from "#testing/make-subsidy.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { type OpenData, readOpenData } from "./open-data.server.ts";
import { openDataColumns, openDataLines } from "./open-data-sheet.server.ts";

let house: TestHouse;
let data: OpenData;
let big: string;
let small: string;

beforeAll(async () => {
	house = await testHouse();
	await makeAssociation(house.db, "hoi");
	big = await makeProgramme({ envelopes: { hoi: 5_000_000_000n } });
	small = await makeProgramme({ envelopes: { hoi: 5_000_000_000n } });
	const common = { associationId: "hoi", approvedDong: 10_000_000n };
	// 12 of trade, 11 of manufacturing, 3 of construction; 24 small and 2 micro; all approved in 2026.
	const sections = [...Array(12).fill("G"), ...Array(11).fill("C"), ...Array(3).fill("F")] as string[];
	for (const [at, section] of sections.entries()) {
		const business = await makeBusiness(house.db, { section });
		const made = { ...common, business, programmeId: big, sizeClass: at < 2 ? "micro" : "small" } as const;
		await makeSubsidy(house.db, { ...made, state: at % 2 === 0 ? "completed" : "agreed" });
		// A second award counts its money, but not the business again; what lapsed or was refused does not count.
		if (at === 0) await makeSubsidy(house.db, { ...made, state: "approved" });
		if (at === 1) await makeSubsidy(house.db, { ...made, state: "lapsed" });
		if (at === 2) await makeSubsidy(house.db, { ...made, state: "rejected" });
		if (at < 9) await makeSubsidy(house.db, { ...made, programmeId: small, state: "completed" });
	}
	await reverseSome();
	data = await readOpenData(house.db, new Date("2026-12-01T00:00:00Z"));
});
afterAll(() => house.close());

/** Of ten businesses a payment that was recorded wrongly, of one that the bank took back; booked again, so that sums stay. */
async function reverseSome(): Promise<void> {
	const [one, other] = [await makeStaff(house.db, "finance_officer"), await makeStaff(house.db, "finance_officer")];
	const paid = await house.db
		.selectFrom("ledgerTransfer")
		.innerJoin("application", (join) =>
			join.on(
				sql<boolean>`ledger_transfer.key = 'pay:' || application.id or ledger_transfer.why = application.reference`,
			),
		)
		.select(["ledgerTransfer.id", "application.id as applicationId"])
		.where("ledgerTransfer.reason", "=", "pay")
		.where("application.programmeId", "=", big)
		.orderBy("ledgerTransfer.id")
		.limit(11)
		.execute();
	const now = new Date("2026-10-05T03:00:00Z");
	for (const [at, { id: transferId, applicationId }] of paid.entries()) {
		await inTransaction(house.db, async (trx) => {
			const transfer = await findTransfer(trx, transferId);
			if (!transfer) throw new Error("it is booked");
			const [id, reference] = [randomUUID(), `BT-2026-${at}`];
			const proposed = { proposedAt: now, proposedBy: one.personId, proposedByName: one.name };
			const what = { cause: at === 0 ? "taken-back" : "recorded-wrongly", reason: "x", state: "proposed" };
			await trx
				.insertInto("correction")
				.values({ id, reference, transferId, applicationId, ...what, ...proposed })
				.execute();
			const who = { actor: other, now };
			const reversalId = await reverseTransfer(trx, who, transfer, { reason: "correct", why: reference });
			const ended = { endedAt: now, endedBy: other.personId, endedByName: other.name };
			await trx
				.updateTable("correction")
				.set({ state: "confirmed", reversalId, ...ended })
				.where("id", "=", id)
				.execute();
			await postTransfer(trx, who, { ...transfer, key: `${transfer.key}:2`, why: reference, reverses: undefined });
		});
	}
}

const programme = (id: string) => {
	const found = data.programmes.find((each) => each.id === id);
	if (!found) throw new Error(`${id} is not published`);
	return found;
};
const shown = (groups: { key: string; figures: { businesses: number } | null }[]) =>
	groups.map(({ key, figures }) => [key, figures?.businesses ?? null]);

test("the total is the ledger's: awarded is all that is held or paid, a business counts once", () => {
	expect(programme(big).total).toEqual({ businesses: 26, awardedDong: 270_000_000n, paidDong: 130_000_000n });
});

test("small groups are hidden, and what would give them away with them", () => {
	const { year, size, section } = programme(big).groups;
	expect(shown(year)).toEqual([["2026", 26]]);
	// Two micro businesses would follow from the total, so the small ones are hidden too.
	expect(shown(size)).toEqual([
		["micro", null],
		["small", null],
	]);
	expect(shown(section)).toEqual([
		["C", null],
		["F", null],
		["G", 12],
	]);
});

test("what fewer than ten were paid is told of no group, also not by what is missing from the total", () => {
	const { year, section } = programme(big).groups;
	expect(year[0]?.figures?.paidDong).toBe(130_000_000n);
	// Twelve businesses of trade were awarded, six of them paid.
	expect(section[2]?.figures).toEqual({ businesses: 12, awardedDong: 130_000_000n, paidDong: null });
});

test("a programme of nine businesses is named without any figure", () => {
	expect(programme(small)).toMatchObject({ total: null, groups: { year: [], size: [], section: [] } });
});

test("the file says the same as the page, with empty cells for what is hidden", async () => {
	const csv = await text(csvOf(openDataColumns(data, "vi"), [openDataLines(data, "vi")]));
	const lines = csv.split("\r\n").filter((line) => line.includes(programme(big).nameVi));
	expect(lines).toHaveLength(9);
	expect(lines[0]).toMatch(/,26,270000000,130000000,,,"2026-12-01"$/);
	expect(lines.find((line) => line.includes("Xây dựng"))).toMatch(
		/,"Xây dựng",,,,,"Nhóm nhỏ, không công bố","2026-12-01"$/,
	);
	expect(csv).not.toMatch(/,3,30000000/);
});

test("the parts of a breakdown that is shown whole add up to the total", () => {
	const { total, groups } = programme(big);
	expect(groups.year.reduce((sum, { figures }) => sum + (figures?.awardedDong ?? 0n), 0n)).toBe(total?.awardedDong);
});

test("the log of corrections says that there were some, and how much only of ten businesses or more", async () => {
	expect(programme(big).corrections).toEqual([
		{
			month: "2026-10",
			kind: "recorded-wrongly",
			figures: { corrections: 10, businesses: 10, amountDong: 100_000_000n },
		},
		{ month: "2026-10", kind: "taken-back", figures: null },
	]);
	expect(programme(small).corrections).toEqual([]);
	const csv = await text(csvOf(openDataColumns(data, "vi"), [openDataLines(data, "vi")]));
	expect(csv).toContain('"10/2026, Khoản chi ghi nhầm",10,,,100000000,,"2026-12-01"');
	expect(csv).toContain('"10/2026, Tiền bị chuyển ngược về",,,,,"Nhóm nhỏ, không công bố","2026-12-01"');
});
