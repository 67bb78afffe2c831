import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { taxpayerOf } from "#app/kernel/tax-code.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { taxpayerIn } from "./taxpayer.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

test("PostgreSQL and the kernel agree whose a tax code is", async () => {
	const codes = ["0312687878", "0312687878-001", "0312687878-002", "0300588569-001", "079188012321", ""];
	const { rows } = await sql<{ taxCode: string; taxpayer: string }>`
		select tax_code, ${taxpayerIn("given.tax_code")} as taxpayer from unnest(${codes}::text[]) as given(tax_code)`.execute(
		house.db,
	);
	expect(rows.length).toBe(codes.length);
	for (const { taxCode, taxpayer } of rows) expect([taxCode, taxpayer]).toEqual([taxCode, taxpayerOf(taxCode)]);
});
