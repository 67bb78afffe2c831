import type { Page } from "@playwright/test";
import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import { fillLine, startDraft } from "./steps/draft.ts";

/*
 * What a form refuses, on a telephone and on a desk, with and without scripts: each message of the summary leads to its
 * field, with the label and the same words beside it in view, and nothing goes away until the field is right.
 */

const summary = (page: Page) => page.getByRole("alert");
const messages = (page: Page) => summary(page).getByRole("link").allTextContents();

/** Empties what can be typed into and unticks, as somebody who presses the button too soon. */
async function empty(page: Page): Promise<void> {
	// What is folded is typed into as well.
	await page.locator("main form details").evaluateAll((folds) => {
		for (const fold of folds) fold.setAttribute("open", "");
	});
	for (const field of await page.locator("main form").locator("input[type=text], textarea").all()) await field.fill("");
	for (const box of await page.locator("main form input[type=checkbox]").all()) await box.uncheck();
	for (const list of await page.locator("main form select").all()) {
		if (await list.locator('option[value=""]').count()) await list.selectOption("");
	}
}

/** Whether all of it stands in the window. */
function isInView(element: Element): boolean {
	const { top, bottom } = element.getBoundingClientRect();
	return top >= 0 && bottom <= window.innerHeight;
}

async function expectToLead(page: Page): Promise<void> {
	await expect(page).toHaveTitle(/^Lỗi: /);
	const said = await messages(page);
	expect(said.length).toBeGreaterThan(0);
	expect(new Set(said).size, `two places under the same words: ${said}`).toBe(said.length);
	for (const message of said) {
		const link = summary(page).getByRole("link", { name: message, exact: true });
		const target = (await link.getAttribute("href")) ?? "";
		await link.click();
		const field = page.locator(".field, .summary-row").filter({ has: page.locator(target) });
		const place = (await field.count()) > 0 ? field.last() : page.locator(target);
		const beside = place.getByText(message, { exact: true });
		const label = place.locator(".field-label, .check, dt").first();
		await expect.poll(() => beside.evaluate(isInView), { message: `${message} is out of view` }).toBe(true);
		expect(await label.evaluate(isInView), `the label of ${message} is out of view`).toBe(true);
		expect(await messages(page), "what was refused is still said").toEqual(said);
	}
}

const forms: { name: string; open: (page: Page) => Promise<void>; send: string }[] = [
	{ name: "the registration", open: (page) => open(page, "/business/registration"), send: "Lưu" },
	{ name: "the figures", open: (page) => open(page, "/business/figures"), send: "Lưu" },
	{ name: "the bank account", open: (page) => open(page, "/business/bank-account"), send: "Lưu" },
	{ name: "the first check", open: (page) => open(page, "/check"), send: "Xem kết quả" },
	{ name: "the way in", open: (page) => open(page, "/applications/new"), send: "Bắt đầu hồ sơ" },
	{ name: "cost lines", open: openLines, send: "Lưu và tiếp tục" },
	{ name: "the commitments", open: openCheck, send: "Nộp hồ sơ" },
	{ name: "a code to verify", open: (page) => open(page, "/verify?code=%3F%3F"), send: "" },
];

async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
}

async function openLines(page: Page): Promise<void> {
	await page.goto(`/applications/${await startDraft(page)}/lines`);
	await page.getByRole("button", { name: "Thêm hạng mục" }).click();
	await page.getByRole("group", { name: "Hạng mục 2" }).waitFor();
}

async function openCheck(page: Page): Promise<void> {
	await page.goto(`/applications/${await startDraft(page)}/check`);
}

for (const javaScriptEnabled of [true, false]) {
	for (const width of [360, 1280]) {
		test.describe(`${width} px wide, scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
			test.use({ javaScriptEnabled, viewport: { width, height: width === 360 ? 780 : 900 } });

			test("every message leads to its field and stands until it is right", async ({ page, house }) => {
				await signIn(page, accountOf(house, "owner"));
				for (const form of forms) {
					await test.step(form.name, async () => {
						await form.open(page);
						await empty(page);
						const button = page.getByRole("button", { name: form.send, exact: true });
						// What blocks a submission is said before anybody presses.
						if (form.send && (await button.getAttribute("aria-disabled")) !== "true") await button.click();
						await expectToLead(page);
					});
				}
			});
		});
	}
}

test("a field that is put right leaves the summary, by itself, and the title at last", async ({ page, house }) => {
	await signIn(page, accountOf(house, "owner"));
	await page.goto(`/applications/${await startDraft(page)}/lines`);
	await empty(page);
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).toHaveTitle(/^Lỗi: /);
	const before = await messages(page);
	await summary(page).getByRole("link").first().click();
	await page.getByLabel("Mua hoặc thuê gì").fill("Phần mềm kho");
	await page.getByLabel("Mã số thuế nhà cung cấp").focus();
	await expect.poll(() => messages(page)).toHaveLength(before.length - 1);
	await fillLine(page);
	await page.getByLabel("Mua hoặc thuê gì").focus();
	await expect(summary(page)).toHaveCount(0);
	await expect(page).not.toHaveTitle(/^Lỗi/);
});
