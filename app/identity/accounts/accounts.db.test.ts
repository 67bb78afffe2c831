import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { contextOf, makeAdministrators, makePerson, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { unsafeFindPerson } from "../people/people-page.server.ts";
import { unsafePeopleSide } from "../people/people-side.server.ts";
import { revokeRole } from "../people/revoke-role.server.ts";
import { confirmProposal } from "../proposals/confirm-proposal.server.ts";
import { declineProposal } from "../proposals/decline-proposal.server.ts";
import { withdrawProposal } from "../proposals/withdraw-proposal.server.ts";
import { endSessionsOf } from "./end-sessions-of.server.ts";
import { proposeFactorReset } from "./propose-factor-reset.server.ts";
import { remindOfFactor } from "./remind-of-factor.server.ts";
import { reopenPerson } from "./reopen-person.server.ts";
import { suspendPerson } from "./suspend-person.server.ts";

const MONDAY = new Date("2026-11-23T02:32:00Z");
const HOW = "Gặp tại phòng 204, xem thẻ.";

let house: TestHouse;
let first: Actor;
let second: Actor;
let third: Actor;
beforeAll(async () => {
	house = await testHouse();
	[first, second, third] = await makeAdministrators(house.db);
});
afterAll(() => house.close());

const ctx = (actor: Actor, now = MONDAY) => contextOf(house.db, actor, now);
const sessionsOf = async ({ personId }: Actor) =>
	(await house.db.selectFrom("personSession").select("id").where("userId", "=", personId).execute()).length;
const refusalOf = (run: Promise<unknown>) =>
	run.then(
		() => "done",
		(error: unknown) => asRefusal(error)?.code ?? Promise.reject(error),
	);

/** Somebody with a second factor, who is signed in. */
async function withFactor(person: Actor): Promise<void> {
	const on = house.db.updateTable("person").set({ twoFactorEnabled: true });
	await on.where("id", "=", person.personId).execute();
	await signedIn(house.db, person);
}

let officer: Actor;
beforeEach(async () => {
	officer = await makeStaff(house.db, "finance_officer");
	await withFactor(officer);
});

describe("suspending", () => {
	const suspend = (person: Actor, by = first) =>
		suspendPerson(ctx(by), { personId: person.personId, reason: "Mất máy." });

	test("works at once: sessions end, none begins, whoever asks for one", async () => {
		expect(await sessionsOf(officer)).toBe(1);
		await suspend(officer);
		expect(await sessionsOf(officer)).toBe(0);
		expect(await refusalOf(signedIn(house.db, officer))).toBe("identity_refusal_suspended");
		expect(await unsafeFindPerson(house.db, officer.personId, MONDAY)).toMatchObject({
			suspendedByName: first.name,
			suspendedWhy: "Mất máy.",
		});
		expect(await refusalOf(suspend(officer))).toBe("people_refusal_suspended_already");
	});

	test("is for administrators, not for oneself, and never leaves nobody", async () => {
		expect(await refusalOf(suspend(first))).toBe("people_refusal_own_roles");
		expect(await refusalOf(suspend(officer, await makeStaff(house.db, "auditor")))).toBe("house_refusal_not_yours");
		// Each of three suspends the next at the same moment: one of them stays, at least.
		const told = await Promise.all([
			refusalOf(suspend(second, first)),
			refusalOf(suspend(third, second)),
			refusalOf(suspend(first, third)),
		]);
		expect(told).toContain("done");
		const { rows } = {
			rows: await house.db.selectFrom("person").select("id").where("suspendedAt", "is", null).execute(),
		};
		const left = [first, second, third].filter(({ personId }) => rows.some(({ id }) => id === personId));
		expect(left.length).toBeGreaterThan(0);
		const open = { suspendedAt: null, suspendedBy: null, suspendedByName: null, suspendedWhy: null };
		await house.db.updateTable("person").set(open).where("suspendedAt", "is not", null).execute();
	});

	test("the database lets nobody suspend the last administrator", async () => {
		const alone = await testHouse();
		try {
			const only = await makeStaff(alone.db, "administrator");
			const closed = { suspendedAt: MONDAY, suspendedBy: "x", suspendedByName: "x", suspendedWhy: "x" };
			const written = alone.db.updateTable("person").set(closed).where("id", "=", only.personId).execute();
			await expect(written).rejects.toMatchObject({ constraint: "person_role_last_administrator" });
		} finally {
			await alone.close();
			house = await testHouse();
			first = await makeStaff(house.db, "administrator");
			second = await makeStaff(house.db, "administrator");
			third = await makeStaff(house.db, "administrator");
		}
	});

	test("who moves no money is let in again by one; who does, by two", async () => {
		const auditor = await makeStaff(house.db, "auditor");
		await suspend(auditor);
		const reopen = (person: Actor, by = first) =>
			reopenPerson(ctx(by), { personId: person.personId, proposalId: randomUUID(), reason: "Đã thu lại máy." });
		expect(await reopen(auditor)).toBeNull();
		await signedIn(house.db, auditor);

		await suspend(officer);
		const proposalId = (await reopen(officer)) ?? "";
		expect(await refusalOf(signedIn(house.db, officer))).toBe("identity_refusal_suspended");
		expect(await refusalOf(confirmProposal(ctx(first), { proposalId }))).toBe("people_refusal_proposed_by_you");
		await confirmProposal(ctx(second), { proposalId });
		await signedIn(house.db, officer);
	});
});

describe("ending sessions", () => {
	test("one, or all; not one's own, and only a person's own", async () => {
		await signedIn(house.db, officer);
		const [one] = await house.db
			.selectFrom("personSession")
			.select("id")
			.where("userId", "=", officer.personId)
			.execute();
		const end = (personId: string, sessionId?: string) =>
			endSessionsOf(ctx(first, new Date("2000-01-01T00:00:00Z")), { personId, ...(sessionId ? { sessionId } : {}) });
		expect(await refusalOf(end(second.personId, one?.id))).toBe("house_refusal_moved_on");
		await end(officer.personId, one?.id);
		expect(await sessionsOf(officer)).toBe(1);
		await end(officer.personId);
		expect(await sessionsOf(officer)).toBe(0);
		expect(await refusalOf(end(first.personId))).toBe("people_refusal_own_roles");
	});

	test("a role that is taken away ends them", async () => {
		const { id } = await house.db
			.selectFrom("personRole")
			.select("id")
			.where("personId", "=", officer.personId)
			.executeTakeFirstOrThrow();
		await revokeRole(ctx(first), { grantId: id });
		expect(await sessionsOf(officer)).toBe(0);
	});
});

describe("a lost second factor", () => {
	const start = async (person = officer, by = first, now = MONDAY) => {
		const proposalId = randomUUID();
		await proposeFactorReset(ctx(by, now), { personId: person.personId, proposalId, words: HOW });
		return proposalId;
	};

	test("closes the account from the first administrator's word on, until it is stopped", async () => {
		const proposalId = await start();
		expect(await sessionsOf(officer)).toBe(0);
		expect(await refusalOf(signedIn(house.db, officer, MONDAY))).toBe("people_refusal_reset_account");
		await withdrawProposal(ctx(first), { proposalId });
		await signedIn(house.db, officer);
		const again = await start();
		await declineProposal(ctx(second), { proposalId: again, words: "Không gặp được." });
		await signedIn(house.db, officer);
	});

	test("is checked by two, each in words of their own, and by neither for oneself", async () => {
		const proposalId = await start();
		expect(await refusalOf(confirmProposal(ctx(first), { proposalId, words: HOW }))).toBe(
			"people_refusal_proposed_by_you",
		);
		expect(await refusalOf(confirmProposal(ctx(second), { proposalId }))).toBe("people_refusal_checked_how");
		await confirmProposal(ctx(second), { proposalId, words: "Gọi qua số của phòng." });
		expect(await refusalOf(signedIn(house.db, officer, MONDAY))).toBe("people_refusal_reset_account");
		expect(await refusalOf(start(officer, third))).toBe("people_refusal_reset_running");
		expect(await refusalOf(start(first))).toBe("people_refusal_own_roles");
		await withFactor(third);
		const other = await start(third, first);
		expect(await refusalOf(confirmProposal(ctx(third), { proposalId: other, words: HOW }))).toBe(
			"people_refusal_own_roles",
		);
		await withdrawProposal(ctx(first), { proposalId: other });
	});

	test("that nobody confirmed in time lets the account in again", async () => {
		await start(officer, first, new Date("2000-01-03T02:00:00Z"));
		await signedIn(house.db, officer);
	});

	test("is for who has one, also of a business", async () => {
		const owner = await makePerson(house.db);
		expect(await refusalOf(start(owner))).toBe("people_refusal_no_factor");
		await withFactor(owner);
		await start(owner);
		expect(await sessionsOf(owner)).toBe(0);
	});
});

test("who has no second factor six working days after getting a role is named, and reminded once a day", async () => {
	// Monday 23 November; Friday 13 is six working days before, Monday 16 five.
	const late = await makePerson(house.db);
	const intime = await makePerson(house.db);
	const grant = { role: "reviewer", scopeId: "hoi-go", grantedBy: "test" };
	for (const [person, day] of [
		[late, "2026-11-13"],
		[intime, "2026-11-16"],
	] as const) {
		const grantedAt = new Date(`${day}T02:00:00Z`);
		await house.db
			.insertInto("personRole")
			.values({ ...grant, personId: person.personId, grantedAt })
			.execute();
	}
	const { late: named } = await unsafePeopleSide(house.db, first, MONDAY);
	const ids = named.map(({ personId }) => personId);
	expect(ids).toContain(late.personId);
	expect(ids).not.toContain(intime.personId);
	await remindOfFactor(ctx(first), { personId: late.personId });
	expect(await refusalOf(remindOfFactor(ctx(second), { personId: late.personId }))).toBe("people_refusal_reminded");
	await remindOfFactor(ctx(second, new Date("2026-11-24T02:32:00Z")), { personId: late.personId });
});
