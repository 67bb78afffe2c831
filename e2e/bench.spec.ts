import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "#testing/fixtures.ts";

type Measured = { what: string; unit: string; ours: number; bare: number };

const INTO = "test-results/bench.json";

/** What there must be a figure of, for us and for the bare thing. How fast it is depends on the machine. */
const expected = [
	...["Home", "Verify", "Question", "Application"].flatMap((page) => [
		new RegExp(`^${page} \\(\\d+ kB\\), 1 connection$`),
		new RegExp(`^${page} \\(\\d+ kB\\), 10 connections$`),
		new RegExp(`^${page}, processor time a request$`),
	]),
	...["Home", "Verify", "Question", "Application", "Cost lines", "Check", "Business"].map(
		(page) => new RegExp(`^JavaScript of ${page}, gzipped$`),
	),
	/^Approval, one at a time$/,
	/^Approval, 8 at a time$/,
	/^Commit with a line in the audit log, 16 at a time$/,
	/^Report as CSV, 5,000 rows$/,
];

test("the bench still measures all that it tells of", async () => {
	test.setTimeout(300_000);
	rmSync(INTO, { force: true });
	// On copies of the demo that all these tests use.
	const demo = process.env.DONBAY_E2E ?? "";
	await promisify(execFile)(process.execPath, ["scripts/bench.js", "--quick", `--demo=${demo}`, `--into=${INTO}`]);
	const { measured } = JSON.parse(readFileSync(INTO, "utf8")) as { measured: Measured[] };
	expect(measured).toHaveLength(expected.length);
	for (const what of expected) {
		const line = measured.find((each) => what.test(each.what));
		expect(line, String(what)).toBeDefined();
		// A page without scripts has nothing to load.
		const least = /^JavaScript of (Home|Verify), gzipped$/.test(line?.what ?? "") ? 0 : Number.MIN_VALUE;
		expect(line?.ours, line?.what).toBeGreaterThanOrEqual(least);
		expect(line?.bare, line?.what).toBeGreaterThan(0);
	}
});
