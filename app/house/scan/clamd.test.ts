import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EICAR, FakeClamd } from "#testing/fake-clamd.ts";
import { clamdAddress, scan, TooLargeToScan } from "./clamd.server.ts";

let clamd: FakeClamd;
let url: string;
beforeEach(async () => {
	clamd = new FakeClamd();
	url = await clamd.start();
});
afterEach(() => clamd.stop());

const infected = Buffer.from(`%PDF-1.7\n${EICAR}`);
const tenMegabytes = randomBytes(10 * 1024 * 1024);

test.each([
	["tcp://scanner.example:3311", { host: "scanner.example", port: 3311 }],
	["tcp://scanner.example", { host: "scanner.example", port: 3310 }],
	["tcp://[::1]:3310", { host: "::1", port: 3310 }],
	["unix:///run/clam%20av/clamd.ctl", { path: "/run/clam av/clamd.ctl" }],
])("%s leads to %j", (address, leadsTo) => {
	expect(clamdAddress(address)).toEqual(leadsTo);
});

test("sends every byte in its order, and takes what is clean", async () => {
	for (const bytes of [Buffer.alloc(1), randomBytes(65_536), randomBytes(65_537), tenMegabytes]) {
		expect(await scan(url, bytes, 20_000)).toEqual({ found: null });
		expect(clamd.scanned.at(-1)?.equals(bytes)).toBe(true);
	}
});

test("names what was found, also where the answer comes letter by letter", async () => {
	expect(await scan(url, infected, 5_000)).toEqual({ found: "Eicar-Signature" });
	clamd.manners.letterByLetter = true;
	expect(await scan(url, infected, 5_000)).toEqual({ found: "Eicar-Signature" });
	expect(await scan(url, Buffer.from("%PDF-"), 5_000)).toEqual({ found: null });
});

test("speaks over a socket of this machine", async () => {
	const local = new FakeClamd();
	const address = await local.start(join(tmpdir(), `clamd-${randomBytes(6).toString("hex")}.ctl`));
	expect(await scan(address, infected, 5_000)).toEqual({ found: "Eicar-Signature" });
	await local.stop();
	await expect(scan(address, infected, 5_000)).rejects.toThrow("ENOENT");
});

test("many files at once each get their own answer", async () => {
	const files = Array.from({ length: 20 }, (_, at) => (at % 3 === 0 ? infected : Buffer.from(`%PDF-${at}`)));
	const answers = await Promise.all(files.map((file) => scan(url, file, 10_000)));
	expect(answers.map(({ found }) => found !== null)).toEqual(files.map((file) => file === infected));
});

test("what the scanner does not take for its size is told apart, also where it hangs up in the middle", async () => {
	clamd.manners.maxBytes = 1_000_000;
	for (let again = 0; again < 5; again++) {
		await expect(scan(url, tenMegabytes, 10_000)).rejects.toBeInstanceOf(TooLargeToScan);
	}
	expect(await scan(url, Buffer.alloc(1_000_000), 5_000)).toEqual({ found: null });
});

test.each([
	["says nothing", { says: null }, "took too long"],
	["hangs up", { hangsUp: true }, /hung up|ECONNRESET|EPIPE/],
	["says that it failed", { says: "stream: Can't allocate memory ERROR" }, "Can't allocate memory"],
	["says something else that ends in OK", { says: "UNKNOWN COMMAND, OK" }, "UNKNOWN COMMAND"],
	["says nothing but a zero", { says: "" }, "the malware scanner says: "],
	["talks without end", { says: "x".repeat(100_000) }, "says too much"],
])("a scanner that %s has not scanned", async (_what, manners, message) => {
	clamd.manners = manners;
	await expect(scan(url, infected, 300)).rejects.toThrow(message);
});

test("a scanner that is away has not scanned", async () => {
	await clamd.stop();
	await expect(scan(url, infected, 5_000)).rejects.toThrow("ECONNREFUSED");
	clamd = new FakeClamd();
	await clamd.start();
});
