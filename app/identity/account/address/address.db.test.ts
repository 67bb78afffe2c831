import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { setPassword } from "../../passwords/set-password.server.ts";
import { findByLink, findWaitingAddress } from "./address-change.server.ts";
import { askAddress } from "./ask-address.server.ts";
import { cancelAddress, cancelAddressByLink } from "./cancel-address.server.ts";
import { confirmNewAddress } from "./confirm-address.server.ts";
import { resendAddress } from "./resend-address.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const now = new Date("2026-09-08T03:00:00Z");
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const anybody = (at = now) => contextOf(house.db, { visitor: true } as const, at);
const newEmail = () => `${randomUUID().slice(0, 8)}@moi.example.test`;

/** Lets a new address wait, and puts known links in the place of those that were mailed. */
async function waiting(email = newEmail(), person?: Actor) {
	const actor = person ?? (await makePerson(house.db));
	await askAddress(contextOf(house.db, actor, now), { email });
	const links = { confirm: `confirm-${randomUUID()}`, cancel: `cancel-${randomUUID()}` };
	await house.db
		.updateTable("addressChange")
		.set({ confirmHash: tokenHash(links.confirm), cancelHash: tokenHash(links.cancel) })
		.where("personId", "=", actor.personId)
		.where("endedAt", "is", null)
		.execute();
	return { actor, email, ...links };
}

async function emailOf(personId: string): Promise<string> {
	const { email } = await house.db
		.selectFrom("person")
		.select("email")
		.where("id", "=", personId)
		.executeTakeFirstOrThrow();
	return email;
}

const outcomes = async (tries: Promise<unknown>[]) =>
	(await Promise.allSettled(tries)).map((each) =>
		each.status === "fulfilled" ? "done" : (each.reason as { code?: string }).code,
	);

test("the old address works until the new one is confirmed, once, by its link", async () => {
	const { actor, email, confirm } = await waiting();
	expect(await emailOf(actor.personId)).toBe(actor.email);
	expect(await findWaitingAddress(house.db, actor.personId)).toMatchObject({ email });

	await confirmNewAddress(anybody(), { token: confirm });
	expect(await emailOf(actor.personId)).toBe(email);
	expect(await findWaitingAddress(house.db, actor.personId)).toBeNull();
	await expect(confirmNewAddress(anybody(), { token: confirm })).rejects.toMatchObject({
		code: "account_refusal_address_link",
	});
	const entries = await house.db
		.selectFrom("auditEntry")
		.select(["action", "facts"])
		.where("subjectId", "=", actor.personId)
		.orderBy("id")
		.execute();
	expect(entries.map((entry) => entry.action)).toEqual(["identity.address-change-asked", "identity.address-changed"]);
	expect(entries[1]?.facts).toEqual({ fromEmail: actor.email, toEmail: email });
});

test("only the newest asking counts, and a link sent again replaces the one before", async () => {
	const first = await waiting();
	const second = await waiting(newEmail(), first.actor);
	expect(await findByLink(house.db, "confirm", first.confirm, now)).toBeNull();
	await resendAddress(contextOf(house.db, first.actor, now));
	await expect(confirmNewAddress(anybody(), { token: second.confirm })).rejects.toMatchObject({
		code: "account_refusal_address_link",
	});
	// The way to stop it stays.
	await cancelAddressByLink(anybody(), { token: second.cancel });
	expect(await findWaitingAddress(house.db, first.actor.personId)).toBeNull();
});

test("what was dropped, ran out or never was cannot be confirmed", async () => {
	const dropped = await waiting();
	await cancelAddress(contextOf(house.db, dropped.actor, now));
	const stopped = await waiting();
	await cancelAddressByLink(anybody(), { token: stopped.cancel });
	const old = await waiting();
	const tries = [
		confirmNewAddress(anybody(), { token: dropped.confirm }),
		confirmNewAddress(anybody(), { token: stopped.confirm }),
		confirmNewAddress(anybody(hoursLater(24)), { token: old.confirm }),
		confirmNewAddress(anybody(), { token: "" }),
		confirmNewAddress(anybody(), { token: old.cancel }),
		cancelAddressByLink(anybody(), { token: old.confirm }),
		cancelAddressByLink(anybody(hoursLater(24)), { token: old.cancel }),
	];
	expect(new Set(await outcomes(tries))).toEqual(new Set(["account_refusal_address_link"]));
	expect(await emailOf(old.actor.personId)).toBe(old.actor.email);
	await confirmNewAddress(anybody(hoursLater(23)), { token: old.confirm });
});

