import type { Browser, Page } from "@playwright/test";
import { now } from "#app/house/clock.server.ts";
import { addDays, formatDateWithWeekday, type PlainDate, plainDateAt, weekdayOf } from "#app/kernel/plain-date.ts";
import { accountOf, type DemoRole, expect, expectAccessible, type House, signIn, test } from "#testing/fixtures.ts";

/* A day off is proposed by one officer, confirmed by another, and taken back the same way; with scripts and without. */

/** A Wednesday that nobody keeps as a holiday: in the second half of a July, next year. */
function freeDay(offset: number): PlainDate {
	let day: PlainDate = `${Number(plainDateAt(now()).slice(0, 4)) + 1}-07-12`;
	while (weekdayOf(day) !== 3) day = addDays(day, 1);
	return addDays(day, offset);
}

async function as(role: DemoRole, { browser, house, scripts }: { browser: Browser; house: House; scripts: boolean }) {
	const page = await browser.newPage({ baseURL: house.url, javaScriptEnabled: scripts });
	await signIn(page, accountOf(house, role));
	return page;
}

async function fillDate(page: Page, name: string, date: PlainDate): Promise<void> {
	const [year = "", month = "", day = ""] = date.split("-");
	await page.locator(`[name="${name}.day"]`).fill(day);
	await page.locator(`[name="${name}.month"]`).fill(month);
	await page.locator(`[name="${name}.year"]`).fill(year);
}

/** From the filled form to the proposal's page; returns its address. */
async function sendProposal(page: Page): Promise<string> {
	await page.getByLabel("Số văn bản").fill("12/TB-BNV");
	await fillDate(page, "documentOn", plainDateAt(now()));
	await page.getByRole("button", { name: "Gửi đề nghị" }).click();
	await expect(page).toHaveURL(/\/city\/working-days\/LN-\d{4}-\d+$/);
	return new URL(page.url()).pathname;
}

async function confirm(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.getByRole("main").getByRole("link", { name: "Duyệt", exact: true }).click();
	await page.getByRole("main").getByRole("button").click();
	await expect(page).toHaveURL(new RegExp(`${address}$`));
	await expect(page.getByText("Đã duyệt", { exact: true }).first()).toBeVisible();
}

for (const scripts of [true, false]) {
	test(`a day off ${scripts ? "with" : "without"} scripts`, async ({ browser, house }) => {
		const day = freeDay(scripts ? 0 : 1);
		const row = (page: Page) =>
			page
				.getByRole("region", { name: /^Năm \d{4}:/ })
				.getByRole("row")
				.filter({ hasText: formatDateWithWeekday(day, "vi") });
		const list = `/city/working-days?year=${day.slice(0, 4)}`;
		const officer = await as("programme officer", { browser, house, scripts });
		const second = await as("second programme officer", { browser, house, scripts });

		await officer.goto(list);
		await expect(row(officer)).toHaveCount(0);
		if (scripts) await expectAccessible(officer);
		await officer.goto("/city/working-days/new");
		await officer.getByRole("button", { name: "Gửi đề nghị" }).click();
		await expect(officer.getByRole("alert")).toContainText("Hãy ghi số văn bản.");
		await officer.getByLabel(/^Ngày nghỉ/).check();
		await fillDate(officer, "fromOn", day);
		await fillDate(officer, "toOn", day);
		await officer.getByLabel(/^Tên tiếng Việt/).fill("Nghỉ thử");
		await officer.getByLabel(/^Tên tiếng Anh/).fill("Trial day off");
		const proposed = await sendProposal(officer);
		await expect(officer.getByText(/^Bạn đã đề nghị, nên người khác phải duyệt/).first()).toBeVisible();
		if (scripts) await expectAccessible(officer);
		await officer.goto(list);
		await expect(row(officer)).toHaveCount(0);

		await confirm(second, proposed);
		await second.goto(list);
		await expect(row(second)).toContainText("Nghỉ thử");
		await expect(row(second)).toContainText("12/TB-BNV");

		await row(second)
			.getByRole("link", { name: /^Trở lại ngày thường/ })
			.click();
		await expect(second.locator('[name="fromOn.day"]')).toHaveValue(day.slice(8));
		const back = await sendProposal(second);
		await confirm(officer, back);
		await officer.goto(list);
		await expect(row(officer)).toHaveCount(0);
		await officer.close();
		await second.close();
	});
}
