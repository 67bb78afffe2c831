import { afterAll, beforeAll, expect, test } from "vitest";
import { makePerson } from "#e2e/support/makers.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { now } from "../clock.server.ts";
import { keepForm, takeKeptForm } from "./kept-form.server.ts";

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
async function keep(person: string | null = personId) {
	const kept = await keepForm(path, posted(typed), { sessionToken: `session ${++sessions}`, personId: person });
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
	// A session that was ended names nobody any more: then the browser alone tells.
	const nameless = await keep(null);
	expect(await takeKeptForm(nameless.browser, { id: nameless.id, path, personId })).not.toBeNull();
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
