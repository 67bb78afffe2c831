import type { APIResponse, Page } from "@playwright/test";
import { now } from "#app/house/clock.server.ts";
import { textOf } from "#templates/testing/read-pdf.ts";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { fetchLink } from "../journeys/steps/city.ts";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });

const QUESTIONS = 41;

async function start(page: Page): Promise<string> {
	await page.goto("/assess");
	await page.getByRole("button", { name: "Bắt đầu đo" }).click();
	await expect(page).toHaveURL(/\/assess\/1$/);
	return page.locator("input[name=assessmentId]").inputValue();
}

/** Chooses the answer at this place, from 0 for the worst, and sends the form. */
async function choose(page: Page, score: number): Promise<void> {
	await page.getByRole("radio").nth(score).check();
	await page.getByRole("button", { name: /^Lưu và/ }).click();
}

/** What the form would send, made up by somebody who does not use it. */
function post(page: Page, house: House, path: string, form: Record<string, string>): Promise<APIResponse> {
	return page.request.post(path, { form, headers: { Origin: house.url }, maxRedirects: 0 });
}

test("a stranger answers everything, leaves one for later, comes back to it and reads the result", async ({ page }) => {
	await start(page);
	for (let number = 1; number <= QUESTIONS; number++) {
		await expect(page).toHaveURL(new RegExp(`/assess/${number}$`));
		if (number === 7) await page.getByRole("button", { name: "Tôi chưa rõ, để trả lời sau" }).click();
		else await choose(page, 2);
		if (number === 20) {
			await page.goto("/assess");
			await expect(page.getByRole("heading", { name: "Đã trả lời 19/41 câu" })).toBeVisible();
			await page.getByRole("link", { name: "Làm tiếp từ câu 21" }).click();
		}
	}
	await expect(page.getByRole("heading", { name: "Đã trả lời 40/41 câu" })).toBeVisible();
	await page.getByRole("link", { name: "Làm tiếp từ câu 7" }).click();
	await choose(page, 2);
	await page.getByRole("button", { name: "Xem kết quả" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Mức 2: Bắt đầu" })).toBeVisible();
	await expect(page.getByText("40 trên 100 điểm.")).toBeVisible();
	await expect(page.getByRole("row", { name: /Vận hành/ })).toContainText("40");
	await expect(page.getByRole("img", { name: /Điểm từng trụ cột/ })).toBeVisible();
});

test("the result is nobody else's to see", async ({ page, browser, house }) => {
	const assessmentId = await start(page);
	await house.query(
		"insert into assessment_answer select $1, q->>'id', 3, $2 from framework, jsonb_path_query(content, '$.pillars[*].questions[*]') q",
		[assessmentId, now()],
	);
	await page.goto("/assess");
	await page.getByRole("button", { name: "Xem kết quả" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mức 3: Hình thành");
	const address = new URL(page.url()).pathname;
	const pdf = await fetchLink(page, "Tải kết quả (PDF)");
	expect(await textOf({ bytes: pdf })).toContain("Mức 3: Hình thành");
	await page.goto(`/language/en?to=${address}`);
	const inEnglish = await textOf({ bytes: await fetchLink(page, "Download the result (PDF)") });
	expect(inEnglish).toContain("60 out of 100 points.");
	expect(inEnglish).toContain("Declared by the business, without evidence.");
	await page.goto("/language/vi?to=/assess");
	const stranger = await browser.newPage({ baseURL: house.url });
	const answer = await stranger.goto(address);
	expect(answer?.status()).toBe(404);
	expect((await stranger.request.get(`${address}.pdf`)).status()).toBe(404);
	await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Không tìm thấy trang này");
	await stranger.close();

	// The browser's back button leads to a form that is still filled in, but the result stays.
	await post(page, house, "/assess/41", { assessmentId, questionId: "data.6", score: "5" });
	await page.goto("/assess/41");
	await expect(page.getByText("Bản đánh giá này đã có kết quả")).toBeVisible();
	await expect(page.getByRole("row", { name: /Mức 3: Hình thành/ })).toContainText("60");
});

test.describe("what the form cannot send", () => {
	test("nothing chosen: the question again, with the reason in a summary and at the answers", async ({
		page,
		house,
	}) => {
		const assessmentId = await start(page);
		const answer = await post(page, house, "/assess/1", { assessmentId, questionId: "customer.1" });
		expect(answer.status()).toBe(422);
		await page.setContent(await answer.text());
		const reason = "Hãy chọn một câu trả lời, hoặc để trả lời sau.";
		await expect(page.getByRole("alert").getByRole("link", { name: reason })).toHaveAttribute("href", "#field-score");
		await expect(page.getByRole("group").getByText(reason)).toBeVisible();
		await expect(page.getByRole("radio").first()).toHaveAttribute("id", "field-score");
	});

	for (const [what, fields, status, words] of [
		["a score that is no answer", { questionId: "customer.1", score: "6" }, 422, "Giá trị gửi lên không đúng dạng"],
		["a question that is not asked", { questionId: "customer.99", score: "1" }, 409, "không có trong bộ câu hỏi"],
		["an id that is none", { assessmentId: "1", questionId: "customer.1", score: "1" }, 422, "không đúng dạng"],
	] as const) {
		test(what, async ({ page, house }) => {
			const assessmentId = await start(page);
			const answer = await post(page, house, "/assess/1", { assessmentId, ...fields });
			expect(answer.status()).toBe(status);
			expect(await answer.text()).toContain(words);
		});
	}

	test("finishing too early: the open questions are counted", async ({ page, house }) => {
		const assessmentId = await start(page);
		await choose(page, 1);
		const answer = await post(page, house, "/assess/complete", { assessmentId });
		expect(answer.status()).toBe(409);
		expect(await answer.text()).toContain("Còn 40\u00a0câu chưa xem.");
	});

	test("a start pressed twice starts one", async ({ page, house }) => {
		await page.goto("/assess");
		const assessmentId = await page.locator("input[name=assessmentId]").inputValue();
		for (const _press of [1, 2]) expect((await post(page, house, "/assess", { assessmentId })).status()).toBe(303);
		const rows = await house.query("select 1 from assessment where id = $1", [assessmentId]);
		expect(rows).toHaveLength(1);
	});

	for (const path of ["/assess/0", "/assess/42", "/assess/abc", "/assess/result/abc"]) {
		test(`${path} is not there`, async ({ page }) => {
			await start(page);
			expect((await page.goto(path))?.status()).toBe(404);
		});
	}
});

test("without a cookie the page says what to do", async ({ page, context }) => {
	await start(page);
	await context.clearCookies();
	await page.goto("/assess/1");
	await expect(page.getByText("Trình duyệt không giữ được bản đánh giá.")).toBeVisible();
});

test("an answer sent after the session ended is there again after signing in", async ({ page, house }) => {
	const owner = accountOf(house, "owner");
	await signIn(page, owner);
	await page.goto("/assessments");
	await page.getByRole("button", { name: "Đo lại" }).click();
	await page.getByRole("radio").nth(4).check();
	await house.query("delete from person_session where user_id = (select id from person where email = $1)", [
		owner.email,
	]);
	await page.getByRole("button", { name: /^Lưu và/ }).click();
	await expect(page).toHaveURL(/\/sign-in\?/);
	await page.getByLabel("Thư điện tử").fill(owner.email);
	await page.getByLabel("Mật khẩu").fill(owner.password);
	await page.getByRole("button", { name: "Đăng nhập" }).click();
	await expect(page).toHaveURL(/\/assess\/1\?kept=/);
	await expect(page.getByRole("radio").nth(4)).toBeChecked();
	await page.getByRole("button", { name: /^Lưu và/ }).click();
	await expect(page).toHaveURL(/\/assess\/2$/);
});

test("what was answered without an account is in it after signing in", async ({ page, house }) => {
	const assessmentId = await start(page);
	await choose(page, 3);
	await signIn(page, accountOf(house, "owner"));
	await expect(page).toHaveURL(/\/business$/);
	const [row] = await house.query<{ kept: boolean }>(
		"select person_id is not null and business_id is not null and visitor_hash is null as kept from assessment where id = $1",
		[assessmentId],
	);
	expect(row?.kept).toBe(true);
});
