import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyActor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { makeProgramme, rulesWith } from "#e2e/support/make-programme.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#e2e/support/makers.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { unallottedAccount } from "./accounts.ts";
import { allotEnvelope } from "./allot-envelope.server.ts";
import { createProgramme } from "./create-programme.server.ts";
import { decree80Programme2026Rules } from "./decree-80-article-11.ts";
import { envelopeBalances } from "./envelopes.server.ts";
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
		const administrator = await makeStaff(house.db, "administrator");
		await createProgramme(contextOf<AnyActor>(house.db, officer, now), newProgramme("by-officer"));
		await createProgramme(contextOf<AnyActor>(house.db, administrator, now), newProgramme("by-administrator"));
		const others: AnyActor[] = [
			{ ...officer, secondFactor: false },
			await makeStaff(house.db, "finance_officer"),
			await makeStaff(house.db, "auditor"),
			await makeStaff(house.db, "association_manager", "hoi"),
			await makePerson(house.db),
			{ visitor: true },
		];
		const allotment = { programmeId: "by-officer", associationId: "hoi", amountDong: 1n, key: "k" };
		const version = { programmeId: "by-officer", effectiveFrom: "2026-06-15", rules: decree80Programme2026Rules };
		for (const actor of others) {
			const ctx = contextOf<AnyActor>(house.db, actor, now);
			const refused = { code: "house_refusal_not_yours", status: 403 };
			await expect(createProgramme(ctx, newProgramme("by-other"))).rejects.toMatchObject(refused);
			await expect(publishVersion(ctx, version)).rejects.toMatchObject(refused);
			await expect(allotEnvelope(ctx, allotment)).rejects.toMatchObject(refused);
		}
	});
});

describe("allotting", () => {
	const allot = (programmeId: string, associationId: string, amountDong: bigint, key: string = randomUUID()) =>
		allotEnvelope(systemContext("test", now), { programmeId, associationId, amountDong, key });

	async function limit(associationId: string, limitDong: bigint) {
		await house.db
			.updateTable("associationAssignment")
			.set({ limitDong })
			.where("associationId", "=", associationId)
			.execute();
	}

	test("moves money from the programme to the association, once a key", async () => {
		const programmeId = await makeProgramme({ budgetDong: 1_000n });
		const associationId = await makeAssociation(house.db);
		await allot(programmeId, associationId, 400n, "first");
		await allot(programmeId, associationId, 400n, "first");
		await allot(programmeId, associationId, 100n, "second");
		expect(await envelopeBalances(house.db, programmeId, associationId)).toEqual({
			allottedDong: 500n,
			availableDong: 500n,
			reservedDong: 0n,
			committedDong: 0n,
			payableDong: 0n,
			paidDong: 0n,
		});
		expect(await balanceOf(house.db, unallottedAccount(programmeId))).toBe(500n);
	});

	test("never gives more than the programme has", async () => {
		const programmeId = await makeProgramme({ budgetDong: 1_000n });
		const associationId = await makeAssociation(house.db);
		await expect(allot(programmeId, associationId, 1_001n)).rejects.toMatchObject({
			code: "programme_refusal_budget",
			facts: { left: 1_000n, asked: 1_001n },
		});
	});

	test("gives two associations no more than there is, at the same moment", async () => {
		const programmeId = await makeProgramme({ budgetDong: 1_000n });
		const associations = await Promise.all([makeAssociation(house.db), makeAssociation(house.db)]);
		const outcomes = await Promise.allSettled(associations.map((id) => allot(programmeId, id, 600n)));
		expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(await balanceOf(house.db, unallottedAccount(programmeId))).toBe(400n);
	});

	test("never passes the limit of the assignment", async () => {
		const programmeId = await makeProgramme();
		const associationId = await makeAssociation(house.db);
		await limit(associationId, 500n);
		await allot(programmeId, associationId, 300n);
		await expect(allot(programmeId, associationId, 201n)).rejects.toMatchObject({
			code: "programme_refusal_assignment_limit",
			facts: { limit: 500n, allotted: 300n, asked: 201n },
		});
		await allot(programmeId, associationId, 200n);
	});

	test("needs an assignment in force", async () => {
		const programmeId = await makeProgramme();
		const associationId = await makeAssociation(house.db);
		await house.db
			.updateTable("associationAssignment")
			.set({ validTo: "2026-06-14" })
			.where("associationId", "=", associationId)
			.execute();
		await expect(allot(programmeId, associationId, 1n)).rejects.toMatchObject({
			code: "programme_refusal_no_assignment",
		});
	});
});
