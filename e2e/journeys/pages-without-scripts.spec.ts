import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, type House, test } from "#testing/fixtures.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** An address of each kind of page that is only read, and the page that says that nothing is there. */
async function pagesToRead(house: House): Promise<string[]> {
	const [certificate] = await house.query<{ code: string }>("select code from certificate order by code limit 1");
	const answers = "section=C&employees=24&revenueDong=18600000000&capitalDong=7000000000&supportItemCode=DX-SOLUTION";
	return [
		"/",
		"/verify",
		"/verify?code=nonsense",
		`/verify/${certificate?.code}`,
		"/verify/AAAA-AAAA-AAAA",
		"/how-counted",
		"/open-data",
		"/personal-data",
		`/check/result?${answers}&priceDong=118000000`,
		"/check/result",
		"/nothing/of/the/kind",
	];
}

test("pages that are only read come without scripts, and may run none", async ({ house, request }) => {
	for (const path of await pagesToRead(house)) {
		const answer = await request.get(path);
		const html = await answer.text();
		expect(html, path).toContain("</html>");
		expect(html, path).not.toMatch(/<script|modulepreload|\son[a-z]+=/i);
		expect(answer.headers()["content-security-policy"], path).toContain("script-src 'none'");
	}
});

test("pages with forms that scripts help with have theirs", async ({ request }) => {
	for (const path of ["/check", "/assess", "/sign-in", "/sign-up"]) {
		const answer = await request.get(path);
		expect(await answer.text(), path).toMatch(/<script[^>]+nonce="/);
		expect(answer.headers()["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-[^']+'/);
	}
});

test("a page that says that it needs no scripts is opened as a document", () => {
	const files = readdirSync("app/routes", { recursive: true, encoding: "utf8" }).filter((file) =>
		file.endsWith(".tsx"),
	);
	const sources = files.map((file) => readFileSync(`app/routes/${file}`, "utf8"));
	const silent = sources.filter((source) => /handle = .*scripts: false/.test(source));
	expect(silent.length).toBeGreaterThan(5);
	for (const source of silent) {
		expect(source).toContain('export { clientLoader } from "#app/ui/shells/without-scripts.ts";');
		// A page with a loader of the browser alone is not rendered by the server.
		expect(source).toMatch(/export (async )?function loader\(/);
	}
});

test("back and forth between pages with and without scripts, also where one was loaded again", async ({ page }) => {
	await page.goto("/check");
	const check = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
	await page.getByRole("navigation", { name: "Các mục chính" }).getByRole("link", { name: "Xác minh" }).click();
	await expect(page).toHaveURL("/verify");
	await page.reload();
	await page.goBack();
	await expect(heading(page, check)).toBeVisible();
	await page.goForward();
	await expect(page.getByLabel("Mã xác minh")).toBeVisible();
	await page.goBack();
	await expect(heading(page, check)).toBeVisible();
});

test("the router of another page leads to such a page, and from it back", async ({ page }) => {
	await page.goto("/check");
	const check = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
	await page.waitForLoadState("networkidle");
	await page.getByRole("banner").getByRole("link", { name: "Đòn Bẩy" }).click();
	await expect(page).toHaveURL("/");
	await expect(page.locator("script")).toHaveCount(0);
	await page.reload();
	await page.goBack();
	await expect(heading(page, check)).toBeVisible();
});

test("a link to a part of such a page leads to that part", async ({ page }) => {
	await page.goto("/");
	await page.locator('main a[href^="/how-counted#"]').first().click();
	await expect(page).toHaveURL(/\/how-counted#[a-z-]+$/);
	await expect(page.locator(":target")).toBeInViewport();
});

test("language, appearance and the code's form work there", async ({ page, house }) => {
	const [certificate] = await house.query<{ code: string }>("select code from certificate order by code limit 1");
	await page.goto("/verify");
	await page.getByRole("contentinfo").getByRole("button", { name: "Tối" }).click();
	await expect(page).toHaveURL("/verify");
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
	await page.getByRole("link", { name: "English" }).click();
	await expect(page.locator("html")).toHaveAttribute("lang", "en");
	await page.locator('[name="code"]').fill(certificate?.code ?? "");
	await page.locator('[name="code"]').press("Enter");
	await expect(page).toHaveURL(`/verify/${certificate?.code}`);
	await expect(page.locator("script")).toHaveCount(0);
});
