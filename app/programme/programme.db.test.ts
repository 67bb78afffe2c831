import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unallottedAccount } from "#app/funding/accounts.ts";
import { createProgramme } from "#app/funding/create-programme.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { openProgrammes, programmeInForce, programmeUnderVersion } from "./programme-in-force.server.ts";
import { publishVersion } from "./publish-version.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const now = new Date("2026-06-15T03:00:00Z");

function newProgramme(id: string) {
	return { id, nameVi: id, nameEn: id, opensOn: "2026-01-05", closesOn: "2026-12-31", budgetDong: 1_000n };
}

describe("creating and publishing", () => {
	test("books the budget as not yet given to anyone", async () => {
		const id = await makeProgramme({ budgetDong: 700n });
		expect(await balanceOf(house.db, unallottedAccount(id))).toBe(700n);
	});

	test("judges each day by the version in force on it", async () => {
		const id = await makeProgramme({ opensOn: "2026-02-01" });
		const ctx = systemContext("test", now);
		await publishVersion(ctx, {
			programmeId: id,
			effectiveFrom: "2026-07-01",
			rules: rulesWith({ payee: "business" }),
		});
		expect(await programmeInForce(house.db, id, "2026-01-31")).toBeNull();
		const june = await programmeInForce(house.db, id, "2026-06-30");
		const july = await programmeInForce(house.db, id, "2026-07-01");
		expect([june?.rules.settings.payee, july?.rules.settings.payee]).toEqual(["provider", "business"]);
		expect(july?.rules.settings.secondPersonAboveDong).toBe(150_000_000n);
		const again = await programmeUnderVersion(house.db, june?.versionId ?? "");
		expect(again).toEqual(june);
	});

	test("refuses rules that reach back over what was submitted, and two versions of one day", async () => {
		const id = await makeProgramme();
		const publish = (effectiveFrom: string) =>
			publishVersion(systemContext("test", now), { programmeId: id, effectiveFrom, rules: decree80Programme2026Rules });
		await expect(publish("2026-06-14")).rejects.toMatchObject({ code: "programme_refusal_version_past" });
		await publish("2026-06-15");
		await expect(publish("2026-06-15")).rejects.toMatchObject({
			constraint: "programme_version_programme_id_effective_from_key",
		});
	});

	test("lists the programmes that take applications on a day, each once, with their latest rules", async () => {
		const id = await makeProgramme({ opensOn: "2026-05-04", closesOn: "2026-05-08" });
		const listed = async (day: string) =>
			(await openProgrammes(house.db, day)).map(({ programme }) => programme.id).filter((each) => each === id);
		expect(await listed("2026-05-03")).toEqual([]);
		expect(await listed("2026-05-04")).toEqual([id]);
		expect(await listed("2026-05-08")).toEqual([id]);
		expect(await listed("2026-05-09")).toEqual([]);
	});

	test("is for the city's officers with a second factor, and the system", async () => {
		const officer = await makeStaff(house.db, "programme_officer");
		await createProgramme(contextOf<AnyActor>(house.db, officer, now), newProgramme("by-officer"));
		const others: AnyActor[] = [
			{ ...officer, secondFactor: false },
			// Who gives rights moves no money.
			await makeStaff(house.db, "administrator"),
			await makeStaff(house.db, "finance_officer"),
			await makeStaff(house.db, "auditor"),
			await makeStaff(house.db, "association_manager", "hoi"),
			await makePerson(house.db),
			{ visitor: true },
		];
		const version = { programmeId: "by-officer", effectiveFrom: "2026-06-15", rules: decree80Programme2026Rules };
		for (const actor of others) {
			const ctx = contextOf<AnyActor>(house.db, actor, now);
			const refused = { code: "house_refusal_not_yours", status: 403 };
			await expect(createProgramme(ctx, newProgramme("by-other"))).rejects.toMatchObject(refused);
			await expect(publishVersion(ctx, version)).rejects.toMatchObject(refused);
		}
	});
});
