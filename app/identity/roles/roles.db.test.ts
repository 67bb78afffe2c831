import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { unsafeFindGrant } from "../people/grant.server.ts";
import { grantRole } from "../people/grant-role.server.ts";
import { unsafePeoplePage } from "../people/people-page.server.ts";
import { revokeRole } from "../people/revoke-role.server.ts";
import { grantRoleForm } from "./roles.forms.ts";

const NOW = new Date("2026-11-23T02:32:00Z");

let house: TestHouse;
let administrator: Actor;
beforeAll(async () => {
	house = await testHouse();
	administrator = await makeStaff(house.db, "administrator", "", "Ngô Bảo Châm");
});
afterAll(() => house.close());

const listed = (search: string, more: Partial<Parameters<typeof unsafePeoplePage>[1]> = {}) =>
	unsafePeoplePage(house.db, { search, role: "", tab: "all", scopeIds: [], page: 1, now: NOW, readerId: "", ...more });
const rolesOf = async (person: Actor) => {
	const { people } = await listed(person.email);
	return people[0]?.roles.map(({ role, scopeId }) => `${role}@${scopeId}`);
};
const grantIdOf = async (person: Actor) => {
	const { people } = await listed(person.email);
	return people[0]?.roles[0]?.grantId ?? "";
};
const lastEntry = () =>
	house.db.selectFrom("auditEntry").selectAll().orderBy("id", "desc").limit(1).executeTakeFirstOrThrow();

test("a role is given, taken away, given again; each in the audit log", async () => {
	const person = await makePerson(house.db, "Phạm Thị Sen");
	const role = { email: person.email, role: "reviewer", scopeId: "hoi-go" } as const;
	await grantRole(contextOf(house.db, administrator), role);
	expect(await rolesOf(person)).toEqual(["reviewer@hoi-go"]);
	expect(await lastEntry()).toMatchObject({
		action: "identity.role-granted",
		actorId: administrator.personId,
		subjectLabel: "Phạm Thị Sen",
		facts: { role: "reviewer", scope: "hoi-go" },
	});
	await expect(grantRole(contextOf(house.db, administrator), role)).rejects.toMatchObject({
		code: "people_refusal_role_held",
		field: "role",
	});

	const grantId = await grantIdOf(person);
	expect(await unsafeFindGrant(house.db, grantId)).toMatchObject({ name: "Phạm Thị Sen", role: "reviewer" });
	await revokeRole(contextOf(house.db, administrator), { grantId });
	expect(await rolesOf(person)).toEqual([]);
	expect(await unsafeFindGrant(house.db, grantId)).toBeNull();
	expect(await lastEntry()).toMatchObject({ action: "identity.role-revoked", subjectId: person.personId });
	await expect(revokeRole(contextOf(house.db, administrator), { grantId })).rejects.toMatchObject({
		code: "house_refusal_moved_on",
	});

	await grantRole(contextOf(house.db, administrator), role);
	expect(await rolesOf(person)).toEqual(["reviewer@hoi-go"]);
});

test("two grants of the same role at once: one wins", async () => {
	const person = await makePerson(house.db);
	const role = { email: person.email, role: "auditor", scopeId: "" } as const;
	const outcomes = await Promise.allSettled([1, 2, 3].map(() => grantRole(contextOf(house.db, administrator), role)));
	expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
	expect(await rolesOf(person)).toEqual(["auditor@"]);
});

describe("nobody helps themselves", () => {
	test("an administrator neither adds to nor takes from their own roles", async () => {
		const own = { email: administrator.email, role: "finance_officer", scopeId: "" } as const;
		await expect(grantRole(contextOf(house.db, administrator), own)).rejects.toMatchObject({
			code: "people_refusal_own_roles",
		});
		await expect(
			revokeRole(contextOf(house.db, administrator), { grantId: await grantIdOf(administrator) }),
		).rejects.toMatchObject({ code: "people_refusal_own_roles" });
		expect(await rolesOf(administrator)).toEqual(["administrator@"]);
	});

	test.each(["programme_officer", "auditor", "association_manager"] as const)("a %s changes nobody's", async (role) => {
		const staff = await makeStaff(house.db, role);
		const person = await makePerson(house.db);
		const attempt = grantRole(contextOf(house.db, staff), { email: person.email, role: "auditor", scopeId: "" });
		await expect(attempt).rejects.toMatchObject({ code: "house_refusal_not_yours", status: 403 });
	});

	test("an administrator without a second factor changes nobody's", async () => {
		const person = await makeStaff(house.db, "auditor");
		const half = { ...administrator, secondFactor: false };
		await expect(revokeRole(contextOf(house.db, half), { grantId: await grantIdOf(person) })).rejects.toMatchObject({
			status: 403,
		});
	});
});

