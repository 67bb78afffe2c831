import { accountOf, expect, expectAccessible, signIn, test } from "#e2e/support/fixtures.ts";
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
