import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "#app/house/command/command.server.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { timetable } from "#app/jobs/timetable.server.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { checkBooks } from "./check-books.server.ts";
import { lastCheck } from "./last-check.server.ts";

const NIGHT = new Date("2026-09-08T19:00:00Z");

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await makeProgramme();
});
afterAll(() => house.close());

const auditEntries = () =>
	house.db.selectFrom("auditEntry").select(["actorName", "facts"]).where("action", "=", "books.checked").execute();

test("the nightly check is what the desk shows, until somebody checks by hand", async () => {
	const finance = await makeStaff(house.db, "finance_officer", "", "Trần Thị Sen");
	expect(await lastCheck(house.db, finance, NIGHT)).toBeNull();
	await handlers["books.check"]({}, NIGHT);
	expect(await lastCheck(house.db, finance, NIGHT)).toMatchObject({ at: NIGHT, by: "", wrong: [], late: false });
	expect(await auditEntries()).toEqual([]);

	const morning = new Date("2026-09-09T02:00:00Z");
	const results = await checkBooks(contextOf(house.db, finance, morning));
	expect(await lastCheck(house.db, finance, morning)).toMatchObject({ at: morning, by: "Trần Thị Sen", wrong: [] });
	expect(await auditEntries()).toEqual([
		{ actorName: "Trần Thị Sen", facts: { invariants: results.length, wrong: 0 } },
	]);
	expect(await lastCheck(house.db, finance, new Date("2026-09-11T02:00:00Z"))).toMatchObject({ late: true });
});

test("is the finance officers' to ask for, and the auditors' to read", async () => {
	const auditor = await makeStaff(house.db, "auditor");
	await expect(checkBooks(contextOf(house.db, auditor))).rejects.toMatchObject({ code: "house_refusal_not_yours" });
	expect(await lastCheck(house.db, auditor, NIGHT)).not.toBeNull();
	expect(await lastCheck(house.db, await makePerson(house.db), NIGHT)).toBeNull();
});

test("keeps what is wrong, and what it kept is never changed", async () => {
	await sql`alter table programme disable trigger user`.execute(house.owner);
	await sql`update programme set budget_dong = budget_dong + 1`.execute(house.owner);
	await checkBooks(systemContext("books.check", NIGHT));
	const check = await lastCheck(house.db, await makeStaff(house.db, "finance_officer"), NIGHT);
	expect(check?.wrong.map(({ name }) => name)).toEqual(["budget_appropriated", "budget_placed"]);
	await expect(sql`delete from books_check`.execute(house.owner)).rejects.toThrow(/never changed/);
});

test("runs at 2:00 in Ho Chi Minh City", () => {
	const nightly = timetable.find(({ task }) => task === "books.check");
	const at = (hour: number, min: number) => nightly?.match({ min, hour, date: 8, month: 9, dow: 2 });
	expect([at(19, 0), at(19, 1), at(2, 0)]).toEqual([true, false, false]);
});
