import { afterAll, beforeAll, expect, test } from "vitest";
import { keepForm, takeKeptForm } from "#app/house/body/kept-form.server.ts";
import { now } from "#app/house/clock.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makePerson } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { requireActor } from "../session.server.ts";
import { endSessions } from "./end-sessions.server.ts";
import { insertSession, sessionHeaders } from "./start-session.server.ts";

let house: TestHouse;
let personId: string;
let sessions = 0;
beforeAll(async () => {
	house = await testHouse();
	personId = (await makePerson(house.db)).personId;
});
afterAll(() => house.close());

const path = "/business/bank-account";
const number = "0071000998877";
const typed = { bankBin: "970436", number, password: "mat-khau-bi-mat" };

const posted = (fields: Record<string, string>, cookie = "") =>
	new Request("https://donbay.example/", { method: "POST", body: new URLSearchParams(fields), headers: { cookie } });

/** Kept in a session of its own; the request of the browser that comes back for it. */
async function keep() {
	const kept = await keepForm(path, posted(typed), { sessionToken: `session ${++sessions}`, personId });
	if (!kept) throw new Error("not kept");
	const [cookie = ""] = kept.setCookie.split(";");
	return {
		id: kept.id,
		setCookie: kept.setCookie,
		browser: new Request("https://donbay.example/", { headers: { cookie } }),
	};
}

const stranger = new Request("https://donbay.example/", { headers: { cookie: `kept_form=${"0".repeat(64)}` } });

test("what was typed comes back to its own page, without secrets, and once", async () => {
	const { id, browser, setCookie } = await keep();
	expect(setCookie).toMatch(/^kept_form=[0-9a-f]{64}; .*HttpOnly/);
	expect(await takeKeptForm(browser, { id, path: "/business", personId })).toBeNull();
	expect(await takeKeptForm(browser, { id: "no-such-form", path, personId })).toBeNull();
	expect(await takeKeptForm(browser, { id, path, personId })).toEqual({ bankBin: "970436", number });
	expect(await takeKeptForm(browser, { id, path, personId })).toBeNull();
});

test("no other browser gets it, and no other person", async () => {
	const { id, browser } = await keep();
	const other = await makePerson(house.db);
	expect(await takeKeptForm(stranger, { id, path, personId })).toBeNull();
	expect(await takeKeptForm(new Request("https://donbay.example/"), { id, path, personId })).toBeNull();
	expect(await takeKeptForm(browser, { id, path, personId: other.personId })).toBeNull();
	expect(await takeKeptForm(browser, { id, path, personId })).not.toBeNull();
	// Where nobody knows whose it is, whoever signs in next in this browser would see it.
	expect(await keepForm(path, posted(typed), { sessionToken: "of nobody", personId: null })).toBeNull();
});

test("at most 64 KB are kept, no file, and ten an hour for one session", async () => {
	const sender = { sessionToken: "much", personId };
	const kept = (note: string) => keepForm(path, posted({ note }), sender);
	expect(await kept("ệ".repeat(21_000))).not.toBeNull();
	expect(await kept("ệ".repeat(22_000))).toBeNull();
	expect(await kept("a".repeat(5_000_000))).toBeNull();
	const body = new FormData();
	body.set("file", new File(["%PDF-1.7"], "a.pdf"));
	expect(await keepForm(path, new Request("https://donbay.example/", { method: "POST", body }), sender)).toBeNull();
	for (let at = 1; at < 10; at++) expect(await kept("a")).not.toBeNull();
	expect(await kept("a")).toBeNull();
	expect(await keepForm(path, posted(typed), { sessionToken: "another", personId })).not.toBeNull();
});

test("what is posted in a session that was ended is its person's, who gets it back, and nobody else at that browser", async () => {
	const person = { personId, name: "Lan", email: "lan@doanh-nghiep.example", twoFactorEnabled: false };
	const browser = new Request("https://donbay.example/sign-in", { method: "POST" });
	const sessionId = await inTransaction(house.db, (trx) =>
		insertSession(trx, browser, { person, amr: ["pwd"] }, now()),
	);
	const headers = await sessionHeaders(browser, sessionId);
	const session = headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
	await inTransaction(house.db, (trx) =>
		endSessions(trx, { actor: { system: "test" }, now: now() }, { personId, because: "ended-by-person" }),
	);
	const late = posted(typed, session.join("; "));
	const away: unknown = await requireActor(late).catch((response: unknown) => response);
	const { kept, to } = Object.fromEntries(
		new URL((away as Response).headers.get("Location") ?? "", late.url).searchParams,
	);
	const cookie = (away as Response).headers.getSetCookie()[0]?.split(";")[0] ?? "";
	const back = new Request("https://donbay.example/", { headers: { cookie } });
	const next = await makePerson(house.db);
	const form = { id: kept ?? "", path: to ?? "" };
	expect(await takeKeptForm(back, { ...form, personId: next.personId })).toBeNull();
	expect(await takeKeptForm(back, { ...form, personId })).toEqual({ bankBin: "970436", number });
});

test("one person keeps only so many on a day, in however many sessions", async () => {
	const { personId: busy } = await makePerson(house.db);
	const kept = (session: number) => keepForm(path, posted(typed), { sessionToken: `busy ${session}`, personId: busy });
	for (let at = 0; at < 60; at++) expect(await kept(at)).not.toBeNull();
	expect(await kept(60)).toBeNull();
});

test("nothing of it can be read in the table", async () => {
	const { id } = await keep();
	const row = await house.db.selectFrom("keptForm").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
	expect(JSON.stringify(row)).not.toContain(number);
	const other = await keep();
	await house.db
		.updateTable("keptForm")
		.set({ fields: JSON.stringify(row.fields) })
		.where("id", "=", other.id)
		.execute();
	await expect(takeKeptForm(other.browser, { id: other.id, path, personId })).rejects.toThrow();
});

test("after a day it is gone", async () => {
	const { id, browser } = await keep();
	const yesterday = new Date(now().getTime() - 1000);
	await house.db.updateTable("keptForm").set({ expiresAt: yesterday }).where("id", "=", id).execute();
	expect(await takeKeptForm(browser, { id, path, personId })).toBeNull();
	await keep();
	const left = await house.db.selectFrom("keptForm").select("id").where("id", "=", id).execute();
	expect(left).toEqual([]);
});
