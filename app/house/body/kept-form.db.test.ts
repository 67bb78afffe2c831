import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { now } from "../clock.server.ts";
import { findKeptForm, keepForm } from "./kept-form.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const path = "/business/bank-account";
const number = "0071000998877";

async function keep(): Promise<string> {
	const body = new URLSearchParams({ bankBin: "970436", number, password: "mat-khau-bi-mat" });
	const id = await keepForm(path, new Request("https://donbay.example/", { method: "POST", body }));
	if (!id) throw new Error("not kept");
	return id;
}

test("what was typed comes back to its own page, without secrets", async () => {
	const id = await keep();
	expect(await findKeptForm(id, path)).toEqual({ bankBin: "970436", number });
	expect(await findKeptForm(id, "/business")).toBeNull();
	expect(await findKeptForm("no-such-form", path)).toBeNull();
});

test("nothing of it can be read in the table", async () => {
	const id = await keep();
	const row = await house.db.selectFrom("keptForm").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
	expect(JSON.stringify(row)).not.toContain(number);
	const other = await keep();
	await house.db
		.updateTable("keptForm")
		.set({ fields: JSON.stringify(row.fields) })
		.where("id", "=", other)
		.execute();
	await expect(findKeptForm(other, path)).rejects.toThrow();
});

test("after a day it is gone", async () => {
	const id = await keep();
	const yesterday = new Date(now().getTime() - 1000);
	await house.db.updateTable("keptForm").set({ expiresAt: yesterday }).where("id", "=", id).execute();
	expect(await findKeptForm(id, path)).toBeNull();
	await keep();
	const left = await house.db.selectFrom("keptForm").select("id").where("id", "=", id).execute();
	expect(left).toEqual([]);
});
