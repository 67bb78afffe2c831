import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { text } from "#app/form/fields.ts";
import { readPosted } from "#app/house/http.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { createApp } from "./http.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const kept = (value: string) =>
	sql<{ plain: string; json: { value: string } }>`
		select ${value}::text as plain, ${JSON.stringify({ value })}::jsonb as json`.execute(house.db);

test("PostgreSQL refuses U+0000, and no form that was read holds it", async () => {
	await expect(kept("a\0")).rejects.toMatchObject({ code: "22021" });
	await expect(sql`select ${JSON.stringify({ value: "a\0" })}::jsonb`.execute(house.db)).rejects.toMatchObject({
		code: "22P05",
	});
	const body = new URLSearchParams("name=a%00b&notes=%00");
	const request = new Request("https://donbay.example/", { method: "POST", body });
	const read = await readPosted(request, z.object({ name: text(), notes: z.string() }));
	expect(read).toEqual({ ok: true, data: { name: "ab", notes: "" }, given: { name: "ab", notes: "" } });
	if (!read.ok) return;
	expect((await kept(read.data.name)).rows).toEqual([{ plain: "ab", json: { value: "ab" } }]);
});

test("nothing is at an address that holds U+0000", async () => {
	let asked = 0;
	const build = async () => {
		asked++;
		throw new Error("the router was asked");
	};
	const server = createApp({ build, assets: () => {} }).listen(0);
	const { port } = server.address() as AddressInfo;
	const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
	try {
		expect(await statusOf("/verify/a%00")).toBe(404);
		expect(await statusOf("/verify?code=%00")).toBe(404);
		expect(asked).toBe(0);
		// A percent sign that is itself written so, and two zeros.
		await statusOf("/verify?code=%2500");
		expect(asked).toBe(1);
	} finally {
		server.close();
	}
});