test("nobody drops or sends again what waits for somebody else", async () => {
	const { actor } = await waiting();
	const stranger = await makePerson(house.db);
	const refusal = { code: "account_refusal_no_address_waits" };
	await expect(cancelAddress(contextOf(house.db, stranger, now))).rejects.toMatchObject(refusal);
	await expect(resendAddress(contextOf(house.db, stranger, now))).rejects.toMatchObject(refusal);
	expect(await findWaitingAddress(house.db, actor.personId)).not.toBeNull();
});

test("mails to new addresses are few in an hour, whoever they go to", async () => {
	const actor = await makePerson(house.db);
	const ask = () => askAddress(contextOf(house.db, actor, now), { email: newEmail() });
	for (let asked = 0; asked < 5; asked++) await ask();
	await expect(ask()).rejects.toMatchObject({ code: "house_refusal_too_many_tries" });
	await expect(resendAddress(contextOf(house.db, actor, now))).rejects.toMatchObject({
		code: "house_refusal_too_many_tries",
	});
});

test("mails to one new address are few in an hour, however many accounts ask for them", async () => {
	const email = newEmail();
	const asking = await Promise.all(Array.from({ length: 5 }, () => waiting(email)));
	const again = () => asking.map(({ actor }) => resendAddress(contextOf(house.db, actor, now)));
	expect(new Set(await outcomes(again()))).toEqual(new Set(["done"]));
	await house.db.updateTable("rateLimit").set({ points: 60 }).where("key", "like", `%:new:${email}`).execute();
	expect(new Set(await outcomes(again()))).toEqual(new Set(["house_refusal_too_many_tries"]));
});

describe("where city roles are given only to addresses of the office", () => {
	beforeAll(() => {
		config.STAFF_MAIL_DOMAINS = ["tp.example.test"];
	});
	afterAll(() => {
		config.STAFF_MAIL_DOMAINS = [];
	});
	const refusal = { code: "account_refusal_mail_domain", field: "email" };
	const ask = (actor: Actor, email: string) => askAddress(contextOf(house.db, actor, now), { email });

	test("who holds one stays with the office, also with a role that is still to come", async () => {
		const officer = await makeStaff(house.db, "finance_officer");
		await expect(ask(officer, newEmail())).rejects.toMatchObject(refusal);
		await expect(ask(officer, `a@x.tp.example.test`)).rejects.toMatchObject(refusal);
		await ask(officer, `${randomUUID().slice(0, 8)}@tp.example.test`);
		await house.db
			.insertInto("personRole")
			.values({
				personId: officer.personId,
				role: "auditor",
				grantedAt: now,
				grantedBy: "test",
				effectiveAt: hoursLater(24),
			})
			.execute();
		await house.db
			.updateTable("personRole")
			.set({ revokedAt: now, revokedBy: "test" })
			.where("personId", "=", officer.personId)
			.where("role", "=", "finance_officer")
			.execute();
		await expect(ask(officer, newEmail())).rejects.toMatchObject(refusal);
	});

	test("a role that came after the asking keeps the link from taking the account elsewhere", async () => {
		const { actor, email, confirm } = await waiting();
		const role = { personId: actor.personId, role: "auditor", grantedAt: now, grantedBy: "test" };
		await house.db.insertInto("personRole").values(role).execute();
		await expect(confirmNewAddress(anybody(), { token: confirm })).rejects.toMatchObject(refusal);
		expect(await emailOf(actor.personId)).toBe(actor.email);
		const taken = house.db.updateTable("personRole").set({ revokedAt: now, revokedBy: "test" });
		await taken.where("personId", "=", actor.personId).execute();
		await confirmNewAddress(anybody(), { token: confirm });
		expect(await emailOf(actor.personId)).toBe(email);
	});

	test("people of associations and of businesses are free to choose", async () => {
		for (const actor of [
			await makePerson(house.db),
			await makeStaff(house.db, "reviewer", await makeAssociation(house.db)),
		]) {
			await ask(actor, newEmail());
		}
	});
});

