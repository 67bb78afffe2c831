import type { Page } from "@playwright/test";
import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import { fillLine, startDraft } from "./steps/draft.ts";

/* What was typed and not saved: it goes along into the other language, and nothing else takes it away unasked. */

const typed = "Gõ rồi chưa lưu";
const what = (page: Page) => page.getByLabel(/^(Mua hoặc thuê gì|What you buy or hire)/);
const toEnglish = (page: Page) => page.getByRole("banner").getByRole("link", { name: "English" });
const toVietnamese = (page: Page) => page.getByRole("banner").getByRole("link", { name: "Tiếng Việt" });

/** Answers what the browser asks before somebody leaves, and says how often it was asked. */
function answerWith(page: Page) {
	const asked = { times: 0, leave: false };
	page.on("dialog", (dialog) => {
		asked.times += 1;
		return asked.leave ? dialog.accept() : dialog.dismiss();
	});
	return asked;
}

async function openLines(page: Page): Promise<string> {
	const reference = await startDraft(page);
	await page.goto(`/applications/${reference}`);
	await page.goto(`/applications/${reference}/lines`);
	return reference;
}

for (const width of [360, 1280]) {
	test.describe(`at ${width} px`, () => {
		test.use({ viewport: { width, height: 800 } });

		test("a draft's text goes along into the other language and back, and can then be saved", async ({
			page,
			house,
		}) => {
			await signIn(page, accountOf(house, "owner"));
			const asked = answerWith(page);
			const reference = await openLines(page);
			await fillLine(page, { description: typed });
			await toEnglish(page).click();
			await expect(page.locator("html")).toHaveAttribute("lang", "en");
			await expect(what(page)).toHaveValue(typed);
			await expect(page.getByText("thirty million", { exact: false }).first()).toBeVisible();
			await toVietnamese(page).click();
			await expect(page.locator("html")).toHaveAttribute("lang", "vi");
			await expect(what(page)).toHaveValue(typed);
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).toHaveURL(new RegExp(`${reference}$`));
			await page.goto(`/applications/${reference}/lines`);
			await expect(what(page)).toHaveValue(typed);
			expect(asked.times).toBe(0);
		});

		test("a link, back and closing ask first, and only where something was typed", async ({ page, house }) => {
			await signIn(page, accountOf(house, "owner"));
			const asked = answerWith(page);
			const reference = await openLines(page);
			const tasks = page.getByRole("main").getByRole("link", { name: "Danh sách việc", exact: true });
			await tasks.click();
			await expect(page).toHaveURL(new RegExp(`${reference}$`));
			await page.goBack();
			await expect(what(page)).toBeVisible();
			expect(asked.times).toBe(0);

			await what(page).fill(typed);
			await tasks.click();
			await expect.poll(() => asked.times).toBe(1);
			await expect(what(page)).toHaveValue(typed);
			await page.evaluate(() => window.history.back());
			await expect.poll(() => asked.times).toBe(2);
			await expect(page).toHaveURL(new RegExp(`${reference}/lines$`));
			await expect(what(page)).toHaveValue(typed);

			// What is refused is not saved either.
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page.getByRole("alert")).toBeVisible();
			await tasks.click();
			await expect.poll(() => asked.times).toBe(3);
			await page.close({ runBeforeUnload: true });
			await expect.poll(() => asked.times).toBe(4);

			asked.leave = true;
			await tasks.click();
			await expect(page).toHaveURL(new RegExp(`${reference}$`));
			expect(asked.times).toBe(5);
		});
	});
}

test("a chosen answer of the questionnaire goes along into the other language", async ({ page }) => {
	await page.goto("/assess");
	await page.getByRole("button", { name: /^Bắt đầu/ }).click();
	await expect(page).toHaveURL(/\/assess\/1$/);
	await page.getByRole("radio").nth(2).check();
	await toEnglish(page).click();
	await expect(page.locator("html")).toHaveAttribute("lang", "en");
	await expect(page.getByRole("radio").nth(2)).toBeChecked();
});

