/**
 * `npm run pictures`: takes the README's pictures anew from a demo of its own, in a browser, signed in as the demo's
 * people. Needs a build and otherwise nothing.
 */
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { generateSync } from "otplib";
import { findChromium } from "./find-chromium.js";
import { spawnServer, temporaryFolder } from "./spawn-server.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ role: string, email: string, password: string, totpSecret: string | null }} Account */

const wide = { width: 1280, height: 860 };
const narrow = { width: 360, height: 760 };

/** A small maker of furniture that wants to buy software for 118 million đồng. */
const checked = new URLSearchParams({
	section: "C",
	employees: "24",
	revenueDong: "18.600.000.000",
	capitalDong: "7.000.000.000",
	supportItemCode: "DX-SOLUTION",
	priceDong: "118.000.000",
});

/**
 * The first case in the queue's table that the reviewer has taken up: others ask for the declaration first, and the
 * reviewer's turns above the table lead to cases whose claims wait, too.
 *
 * @param {Page} page
 */
async function openCase(page) {
	await page.goto("/review");
	const links = await page
		.locator('main table a[href^="/review/HS-"]')
		.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
	for (const link of links) {
		await page.goto(link);
		if (new URL(page.url()).pathname === link) return;
	}
	throw new Error("the demo's reviewer has taken up no case");
}

/** @type {{ name: string, role: string | null, size: typeof wide, open: (page: Page) => Promise<unknown> }[]} */
const pictures = [
	{ name: "home", role: null, size: wide, open: (page) => page.goto("/") },
	{ name: "check", role: null, size: narrow, open: (page) => page.goto(`/check/result?${checked}`) },
	{ name: "case", role: "reviewer", size: wide, open: openCase },
	{ name: "money", role: "owner", size: narrow, open: (page) => page.goto("/money") },
	{ name: "finance", role: "finance officer", size: wide, open: (page) => page.goto("/finance") },
];

/**
 * @param {Page} page
 * @param {Account} account
 */
async function signIn(page, { email, password, totpSecret }) {
	await page.goto("/sign-in");
	await page.locator('[name="email"]').fill(email);
	await page.locator('[name="password"]').fill(password);
	await page.locator('[name="password"]').press("Enter");
	if (totpSecret) {
		await page.waitForURL("**/sign-in/second-factor");
		await page.locator('[name="code"]').fill(generateSync({ secret: totpSecret }));
		await page.locator('[name="code"]').press("Enter");
	}
	await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

const { folder, remove } = temporaryFolder("pictures");
const environment = {
	...{ NODE_ENV: "production", DATA_DIR: folder, DATABASE_URL: "", PUBLIC_URL: "", SMTP_URL: "" },
	...{ SESSION_SECRET: "", ENCRYPTION_KEY: "", PORT: "0", LOG_LEVEL: "error", DEMO: "on" },
};
try {
	const demo = await spawnServer(["build/server/demo.js"], environment, /ready (\S+)[\s\S]*demo\.json/);
	const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
	try {
		/** @type {Account[]} */
		const accounts = JSON.parse(readFileSync(join(folder, "demo.json"), "utf8")).accounts;
		mkdirSync("docs/pictures", { recursive: true });
		for (const { name, role, size, open } of pictures) {
			const page = await browser.newPage({
				baseURL: demo.found,
				viewport: size,
				locale: "vi-VN",
				timezoneId: "Asia/Ho_Chi_Minh",
				colorScheme: "light",
			});
			const account = accounts.find((candidate) => candidate.role === role);
			if (account) await signIn(page, account);
			await open(page);
			await page.waitForLoadState("networkidle");
			const title = await page.locator("h1").first().textContent();
			const path = `docs/pictures/${name}.png`;
			await page.screenshot({ path });
			console.log(`${path} (${Math.round(statSync(path).size / 1000)} kB): ${title}`);
			await page.close();
		}
	} finally {
		await browser.close();
		await demo.stop();
	}
} finally {
	remove();
}