test("the address in use is refused", async () => {
	const actor = await makePerson(house.db);
	await expect(askAddress(contextOf(house.db, actor, now), { email: actor.email })).rejects.toMatchObject({
		code: "account_refusal_same_address",
		field: "email",
	});
});

test("that an address is taken shows to nobody but its own reader, and it stays with who has it", async () => {
	const holder = await makePerson(house.db);
	// Asking for it looks the same as asking for a free one.
	const { actor, confirm } = await waiting(holder.email);
	await expect(confirmNewAddress(anybody(), { token: confirm })).rejects.toMatchObject({
		constraint: "person_email_once",
	});
	expect(await emailOf(actor.personId)).toBe(actor.email);
	expect(await emailOf(holder.personId)).toBe(holder.email);
});

test("a new password drops what waits: whoever had the old one may have asked for it", async () => {
	const { actor, confirm } = await waiting();
	await inTransaction(house.db, (trx) =>
		setPassword(trx, contextOf(house.db, actor, now), { hash: "mới", because: "password-reset" }),
	);
	expect(await findWaitingAddress(house.db, actor.personId)).toBeNull();
	const late = confirmNewAddress(anybody(), { token: confirm });
	await expect(late).rejects.toMatchObject({ code: "account_refusal_address_link" });
});

test("nothing is confirmed while the account is suspended", async () => {
	const { actor, confirm } = await waiting();
	const suspend = (suspendedAt: Date | null) =>
		house.db.updateTable("person").set({ suspendedAt }).where("id", "=", actor.personId).execute();
	await suspend(now);
	const blocked = confirmNewAddress(anybody(), { token: confirm });
	await expect(blocked).rejects.toMatchObject({ code: "account_refusal_address_link" });
	await suspend(null);
	await confirmNewAddress(anybody(), { token: confirm });
});

test("an account that a stranger opened with the address and never confirmed gives it up", async () => {
	const email = newEmail();
	const stranger = await makePerson(house.db);
	await house.db
		.updateTable("person")
		.set({ email, emailVerified: false })
		.where("id", "=", stranger.personId)
		.execute();
	const { actor, confirm } = await waiting(email);
	await confirmNewAddress(anybody(), { token: confirm });
	expect(await emailOf(actor.personId)).toBe(email);
	expect(await emailOf(stranger.personId)).toMatch(/@unconfirmed\.invalid$/);
});

test("two confirmations at once: one counts", async () => {
	const { actor, email, confirm } = await waiting();
	const tries = [1, 2, 3].map(() => confirmNewAddress(anybody(), { token: confirm }));
	expect((await outcomes(tries)).sort()).toEqual([
		"account_refusal_address_link",
		"account_refusal_address_link",
		"done",
	]);
	expect(await emailOf(actor.personId)).toBe(email);
});

test("two people who confirm the same address at once: one has it", async () => {
	const email = newEmail();
	const people = [await waiting(email), await waiting(email)];
	const tries = people.map(({ confirm }) => confirmNewAddress(anybody(), { token: confirm }));
	expect((await outcomes(tries)).filter((outcome) => outcome === "done")).toHaveLength(1);
	const emails = await Promise.all(people.map(({ actor }) => emailOf(actor.personId)));
	expect(emails.filter((each) => each === email)).toHaveLength(1);
});

test("two askings at once: one waits", async () => {
	const actor = await makePerson(house.db);
	const tries = [newEmail(), newEmail()].map((email) => askAddress(contextOf(house.db, actor, now), { email }));
	await Promise.all(tries);
	const rows = await house.db
		.selectFrom("addressChange")
		.select("outcome")
		.where("personId", "=", actor.personId)
		.execute();
	expect(rows.map((row) => row.outcome).sort()).toEqual([null, "replaced"].sort());
});

test("confirmed and stopped at once: one of the two", async () => {
	const { actor, email, confirm, cancel } = await waiting();
	const both = [confirmNewAddress(anybody(), { token: confirm }), cancelAddressByLink(anybody(), { token: cancel })];
	const said = await outcomes(both);
	expect([...said].sort()).toEqual(["account_refusal_address_link", "done"]);
	expect(await emailOf(actor.personId)).toBe(said[0] === "done" ? email : actor.email);
});
