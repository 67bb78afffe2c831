import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAssociation } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { assignmentInForce } from "./assignments.server.ts";
import { associationNames, findAssociation, listAssociations, reviewingAssociations } from "./associations.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

async function assign(associationId: string, number: string, signedOn: string, validFrom: string, validTo: string) {
	const assignment = { associationId, number, signedOn, validFrom, validTo, limitDong: 5_000_000_000n };
	await house.db.insertInto("associationAssignment").values(assignment).execute();
}

test("an assignment holds from its first to its last day; of two the one signed later counts", async () => {
	const association = { id: "hoi-go", shortName: "GO", nameVi: "Hội Gỗ", nameEn: "Wood Association" };
	await house.db.insertInto("association").values(association).execute();
	await assign("hoi-go", "01", "2026-01-05", "2026-02-01", "2026-06-30");
	await assign("hoi-go", "02", "2026-05-20", "2026-06-01", "2026-12-31");
	const numberOn = async (date: string) => (await assignmentInForce(house.db, "hoi-go", date))?.number;
	expect(await numberOn("2026-01-31")).toBeUndefined();
	expect(await numberOn("2026-02-01")).toBe("01");
	expect(await numberOn("2026-06-01")).toBe("02");
	expect(await numberOn("2026-12-31")).toBe("02");
	expect(await numberOn("2027-01-01")).toBeUndefined();
	const reviewing = async (date: string) => (await reviewingAssociations(house.db, date)).map(({ id }) => id);
	expect(await reviewing("2026-03-01")).toContain("hoi-go");
	expect(await reviewing("2027-01-01")).not.toContain("hoi-go");
});

test("a closed association is found by name but no longer offered", async () => {
	const id = await makeAssociation(house.db);
	const offered = async () => (await listAssociations(house.db)).some((association) => association.id === id);
	expect(await offered()).toBe(true);
	await house.db.updateTable("association").set({ closedOn: "2026-03-01" }).where("id", "=", id).execute();
	expect(await offered()).toBe(false);
	expect((await reviewingAssociations(house.db, "2026-03-01")).map((each) => each.id)).not.toContain(id);
	expect((await findAssociation(house.db, id))?.id).toBe(id);
	expect(await associationNames(house.db, [id, "khong-co"])).toMatchObject([{ id }]);
	expect(await findAssociation(house.db, "khong-co")).toBeNull();
});
