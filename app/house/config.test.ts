import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigurationError, readConfig, settingNames } from "./config.server.ts";

const folder = mkdtempSync(join(tmpdir(), "donbay-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = "5".repeat(64);
const shared = { DATABASE_URL: "postgres://a:b@db:5432/donbay", SESSION_SECRET: secret, ENCRYPTION_KEY: secret };

function mistakesOf(read: () => unknown): string {
	try {
		read();
	} catch (error) {
		if (error instanceof ConfigurationError) return error.mistakes.join("\n");
		throw error;
	}
	return "none";
}

describe("the configuration", () => {
	test("has defaults, and makes secrets of its own beside its own database", () => {
		const first = readConfig({ DATA_DIR: folder });
		expect(first).toMatchObject({ PORT: 3000, WORKER: true, DEMO: false });
		expect(first.sessionSecrets).toEqual([{ version: 1, value: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
		expect(readConfig({ DATA_DIR: folder }).encryptionKeys).toEqual(first.encryptionKeys);
		expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
	});

	test("takes an empty variable as unset", () => {
		const config = readConfig({ ...shared, PORT: "", SMTP_URL: "" });
		expect([config.PORT, config.SMTP_URL]).toEqual([3000, undefined]);
	});

	test("asks for shared secrets with a shared database", () => {
		expect(() => readConfig({ DATABASE_URL: shared.DATABASE_URL })).toThrow(/SESSION_SECRET.*\n.*ENCRYPTION_KEY/);
	});

	test.each([
		["PORT", "many", /^PORT: /],
		["PORT", "70000", /^PORT: /],
		["DATABASE_URL", "mysql://x", /^DATABASE_URL: must be an address like postgres:/],
		["SMTP_URL", "mail.example", /^SMTP_URL: must be an address like smtp:/],
		["ENCRYPTION_KEY", "short", /^ENCRYPTION_KEY: must be 64 hexadecimal digits/],
		["SESSION_SECRET", "short", /^SESSION_SECRET: must be at least 32 characters/],
		["ENCRYPTION_KEY", `1:${secret},2:${secret}`, /^ENCRYPTION_KEY: the newest version stands first: 2 after 1/],
		["ENCRYPTION_KEY", `2:${secret},2:${secret}`, /^ENCRYPTION_KEY: the newest version stands first: 2 after 2/],
		["ENCRYPTION_KEY", `2:${secret},1:abc`, /^ENCRYPTION_KEY: version 1 must be 64 hexadecimal digits/],
		["ENCRYPTION_KEY", `2:${secret},${secret}`, /^ENCRYPTION_KEY: must be one value, or several as 2:new,1:old/],
		["ENCRYPTION_KEY", `256:${secret}`, /^ENCRYPTION_KEY: version 256 must be a number from 1 to 255/],
		["ENCRYPTION_KEY", `0:${secret}`, /^ENCRYPTION_KEY: version 0 must be a number from 1 to 255/],
		["SESSION_SECRET", `2:${secret},1:short`, /^SESSION_SECRET: version 1 must be at least 32 characters/],
		["WORKER", "yes", /^WORKER: /],
		["NODE_ENV", "prod", /^NODE_ENV: must be "production", "development" or "test"/],
		["NODE_ENV", "Production", /^NODE_ENV: must be "production"/],
		["EMBEDDED_DATABASE", "yes", /^EMBEDDED_DATABASE: /],
		["EMBEDDED_DATABASE", "on", /^EMBEDDED_DATABASE: must not be on where DATABASE_URL is set/],
		["HELP_EMAIL", "nobody", /^HELP_EMAIL: must be an e-mail address/],
		["PAYER_ACCOUNT", "12-34", /^PAYER_ACCOUNT: must be an account number/],
		["PAYER_ACCOUNT", "0009990001", /^PAYER_BANK_BIN: must be set too/],
		["PAYER_BANK_BIN", "970436", /^PAYER_ACCOUNT: must be set too/],
		["STRIPE_SECRET_KEY", "pk_test_51abcdefgh", /^STRIPE_SECRET_KEY: must be a secret or restricted key of Stripe/],
		["STRIPE_SECRET_KEY", "sk_test_51abcdefgh", /^STRIPE_WEBHOOK_SECRET: must be set too/],
		["STRIPE_WEBHOOK_SECRET", "secret", /^STRIPE_WEBHOOK_SECRET: must be the signing secret/],
		["STRIPE_WEBHOOK_SECRET", "whsec_abcdefgh", /^STRIPE_SECRET_KEY: must be set too/],
		["STRIPE_API_BASE", "localhost:12111", /^STRIPE_API_BASE: must be an address like https:/],
	])("says what is wrong with %s=%s", (name, value, sentence) => {
		try {
			readConfig({ ...shared, [name]: value });
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(ConfigurationError);
			expect((error as ConfigurationError).mistakes.join("\n")).toMatch(sentence);
		}
	});

	test("is for production unless NODE_ENV says otherwise", () => {
		expect(readConfig(shared).NODE_ENV).toBe("production");
		expect(readConfig({ ...shared, NODE_ENV: "" }).NODE_ENV).toBe("production");
		expect(readConfig({ ...shared, NODE_ENV: "development" }).NODE_ENV).toBe("development");
	});

	test.each([
		["nothing set", {}, null],
		["production set by hand", { NODE_ENV: "production" }, /^DATABASE_URL: .* or set EMBEDDED_DATABASE=on/],
		["production, and embedded on purpose", { NODE_ENV: "production", EMBEDDED_DATABASE: "on" }, null],
		[
			"production, and never embedded",
			{ NODE_ENV: "production", EMBEDDED_DATABASE: "off" },
			/^DATABASE_URL: must be set/,
		],
		["never embedded", { EMBEDDED_DATABASE: "off" }, /^DATABASE_URL: must be set where EMBEDDED_DATABASE is off/],
		["development", { NODE_ENV: "development" }, null],
		["the demo", { NODE_ENV: "production", DEMO: "on" }, null],
		["production with a database", { ...shared, NODE_ENV: "production" }, null],
		["a database, and never embedded", { ...shared, EMBEDDED_DATABASE: "off" }, null],
	])("without DATABASE_URL: %s", (_what, environment, sentence) => {
		const read = () => readConfig({ DATA_DIR: folder, ...environment });
		if (sentence === null) expect(read).not.toThrow();
		else expect(mistakesOf(read)).toMatch(sentence);
	});

	test("takes several versions of a secret, newest first", () => {
		const other = "b".repeat(64);
		const config = readConfig({ ...shared, ENCRYPTION_KEY: `3:${other}, 1:${secret}` });
		expect(config.encryptionKeys).toEqual([
			{ version: 3, value: other },
			{ version: 1, value: secret },
		]);
		expect(config.sessionSecrets).toEqual([{ version: 1, value: secret }]);
	});

	test("tells all mistakes at once", () => {
		try {
			readConfig({ ...shared, PORT: "x", WORKER: "maybe", LOG_LEVEL: "loud" });
			expect.unreachable();
		} catch (error) {
			expect((error as ConfigurationError).mistakes).toHaveLength(3);
		}
	});

	test("stands in the README's table, every setting with its default", () => {
		const table = readFileSync("README.md", "utf8").split("\n## Configuration\n")[1]?.split("\n## ")[0] ?? "";
		const rows = [...table.matchAll(/^\| `(\w+)` +\| (.+?) +\|/gm)].map(([, name = "", said]) => [name, said] as const);
		expect(rows.map(([name]) => name).sort()).toEqual([...settingNames].sort());

		const inWords = (value: unknown) => (typeof value === "boolean" ? (value ? "on" : "off") : String(value));
		const defaults = Object.entries(readConfig(shared)).filter(
			([name, value]) => !(name in shared) && settingNames.includes(name) && !Array.isArray(value),
		);
		expect(defaults.length).toBeGreaterThan(25);
		const told = new Map(rows);
		for (const [name, value] of defaults) expect([name, told.get(name)]).toEqual([name, `\`${inWords(value)}\``]);
	});
});
