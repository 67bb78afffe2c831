import { now } from "#app/house/clock.server.ts";
import { accountOf, expect, expectAccessible, signIn, test } from "#testing/fixtures.ts";
import { startDraft } from "./steps/draft.ts";

/* A business's pages in a hand: one screen a question, no lost thread, links that a thumb meets. */

test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });

const QUESTIONS = 41;

test("a question, its answers and its button stand on one screen", async ({ page }) => {
	await page.goto("/assess");
	await page.getByRole("button", { name: "Bắt đầu đo" }).click();
	await expect(page).toHaveURL(/\/assess\/1$/);
	await expectAccessible(page);
	const tooLow: string[] = [];
	for (let number = 1; number <= QUESTIONS; number++) {
		await page.goto(`/assess/${number}`);
		const box = await page.getByRole("button", { name: /^Lưu và/ }).boundingBox();
		const bottom = (box?.y ?? 0) + (box?.height ?? 0);
		if (bottom > 780) tooLow.push(`question ${number}: ${Math.round(bottom)}`);
	}
	expect(tooLow).toEqual([]);
});

test("a tapped answer leads on, the way back shows it, and a finished pillar is ticked", async ({ page, house }) => {
	await page.goto("/assess");
	await page.getByRole("button", { name: "Bắt đầu đo" }).tap();
	await expect(page).toHaveURL(/\/assess\/1$/);
	const taps = page.getByRole("checkbox", { name: "Chạm câu trả lời là sang câu sau" });
	await expect(taps).toBeChecked();
	await page.locator(".choice").nth(2).tap();
	await expect(page).toHaveURL(/\/assess\/2$/);
	await page.getByRole("link", { name: "Câu trước" }).tap();
	await expect(page.getByRole("radio").nth(2)).toBeChecked();
	await test.step("not with arrow keys", async () => {
		await page.getByRole("radio").nth(2).press("ArrowDown");
		await expect(page.getByRole("radio").nth(3)).toBeChecked();
		await expect(page).toHaveURL(/\/assess\/1$/);
	});
	await test.step("not once it is switched off, on the next page neither", async () => {
		await taps.uncheck();
		await page.reload();
		await expect(taps).not.toBeChecked();
		await page.locator(".choice").nth(4).tap();
		await expect(page.getByRole("radio").nth(4)).toBeChecked();
		await expect(page).toHaveURL(/\/assess\/1$/);
	});
	await house.query(
		`insert into assessment_answer select $1, q->>'id', 2, $2::timestamptz
		from framework, jsonb_path_query(content, '$.pillars[0].questions[*]') q on conflict do nothing`,
		[await page.locator("input[name=assessmentId]").inputValue(), now()],
	);
	await page.reload();
	const pillars = page.getByRole("navigation", { name: "Các trụ cột" }).getByRole("link");
	await expect(pillars).toHaveCount(6);
	await expect(pillars.first().locator("svg")).toBeVisible();
	await expect(pillars.nth(1).locator("svg")).toHaveCount(0);
	await pillars.nth(1).tap();
	await expect(page.getByText("Trụ cột 2/6:")).toBeVisible();
	await expectAccessible(page);
});

test("who corrects the business on the way to submit comes back to where they were", async ({ page, house }) => {
	await signIn(page, accountOf(house, "owner"));
	const own = `/applications/${await startDraft(page)}`;
	for (const { from, link, save } of [
		{ from: own, link: "Thông tin đăng ký", save: "Lưu" },
		{ from: own, link: "Lao động, doanh thu, vốn", save: "Lưu" },
		{ from: `${own}/check`, link: "Sửa Mã số thuế", save: "Lưu" },
		{ from: `${own}/check`, link: "Sửa Lao động, doanh thu, vốn", save: "Lưu" },
	]) {
		await page.goto(from);
		await page.getByRole("link", { name: link, exact: true }).tap();
		await page.getByRole("button", { name: save, exact: true }).tap();
		await expect(page, link).toHaveURL(new RegExp(`${from}$`));
	}
});

test("each of the two buttons that send a file has its words on one line, in both languages", async ({
	page,
	house,
}) => {
	await signIn(page, accountOf(house, "owner"));
	for (const [language, words] of [
		["vi", ["Chọn tệp", "Chụp ảnh"]],
		["en", ["Choose a file", "Take a photo"]],
	] as const) {
		await page.goto(`/language/${language}?to=/documents`);
		for (const label of words) {
			const box = await page.locator(".file-choice-main").first().getByText(label).boundingBox();
			expect(Math.round(box?.height ?? 0), label).toBeLessThan(52);
		}
	}
});

test("where the person's colours replace ours, buttons keep an edge and marks stay seen", async ({ page, house }) => {
	await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
	await signIn(page, accountOf(house, "owner"));
	await page.goto("/applications/new");
	const button = page.getByRole("button", { name: "Bắt đầu hồ sơ" });
	expect(await button.evaluate((element) => getComputedStyle(element).borderTopWidth)).toBe("2px");
	await page.setViewportSize({ width: 1280, height: 900 });
	const mark = page.locator(".nav-wide li:has([aria-current])");
	const [drawn, ground] = await mark.evaluate((item) => [
		getComputedStyle(item, "::after").backgroundColor,
		getComputedStyle(document.documentElement).backgroundColor,
	]);
	expect(drawn).not.toBe(ground);
});

test("a result without a size asks for it first, and has one button that is filled", async ({ page, house }) => {
	await page.goto("/assess");
	await page.getByRole("button", { name: "Bắt đầu đo" }).tap();
	await expect(page).toHaveURL(/\/assess\/1$/);
	const id = await page.locator("input[name=assessmentId]").inputValue();
	await house.query(
		`insert into assessment_answer select $1, q->>'id', 2, $2::timestamptz
		from framework, jsonb_path_query(content, '$.pillars[*].questions[*]') q`,
		[id, now()],
	);
	await page.goto("/assess");
	await page.getByRole("button", { name: "Xem kết quả" }).tap();
	await expect(page.getByRole("heading", { level: 1, name: /^Mức \d/ })).toBeVisible();
	await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Doanh nghiệp bạn cỡ nào?");
	await expect(page.locator("main .button-primary")).toHaveText(["Xem số tiền của tôi"]);
	await page.getByLabel("11 đến 50 người").check();
	await page.getByRole("button", { name: "Xem số tiền của tôi" }).tap();
	await expect(page.getByRole("heading", { name: "Doanh nghiệp bạn cỡ nào?" })).toHaveCount(0);
	await expect(page.locator("main .button-primary")).toHaveText(["Kiểm tra điều kiện hỗ trợ"]);
	await page.getByRole("link", { name: "Kiểm tra điều kiện hỗ trợ" }).tap();
	await expect(page.getByLabel("Bạn định chi cho việc gì")).toHaveValue("DX-SOLUTION");
});

test("a clock stands on one line, and within its page, however many days it has", async ({ page }) => {
	await page.goto("/dev/parts");
	const clocks = page.locator(".squares");
	expect(await clocks.count()).toBeGreaterThan(2);
	const found = await clocks.evaluateAll((all) =>
		all.map((clock) => {
			// Two months of waiting for the business.
			for (let day = 0; day < 45; day++) clock.append(clock.firstElementChild?.cloneNode() ?? "");
			const lines = new Set([...clock.children].map((square) => Math.round(square.getBoundingClientRect().top))).size;
			return { lines, within: clock.scrollWidth <= clock.clientWidth };
		}),
	);
	expect(found).toEqual(found.map(() => ({ lines: 1, within: true })));
});
