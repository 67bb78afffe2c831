import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { expect, expectAccessible, type House } from "#testing/fixtures.ts";

/** Somebody at a browser of their own. `look` checks the page they are on with axe, once for each kind of page. */
export type Person = { page: Page; house: House; look: () => Promise<void> };

/** The address without what differs from one application, claim, certificate or person to the next. */
function kindOf(address: string): string {
	const { pathname, search } = new URL(address);
	const path = pathname
		.replace(/\/(HS|DN|DC|NS|KS)-[\d-]+/, "/:reference")
		.replace(/\/[0-9a-f-]{36}/, "/:id")
		.replace(/^\/verify\/.+/, "/verify/:code")
		.replace(/^\/assess\/\d+/, "/assess/:number");
	return `${path}?${[...new URLSearchParams(search).keys()].join("&")}`;
}

/** Opens browsers for the people of one journey, who together look at each kind of page once. */
export function people(browser: Browser, house: House, { looking = true } = {}) {
	const seen = new Set<string>();
	const opened: Page[] = [];
	return {
		enter: async (options: BrowserContextOptions = {}): Promise<Person> => {
			const context = await browser.newContext({
				baseURL: house.url,
				locale: "vi-VN",
				timezoneId: "Asia/Ho_Chi_Minh",
				viewport: { width: 1280, height: 900 },
				...options,
			});
			context.setDefaultTimeout(20_000);
			const page = await context.newPage();
			opened.push(page);
			const look = async () => {
				const kind = kindOf(page.url());
				if (!looking || seen.has(kind)) return;
				seen.add(kind);
				await expectAccessible(page);
			};
			return { page, house, look };
		},
		leave: () => Promise.all(opened.map((page) => page.context().close())),
	};
}

/** The page whose only `<h1>` says this, looked at. */
export async function onPage({ page, look }: Person, heading: string | RegExp): Promise<void> {
	await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
	await look();
}

/** Opens the newest mail with this subject from the local mailbox, and follows the link of this name in it. */
export async function followMail(
	{ page }: Person,
	{ to, subject, link }: { to: string; subject: RegExp; link: string | RegExp },
): Promise<void> {
	const mail = page.getByRole("link", { name: subject }).first();
	await expect(async () => {
		await page.goto(`/dev/mailbox?to=${encodeURIComponent(to)}`);
		await expect(mail).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 60_000 });
	await mail.click();
	const opening = page.context().waitForEvent("page");
	await page.getByRole("link", { name: link }).first().click();
	// It opens in a window of its own; the person goes on in theirs.
	const opened = await opening;
	await opened.waitForLoadState();
	const address = opened.url();
	await opened.close();
	await page.goto(address);
}
