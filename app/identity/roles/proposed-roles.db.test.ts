import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { contextOf, makeAdministrators, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { suspendPerson } from "../accounts/suspend-person.server.ts";
import { grantRole } from "../people/grant-role.server.ts";
import { proposeRole } from "../people/propose-role.server.ts";
import { revokeRole } from "../people/revoke-role.server.ts";
import { confirmProposal } from "../proposals/confirm-proposal.server.ts";
import { declineProposal } from "../proposals/decline-proposal.server.ts";
import { lapseProposals } from "../proposals/lapse-proposals.server.ts";
import { unsafeFindProposal } from "../proposals/proposals.server.ts";
import { withdrawProposal } from "../proposals/withdraw-proposal.server.ts";
import { grantsInForce } from "./roles-in-force.ts";

// Friday; Monday is a working day, Tuesday 24 November 2026 is a day off (programme/holidays.ts).
const FRIDAY = new Date("2026-11-20T09:20:00Z");
const MONDAY = new Date("2026-11-23T02:32:00Z");

let house: TestHouse;
let first: Actor;
let second: Actor;
let third: Actor;
beforeAll(async () => {
	house = await testHouse();
	[first, second, third] = await makeAdministrators(house.db);
});
afterAll(() => house.close());

let person: Actor;
beforeEach(async () => {
	person = await makePerson(house.db);
});

async function propose(
	role: "finance_officer" | "programme_officer" | "administrator" = "finance_officer",
	{ by = first, to = person, now = FRIDAY } = {},
): Promise<string> {
	const proposalId = randomUUID();
	const basis = "QĐ 214/QĐ-STC";
	await proposeRole(contextOf(house.db, by, now), { proposalId, email: to.email, role, basis });
	return proposalId;
}
const confirm = (proposalId: string, by = second, now = MONDAY) =>
	confirmProposal(contextOf(house.db, by, now), { proposalId });
async function grantsAt(at: string) {
	const held = house.db.selectFrom("personRole").select(["role", "scopeId", "effectiveAt", "confirmsFrom"]);
	const rows = await held.where("personId", "=", person.personId).where("revokedAt", "is", null).execute();
	return grantsInForce(rows, new Date(at));
}
const rolesAt = async (at: string) => (await grantsAt(at)).map(({ role }) => role);

async function outcomes(runs: readonly Promise<unknown>[]): Promise<string[]> {
	const settled = await Promise.allSettled(runs);
	return settled
		.map((outcome) => {
			if (outcome.status === "fulfilled") return "done";
			const refusal = asRefusal(outcome.reason);
			if (!refusal) throw outcome.reason;
			return refusal.code;
		})
		.sort();
}

const jobsAbout = async (id: string) => {
	const { rows } = await sql<{ what: string }>`
		select payload ->> 'what' as what from graphile_worker._private_jobs where payload ->> 'id' = ${id} order by id`.execute(
		house.owner,
	);
	return rows.map(({ what }) => what);
};

describe("a role that moves money or rights", () => {
	test("is proposed by one, confirmed by another, and holds from 8:00 of the next working day", async () => {
		const proposalId = await propose();
		expect(await rolesAt("2026-12-31T00:00:00Z")).toEqual([]);
		await confirm(proposalId);
		// Monday was a working day, Tuesday is a day off: Wednesday 25 November, 8:00 in Ho Chi Minh City.
		expect(await rolesAt("2026-11-25T00:59:59Z")).toEqual([]);
		expect(await rolesAt("2026-11-25T01:00:00Z")).toEqual(["finance_officer"]);
		const [grant] = await grantsAt("2026-11-25T01:00:00Z");
		expect(grant?.confirmsFrom).toEqual(new Date("2026-12-02T01:00:00Z"));
		expect(await jobsAbout(proposalId)).toEqual(["give-role:proposed", "give-role:confirmed"]);
		const entries = await house.db
			.selectFrom("auditEntry")
			.select(["action", "actorId", "facts"])
			.where("subjectId", "=", person.personId)
			.orderBy("id")
			.execute();
		expect(entries).toMatchObject([
			{ action: "identity.give-role-proposed", actorId: first.personId, facts: { basis: "QĐ 214/QĐ-STC" } },
			{ action: "identity.give-role-confirmed", actorId: second.personId, facts: { role: "finance_officer" } },
		]);
		// Again changes nothing.
		await confirm(proposalId);
	});

	test.each(["finance_officer", "programme_officer", "administrator"] as const)(
		"%s is not given at once",
		async (role) => {
			const attempt = grantRole(contextOf(house.db, first), { email: person.email, role, scopeId: "" });
			await expect(attempt).rejects.toMatchObject({ code: "people_refusal_by_two" });
		},
	);

	test("not even by writing it into the table in an administrator's name", async () => {
		const grant = { personId: person.personId, grantedAt: MONDAY, grantedBy: first.personId };
		for (const role of ["finance_officer", "programme_officer", "administrator"]) {
			const written = house.db
				.insertInto("personRole")
				.values({ ...grant, role })
				.execute();
			await expect(written).rejects.toMatchObject({ constraint: "person_role_by_two" });
		}
	});

	test("nobody proposes one's own, confirms one's own proposal or one's own role", async () => {
		const own = propose("administrator", { to: first });
		await expect(own).rejects.toMatchObject({ code: "people_refusal_own_roles", status: 403 });
		const proposalId = await propose();
		await expect(confirm(proposalId, first)).rejects.toMatchObject({ code: "people_refusal_proposed_by_you" });
		const forHer = await makeStaff(house.db, "administrator");
		const update = {
			state: "confirmed",
			endedAt: MONDAY,
			endedByName: "",
			effectiveAt: new Date("2026-11-25T01:00:00Z"),
		};
		for (const endedBy of [first.personId, person.personId]) {
			const written = house.db
				.updateTable("personProposal")
				.set({ ...update, endedBy })
				.where("id", "=", proposalId);
			await expect(written.execute()).rejects.toMatchObject({
				constraint:
					endedBy === first.personId ? "person_proposal_two_persons" : expect.stringMatching(/oneself|administrators/),
			});
		}
		await revokeRole(contextOf(house.db, first), { grantId: await grantOf(forHer) });
	});

	test.each(["auditor", "finance_officer", "reviewer"] as const)("a %s neither proposes nor confirms", async (role) => {
		const staff = await makeStaff(house.db, role);
		await expect(propose("finance_officer", { by: staff })).rejects.toMatchObject({ status: 403 });
		await expect(confirm(await propose(), staff)).rejects.toMatchObject({ status: 403 });
		await expect(propose("finance_officer", { by: { ...first, secondFactor: false } })).rejects.toMatchObject({
			status: 403,
		});
	});

	test("is declined with a reason, or withdrawn by who proposed it; then it is over", async () => {
		const declined = await propose();
		await declineProposal(contextOf(house.db, second, MONDAY), { proposalId: declined, words: "Chưa có quyết định." });
		await expect(confirm(declined, third)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		const withdrawn = await propose();
		await expect(
			withdrawProposal(contextOf(house.db, second, MONDAY), { proposalId: withdrawn }),
		).rejects.toMatchObject({ code: "people_refusal_not_proposed_by_you" });
		await withdrawProposal(contextOf(house.db, first, MONDAY), { proposalId: withdrawn });
		await expect(confirm(withdrawn)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		expect(await rolesAt("2027-01-01T00:00:00Z")).toEqual([]);
	});

	test("lapses at the end of the fifth working day, and may be proposed anew", async () => {
		const proposalId = await propose();
		// Working days after Friday 20: 23, 25, 26, 27, 30.
		const last = new Date("2026-11-30T16:59:59Z");
		const late = new Date("2026-11-30T17:00:00Z");
		expect((await unsafeFindProposal(house.db, proposalId, last))?.state).toBe("proposed");
		expect((await unsafeFindProposal(house.db, proposalId, late))?.state).toBe("lapsed");
		await expect(confirm(proposalId, second, late)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		await expect(propose()).rejects.toMatchObject({ constraint: "person_proposal_one_live" });
		const anew = await propose("finance_officer", { now: late });
		expect(await jobsAbout(proposalId)).toEqual(["give-role:proposed", "give-role:lapsed"]);
		await lapseProposals(house.db, new Date("2027-01-10T00:00:00Z"));
		expect((await unsafeFindProposal(house.db, anew, late))?.endedAt).toEqual(new Date("2027-01-10T00:00:00Z"));
	});

	test("is not confirmed once its proposer is an administrator no more, or is suspended", async () => {
		for (const lose of ["role", "account"]) {
			const proposer = await makeStaff(house.db, "administrator");
			const proposalId = await propose("finance_officer", { by: proposer, to: await makePerson(house.db) });
			if (lose === "role") await revokeRole(contextOf(house.db, second), { grantId: await grantOf(proposer) });
			else await suspendPerson(contextOf(house.db, second), { personId: proposer.personId, reason: "Mất máy." });
			expect(await outcomes([confirm(proposalId)])).toEqual(["people_refusal_administrators_changed"]);
		}
	});
});

const grantOf = async ({ personId }: Actor) =>
	(
		await house.db
			.selectFrom("personRole")
			.select("id")
			.where("personId", "=", personId)
			.where("revokedAt", "is", null)
			.executeTakeFirstOrThrow()
	).id;

describe("at the same moment", () => {
	test("two confirm: one does", async () => {
		const proposalId = await propose();
		expect(await outcomes([confirm(proposalId, second), confirm(proposalId, third)])).toEqual([
			"done",
			"house_refusal_moved_on",
		]);
	});

	test("one confirms and the proposer withdraws: one of the two", async () => {
		const proposalId = await propose();
		const told = await outcomes([
			confirm(proposalId),
			withdrawProposal(contextOf(house.db, first, MONDAY), { proposalId }),
		]);
		expect(told).toEqual(["done", "house_refusal_moved_on"]);
	});

	test("the same role is proposed by two: one does", async () => {
		const told = await outcomes([
			propose("finance_officer", { by: first }),
			propose("finance_officer", { by: second }),
		]);
		expect(told).toEqual(["done", "people_refusal_proposed_already"]);
	});

	test("administrator and payer are confirmed for one person: one of the two", async () => {
		const proposals = [await propose("administrator"), await propose("finance_officer")];
		expect(await outcomes(proposals.map((proposalId) => confirm(proposalId)))).toEqual([
			"done",
			"people_refusal_apart",
		]);
	});

	test("and in the tables themselves, without any command", async () => {
		for (const other of ["finance_officer", "programme_officer", "auditor"]) {
			const { personId } = await makePerson(house.db);
			const grant = { personId, grantedAt: MONDAY, grantedBy: "installation" };
			const writes = ["administrator", other].map((role) =>
				house.db
					.insertInto("personRole")
					.values({ ...grant, role })
					.execute(),
			);
			expect(await outcomes(writes)).toEqual(["done", "people_refusal_apart"]);
		}
	});
});

describe("nobody holds administrator and another role", () => {
	test.each(["finance_officer", "programme_officer"] as const)("a %s becomes no administrator", async (role) => {
		const officer = await makeStaff(house.db, role);
		await expect(propose("administrator", { to: officer })).rejects.toMatchObject({ code: "people_refusal_apart" });
	});

	test("an administrator becomes no payer and no reviewer", async () => {
		await expect(propose("finance_officer", { to: third })).rejects.toMatchObject({ code: "people_refusal_apart" });
		const reviewer = { email: third.email, role: "reviewer", scopeId: "hoi-go" } as const;
		await expect(grantRole(contextOf(house.db, first), reviewer)).rejects.toMatchObject({
			code: "people_refusal_apart",
		});
	});
});

test("a form that is sent twice proposes once", async () => {
	const proposalId = randomUUID();
	const input = { proposalId, email: person.email, role: "finance_officer", basis: "QĐ 1" } as const;
	await proposeRole(contextOf(house.db, first, FRIDAY), input);
	await proposeRole(contextOf(house.db, first, FRIDAY), input);
	expect(await jobsAbout(proposalId)).toEqual(["give-role:proposed"]);
});
