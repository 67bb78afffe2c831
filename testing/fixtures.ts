import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import type axe from "axe-core";
import { generateSync } from "otplib";
import pg from "pg";
import type { DemoTemplate } from "./browser-setup.ts";
import { type DemoSubject, demoSubjects, timeFor } from "./demo-subjects.ts";
import { StripeStandIn } from "./stripe-stand-in.ts";

export type DemoRole =
	| "owner"
	| "reviewer"
	| "second reviewer"
	| "association manager"
	| "programme officer"
	| "second programme officer"
	| "finance officer"
	| "second finance officer"
	| "auditor"
	| "administrator"
	| "second administrator";

export type DemoAccount = { role: DemoRole; email: string; password: string; totpSecret: string | null };

export type House = {
	url: string;
	/** The settings by which a process of ours works on this house's database. */
	environment: NodeJS.ProcessEnv;
	accounts: DemoAccount[];
	/** Starts one more server process on the same database. */
	startServer: () => Promise<{ url: string; stop: () => Promise<void> }>;
	/** Stands in for Stripe, in a house that was asked to have it. */
	stripe: StripeStandIn | null;
	query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
	/** What the demo holds by this name. */
	subject: <Row extends pg.QueryResultRow>(name: DemoSubject) => Promise<Row>;
};

function template(): DemoTemplate {
	return JSON.parse(process.env.DONBAY_E2E ?? "{}") as DemoTemplate;
}

function environmentOf(databaseUrl: string): NodeJS.ProcessEnv {
	const { secrets } = template();
	return {
		...process.env,
		NODE_ENV: "production",
		DATABASE_URL: databaseUrl,
		SESSION_SECRET: secrets.session,
		ENCRYPTION_KEY: secrets.encryption,
		PORT: "0",
		HOST: "127.0.0.1",
		DEMO: "on",
		// All tests of a worker begin their drafts as one owner.
		OPEN_DRAFTS: "100",
		LOG_LEVEL: "info",
	};
}

async function startServer(env: NodeJS.ProcessEnv, name: string): Promise<{ url: string; stop: () => Promise<void> }> {
	mkdirSync("test-results", { recursive: true });
	const server: ChildProcess = spawn(process.execPath, ["build/server/start.js"], {
		env,
		stdio: ["ignore", "pipe", "pipe"],
	});
	const log = createWriteStream(join("test-results", `server-${name}.log`), { flags: "a" });
	server.stderr?.pipe(log);
	const url = await new Promise<string>((done, fail) => {
		server.stdout?.on("data", (chunk) => {
			log.write(chunk);
			const found = /ready (http:\S+)/.exec(String(chunk));
			if (found?.[1]) done(found[1]);
		});
		server.once("exit", (code) =>
			fail(new Error(`the server ended with ${code}; see test-results/server-${name}.log`)),
		);
	});
	return {
		url,
		stop: async () => {
			const gone = new Promise((done) => server.once("exit", done));
			server.kill("SIGTERM");
			await gone;
		},
	};
}

async function cloneDemo(): Promise<{ url: string; drop: () => Promise<void> }> {
	const { databaseUrl } = template();
	const source = new URL(databaseUrl).pathname.slice(1);
	const name = `e2e_${randomBytes(6).toString("hex")}`;
	const admin = new URL(databaseUrl);
	admin.pathname = "/postgres";
	const run = async (statement: string) => {
		const client = new pg.Client({ connectionString: admin.href });
		await client.connect();
		try {
			// Cloning needs the template to itself: one clone at a time.
			await client.query("select pg_advisory_lock(42)");
			await client.query(statement);
		} finally {
			await client.end();
		}
	};
	await run(`create database ${name} template ${source}`);
	const url = new URL(databaseUrl);
	url.pathname = `/${name}`;
	return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}

/** The house of this worker, once it stands. */
let houseOfWorker: House | undefined;

/** A code of the authenticator app that is good now: tests sign in more often than an app shows a new one. */
export async function freshCode({ email, totpSecret }: Pick<DemoAccount, "email" | "totpSecret">): Promise<string> {
	await houseOfWorker?.query(
		"update second_factor set last_step = null where user_id = (select id from person where email = $1)",
		[email],
	);
	return generateSync({ secret: totpSecret ?? "" });
}

/**
 * Before the server starts, which reads each version of the rules once. Versions are never changed, so triggers are off
 * meanwhile. Nothing is drawn for a second person, so that an approval goes the same way each time.
 */
async function setRules(pool: pg.Pool, settings: Record<string, string>): Promise<void> {
	await pool.query("alter table programme_version disable trigger user");
	await pool.query(
		"update programme_version set rules = jsonb_set(rules, '{settings}', rules->'settings' || $1::jsonb)",
		[JSON.stringify({ secondPersonSampleOneIn: null, ...settings })],
	);
	await pool.query("alter table programme_version enable trigger user");
}