test("a form that was refused carries all of it, also what the server gave back", async ({ page, house }) => {
	await signIn(page, accountOf(house, "owner"));
	await page.goto("/business/figures");
	const employees = page.locator("[name=employees]");
	await employees.fill("nhiều người");
	await page.getByRole("main").getByRole("button", { name: /Lưu/ }).click();
	await expect(page.getByRole("alert")).toBeVisible();
	await toEnglish(page).click();
	await expect(page.locator("html")).toHaveAttribute("lang", "en");
	await expect(employees).toHaveValue("nhiều người");
});

test("a reviewer's reasons and message are asked about, and go along into English", async ({ page, house }) => {
	await signIn(page, accountOf(house, "reviewer"));
	const { reference } = await house.subject<{ reference: string }>("a file in the hands of the demo's reviewer");
	const asked = answerWith(page);
	const queue = page.getByRole("banner").getByRole("navigation").getByRole("link").first();
	for (const [address, name] of [
		[`/review/${reference}`, "reasons"],
		[`/review/${reference}/messages`, "body"],
	] as const) {
		await test.step(name, async () => {
			await page.goto(address);
			const before = asked.times;
			const text = page.locator(`main textarea[name=${name}]`).first();
			await text.fill(typed);
			await queue.click();
			await expect.poll(() => asked.times).toBe(before + 1);
			await toEnglish(page).click();
			await expect(page.locator("html")).toHaveAttribute("lang", "en");
			await expect(text).toHaveValue(typed);
			await toVietnamese(page).click();
			await expect(page.locator("html")).toHaveAttribute("lang", "vi");
			await expect(text).toHaveValue(typed);
			expect(asked.times).toBe(before + 1);
			asked.leave = true;
			await queue.click();
			await expect(page).toHaveURL(/\/review$/);
			asked.leave = false;
		});
	}
});

test("an advance is asked about, and goes along into English", async ({ page, house }) => {
	await signIn(page, accountOf(house, "owner"));
	const { claim } = await house.subject<{ claim: string }>("an advance that is not submitted");
	const asked = answerWith(page);
	await page.goto(`/claims/${claim}/advance`);
	const reason = page.locator("main [name=reason]");
	await reason.fill(typed);
	await page.getByRole("main").getByRole("link").first().click();
	await expect.poll(() => asked.times).toBe(1);
	await toEnglish(page).click();
	await expect(page.locator("html")).toHaveAttribute("lang", "en");
	await expect(reason).toHaveValue(typed);
	expect(asked.times).toBe(1);
});

test("a provider's answer goes along into English, without the code", async ({ page, house }) => {
	const token = "provider-of-an-unsaved-answer";
	await house.query(
		`update agreement_party set link_hash = sha256($1::bytea) where id = (select g.id from agreement_party g
			join agreement t using (application_id) where g.answer is null and t.in_force_at is null order by g.id limit 1)`,
		[token],
	);
	await page.goto(`/provider-agreement?token=${token}`);
	await page.getByRole("button", { name: "Gửi mã cho tôi" }).click();
	await page.getByRole("radio", { name: /^Không đồng ý/ }).check();
	await page.locator("[name=reasons]").fill(typed);
	await page.locator("[name=code]").fill("123456");
	await toEnglish(page).click();
	await expect(page.locator("html")).toHaveAttribute("lang", "en");
	await expect(page.locator("[name=reasons]")).toHaveValue(typed);
	await expect(page.getByRole("radio", { checked: true })).toHaveValue("declined");
	await expect(page.locator("[name=code]")).toHaveValue("");
});

test.describe("without scripts", () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } });

	test("the form's own button changes the language and keeps what is typed", async ({ page, house }) => {
		await signIn(page, accountOf(house, "owner"));
		await openLines(page);
		await fillLine(page, { description: typed });
		await page.getByRole("button", { name: "Xem trang này bằng English, giữ những gì đã nhập" }).click();
		await expect(page.locator("html")).toHaveAttribute("lang", "en");
		await expect(page.getByText("What you typed before has been filled in again.")).toBeVisible();
		await expect(what(page)).toHaveValue(typed);
		await page.getByRole("button", { name: "Show this page in Tiếng Việt and keep what is filled in" }).click();
		await expect(page.locator("html")).toHaveAttribute("lang", "vi");
		await expect(what(page)).toHaveValue(typed);
	});
});