test("an unknown or unconfirmed address gets no role", async () => {
	const unconfirmed = await makePerson(house.db);
	await house.db.updateTable("person").set({ emailVerified: false }).where("id", "=", unconfirmed.personId).execute();
	for (const email of [unconfirmed.email, "nobody@example.test"]) {
		const attempt = grantRole(contextOf(house.db, administrator), { email, role: "auditor", scopeId: "" });
		await expect(attempt).rejects.toMatchObject({ code: "people_refusal_no_account", field: "email" });
	}
});

test("roles of the city go to addresses of its own mail alone, roles of an association to any", async () => {
	const domains = config.STAFF_MAIL_DOMAINS;
	onTestFinished(() => {
		config.STAFF_MAIL_DOMAINS = domains;
	});
	config.STAFF_MAIL_DOMAINS = ["tphcm.gov.vn", "huba.org.vn"];
	const giveTo = async (email: string, role: "auditor" | "reviewer" = "auditor") => {
		const { personId } = await makePerson(house.db);
		await house.db.updateTable("person").set({ email }).where("id", "=", personId).execute();
		const scopeId = role === "reviewer" ? await makeAssociation(house.db) : "";
		return grantRole(contextOf(house.db, administrator), { email, role, scopeId });
	};
	const others = [
		"a@donbay.example",
		"a@so.tphcm.gov.vn",
		"a@xtphcm.gov.vn",
		"a@tphcm.gov.vn.example",
		"tphcm.gov.vn@a.example",
	];
	for (const email of others) {
		await expect(giveTo(email), email).rejects.toMatchObject({
			code: "people_refusal_mail_domain",
			field: "email",
			facts: { domains: "tphcm.gov.vn, huba.org.vn" },
		});
	}
	await giveTo("kiemtoan.1@tphcm.gov.vn");
	await giveTo("kiemtoan.2@huba.org.vn");
	await giveTo("xet@hiephoi.example", "reviewer");
	config.STAFF_MAIL_DOMAINS = [];
	await giveTo("kiemtoan.3@donbay.example");
});

test("the list has people with a role; a search finds everybody, and takes its words literally", async () => {
	const owner = await makePerson(house.db, "Chủ 100%");
	const { people } = await listed("");
	expect(people.map(({ id }) => id)).not.toContain(owner.personId);
	expect(people.map(({ id }) => id)).toContain(administrator.personId);
	expect((await listed("100%")).people.map(({ name }) => name)).toEqual(["Chủ 100%"]);
	expect((await listed("1_0%")).people).toEqual([]);
	expect(await listed("Chủ", { page: 7 })).toMatchObject({ page: 1, counts: { all: 1 }, first: 1 });
});

test("people are found without diacritics, by name, address, unit and association", async () => {
	const officer = await makeStaff(house.db, "auditor", "", "Đặng Thị Ước");
	await house.db.updateTable("person").set({ unit: "Sở Tài chính" }).where("id", "=", officer.personId).execute();
	const reviewer = await makeStaff(house.db, "reviewer", "hoi-dua", "Ỷ Lan");
	const ids = async (search: string, more = {}) => (await listed(search, more)).people.map(({ id }) => id);
	for (const search of ["dang thi uoc", "ĐẶNG", "tai chinh", officer.email, "Ước".normalize("NFD")]) {
		expect(await ids(search)).toEqual([officer.personId]);
	}
	expect(await ids("hoi dua", { scopeIds: ["hoi-dua"] })).toEqual([reviewer.personId]);
	expect(await ids("dang", { role: "reviewer" })).toEqual([]);
	expect((await listed("uoc")).counts).toEqual({ all: 1, money: 0, waiting: 0, "no-factor": 1, suspended: 0 });
});

test("more people than a page holds come page by page, each once", async () => {
	for (let each = 0; each < 30; each++) await makeStaff(house.db, "auditor", "", "Kiểm toán Đông");
	const pages = [await listed("kiem toan dong"), await listed("kiem toan dong", { page: 2 })];
	expect(pages.map(({ people, first, pages: count }) => [people.length, first, count])).toEqual([
		[25, 1, 2],
		[5, 26, 2],
	]);
	expect(new Set(pages.flatMap(({ people }) => people.map(({ id }) => id))).size).toBe(30);
});

test.each([
	[{ role: "reviewer", association: "hoi-go" }, null],
	[{ role: "auditor", association: "" }, null],
	[{ role: "auditor" }, null],
	[{ role: "reviewer", association: "" }, "association"],
	[{ role: "auditor", association: "hoi-go" }, "association"],
	[{ role: "reviewer", association: randomUUID() }, "association"],
	[{ role: "emperor", association: "" }, "role"],
	[{ role: "finance_officer", basis: "QĐ 214/QĐ-STC" }, null],
	[{ role: "finance_officer" }, "basis"],
	[{ role: "administrator", basis: " " }, "basis"],
])("the form reads %j and faults %j", (given, fault) => {
	const read = grantRoleForm(["hoi-go"]).safeParse({ email: "sen@example.test", ...given });
	expect(read.error?.issues[0]?.path[0] ?? null).toBe(fault);
});