type WorkerFixtures = {
	house: House;
	/** Files that name one share a house with no other file: for tests that leave it as no one else should find it. */
	ownHouse: string;
	/** The house is set up for Stripe, with a server that stands in for it. */
	withStripe: boolean;
	/** All its programmes pay through Stripe, with these settings besides. */
	stripeRules: Record<string, string> | null;
};
export const test = base.extend<object, WorkerFixtures>({
	// Playwright gives tests with another value another worker, and with it another house.
	ownHouse: ["", { scope: "worker", option: true }],
	withStripe: [false, { scope: "worker", option: true }],
	stripeRules: [null, { scope: "worker", option: true }],
	house: [
		async ({ browserName: _browser, ownHouse: _own, withStripe, stripeRules }, use, worker) => {
			const clone = await cloneDemo();
			const pool = new pg.Pool({ connectionString: clone.url, max: 2 });
			// The clone is dropped while its connections still say goodbye.
			pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
			const name = `worker-${worker.workerIndex}`;
			const stripe = withStripe ? await new StripeStandIn().start() : null;
			const environment = { ...environmentOf(clone.url), ...stripe?.settings };
			await setRules(pool, stripeRules ? { rail: "stripe", ...stripeRules } : {});
			const server = await startServer(environment, name);
			const demo = JSON.parse(readFileSync(join(template().dataDir, "demo.json"), "utf8")) as {
				accounts: DemoAccount[];
			};
			const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
				(await pool.query<Row>(sql, values)).rows;
			houseOfWorker = {
				url: server.url,
				environment,
				accounts: demo.accounts,
				startServer: () => startServer(environment, `${name}-second`),
				stripe,
				query,
				subject: async <Row extends pg.QueryResultRow>(name: DemoSubject) => {
					const [found] = await query<Row>(demoSubjects[name], timeFor(demoSubjects[name]));
					if (!found) throw new Error(`the demo has not: ${name}`);
					return found;
				},
			};
			await use(houseOfWorker);
			await pool.end();
			await server.stop();
			await stripe?.close();
			await clone.drop();
		},
		{ scope: "worker", timeout: 60_000 },
	],
	baseURL: async ({ house }, use) => use(house.url),
});

export { expect };

export function accountOf(house: House, role: DemoRole): DemoAccount {
	const account = house.accounts.find((candidate) => candidate.role === role);
	if (!account) throw new Error(`the demo has no ${role}`);
	return account;
}

/** Signs in as a person would: address, password, and the code where the account has one. */
export async function signIn(
	page: Page,
	account: Pick<DemoAccount, "email" | "password" | "totpSecret">,
): Promise<void> {
	// Each test is another day of the same few people; in one quarter of an hour nobody signs in so often (limits.server.ts).
	await houseOfWorker?.query("delete from rate_limit where key like 'sign-ins:%'");
	await page.goto("/sign-in");
	await page.getByLabel("Thư điện tử").fill(account.email);
	await page.getByLabel("Mật khẩu").fill(account.password);
	await page.getByRole("button", { name: "Đăng nhập" }).click();
	if (account.totpSecret) {
		await page.getByLabel("Mã 6 chữ số").fill(await freshCode(account));
		await page.getByRole("button", { name: "Tiếp tục" }).click();
	}
	await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

const widths = [360, 1280];

const axeRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Half the size of what the package exports, and read anew by each page.
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Loads axe with each page, for somebody who looks at them all: a third of the time of loading it afterwards. */
export async function withAxe(page: Page): Promise<void> {
	await page.addInitScript(axeSource);
}

/** What axe finds wrong on the page. The page keeps axe until it is left: axe's own wrapper loads it for every look, which takes ten times as long. */
async function axeFindings(page: Page): Promise<string[]> {
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
	return page.evaluate(async (rules) => {
		const options = { runOnly: rules, resultTypes: ["violations" as const] };
		const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ")}`);
	}, axeRules);
}

/** What a reader cannot read although the page is no wider: what sticks out of its panel, and words of a chart that are cut. */
function wordsOutside(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const words = (element: Element) => (element.textContent ?? "").trim().slice(0, 60);
		const wide = [...document.querySelectorAll(".panel")].filter((panel) => panel.scrollWidth > panel.clientWidth + 1);
		const cut = [...document.querySelectorAll("svg text")].filter((text) => {
			const { left, right } = text.getBoundingClientRect();
			return left < 0 || right > window.innerWidth;
		});
		return [...wide, ...cut].map(words);
	});
}

/** axe at both widths; leaves the page at the width it had. Not without scripts: then axe waits for timers that never ring. */
export async function expectAccessible(page: Page): Promise<void> {
	const before = page.viewportSize();
	for (const width of widths) {
		await page.setViewportSize({ width, height: 900 });
		expect(await axeFindings(page), `axe at ${width} px on ${page.url()}`).toEqual([]);
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect(overflow, `the page is wider than ${width} px on ${page.url()}`).toBeLessThanOrEqual(0);
		expect(await wordsOutside(page), `at ${width} px on ${page.url()}`).toEqual([]);
	}
	if (before) await page.setViewportSize(before);
}
