import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { isWorkingDay } from "#app/kernel/working-days.ts";
import { installHolidays } from "#app/programme/install-holidays.server.ts";
import { makeOfficers } from "#testing/make-budget.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmHolidayChange } from "./confirm-holiday-change.server.ts";
import { declineHolidayChange } from "./decline-holiday-change.server.ts";
import { type NewHolidayChange, proposeHolidayChange } from "./propose-holiday-change.server.ts";
import { withdrawHolidayChange } from "./withdraw-holiday-change.server.ts";
import type { DaysAsked } from "./working-days.rules.ts";
import { missingYear, workingDaysPage } from "./working-days-page.server.ts";

/* Everything happens on 8 September 2026, a Tuesday. */

let house: TestHouse;
let officers: [Actor, Actor];
beforeAll(async () => {
	house = await testHouse();
	officers = await makeOfficers(house.db);
});
afterAll(() => house.close());

const ctx = (actor: Actor) => contextOf(house.db, actor);

function changeOf(days: DaysAsked, more: Partial<NewHolidayChange> = {}): NewHolidayChange {
	const names = { nameVi: "Nghỉ thử", nameEn: "Day off for a test" };
	const document = { documentNumber: "12/TB-BNV", documentOn: "2026-09-07" };
	return { changeId: randomUUID(), ...days, ...names, ...document, ...more };
}

const propose = (days: DaysAsked, more?: Partial<NewHolidayChange>) =>
	proposeHolidayChange(ctx(officers[0]), changeOf(days, more));
const confirm = (reference: string, actor = officers[1]) => confirmHolidayChange(ctx(actor), { reference });
const day = (kind: DaysAsked["kind"], on: string): DaysAsked => ({ kind, fromOn: on, toOn: on });

async function works(on: string): Promise<boolean> {
	return isWorkingDay(on, await readHolidays(house.db));
}

async function dueOnOf(id: string): Promise<string | null> {
	const row = await house.db
		.selectFrom("application")
		.select("answerDueOn")
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	return row.answerDueOn;
}

describe("a change of the working days", () => {
	test("holds once another officer confirms it, and running clocks move with it", async () => {
		const associationId = await makeAssociation(house.db);
		const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
		const file = await makeSubmittedApplication(house.db, { programmeId, associationId });
		expect(await dueOnOf(file.id)).toBe("2026-09-28");
		const off = await propose({ kind: "off", fromOn: "2026-09-17", toOn: "2026-09-20" });
		expect([await works("2026-09-17"), await dueOnOf(file.id)]).toEqual([true, "2026-09-28"]);
		await confirm(off);
		expect([await works("2026-09-17"), await works("2026-09-18")]).toEqual([false, false]);
		expect(await dueOnOf(file.id)).toBe("2026-09-30");
		await confirm(off);
		const worked = await propose(day("worked", "2026-09-26"));
		await confirm(worked);
		expect([await works("2026-09-26"), await dueOnOf(file.id)]).toEqual([true, "2026-09-29"]);

		const back = await propose(
			{ kind: "ordinary", fromOn: "2026-09-14", toOn: "2026-09-27" },
			{ nameVi: "", nameEn: "" },
		);
		await confirm(back);
		expect([await works("2026-09-17"), await works("2026-09-26")]).toEqual([true, false]);
		expect(await dueOnOf(file.id)).toBe("2026-09-28");
		// What was taken back stays so when the product's own list is installed again.
		await house.db.transaction().execute((trx) => installHolidays(trx));
		expect(await works("2026-09-17")).toBe(true);

		const told = await house.db
			.selectFrom("auditEntry")
			.select(["action", "facts"])
			.where("subjectLabel", "=", off)
			.orderBy("id")
			.execute();
		expect(told.map(({ action }) => action)).toEqual([
			"application.working-days-proposed",
			"application.working-days-confirmed",
		]);
		expect(told[1]?.facts).toMatchObject({ kind: "off", fromOn: "2026-09-17", moved: 1, document: "12/TB-BNV" });
	});

	test("is answered once, whoever presses at the same moment", async () => {
		const third = await makeStaff(house.db, "programme_officer");
		const reference = await propose(day("off", "2026-10-06"));
		const ends = await Promise.allSettled([
			confirm(reference),
			declineHolidayChange(ctx(third), { reference, reason: "Sai ngày." }),
			withdrawHolidayChange(ctx(officers[0]), { reference }),
		]);
		expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	});

	test("proposed twice with one id is one", async () => {
		const wish = changeOf(day("off", "2026-10-07"));
		const once = await proposeHolidayChange(ctx(officers[0]), wish);
		expect(await proposeHolidayChange(ctx(officers[0]), wish)).toBe(once);
	});

	test.each<[string, DaysAsked, Partial<NewHolidayChange>]>([
		["holiday_refusal_past", day("off", "2026-09-07"), {}],
		["holiday_refusal_not_weekend", day("worked", "2026-10-08"), {}],
		["holiday_refusal_nothing_there", day("ordinary", "2026-10-08"), {}],
		["holiday_refusal_far", day("off", "2029-01-02"), {}],
		["budget_refusal_document_on", day("off", "2026-10-08"), { documentOn: "2026-09-09" }],
	])("is refused as %s", async (code, days, more) => {
		await expect(propose(days, more)).rejects.toMatchObject({ code });
	});

	test("is not confirmed by its proposer, nor proposed or confirmed by others of the city", async () => {
		const reference = await propose(day("off", "2026-10-09"));
		await expect(confirm(reference, officers[0])).rejects.toMatchObject({ code: "budget_refusal_proposed_by_you" });
		for (const role of ["finance_officer", "auditor", "administrator"] as const) {
			const other = await makeStaff(house.db, role);
			await expect(confirm(reference, other)).rejects.toMatchObject({ status: 403 });
			const wish = changeOf(day("off", "2026-10-12"));
			await expect(proposeHolidayChange(ctx(other), wish)).rejects.toMatchObject({ status: 403 });
		}
		const { personId, name } = officers[0];
		const itself = house.db
			.updateTable("holidayChange")
			.set({ state: "confirmed", endedAt: new Date("2026-09-08"), endedBy: personId, endedByName: name })
			.where("reference", "=", reference)
			.execute();
		await expect(itself).rejects.toMatchObject({ constraint: "holiday_change_two_persons" });
		expect(await works("2026-10-09")).toBe(true);
	});

	test("whose first day is over by then is not confirmed any more", async () => {
		const reference = await propose(day("off", "2026-09-09"));
		const late = contextOf(house.db, officers[1], new Date("2026-09-10T03:00:00Z"));
		await expect(confirmHolidayChange(late, { reference })).rejects.toMatchObject({ code: "holiday_refusal_past" });
	});
});

test("from October on the next year is missed until its days off are announced", async () => {
	expect(await missingYear(house.db, new Date("2026-09-08T03:00:00Z"))).toBeNull();
	const october = new Date("2026-10-01T03:00:00Z");
	expect(await missingYear(house.db, october)).toEqual({ year: 2027, standing: "expected" });
	await house.db.updateTable("holiday").set({ source: "1/TB" }).where("onDate", ">=", "2027-01-01").execute();
	expect(await missingYear(house.db, october)).toBeNull();
	await house.db.updateTable("holiday").set({ isDropped: true }).where("onDate", ">=", "2027-01-01").execute();
	expect(await missingYear(house.db, october)).toEqual({ year: 2027, standing: "missing" });
	const page = await workingDaysPage(house.db, october, "2027");
	expect([page.year, page.days, page.years.at(-1)]).toEqual([2027, [], 2027]);
});
