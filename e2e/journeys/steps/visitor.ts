import { now } from "#app/house/clock.server.ts";
import { expect } from "#testing/fixtures.ts";
import { onPage, type Person } from "./person.ts";
import { allowedDongOf, inFigures, type Plan } from "./plan.ts";

const QUESTIONS = 41;

/** What the service is, and its two doors. */
export async function readHome(person: Person): Promise<void> {
	const { page } = person;
	await page.goto("/");
	await onPage(person, /Thành phố góp đến một nửa chi phí chuyển đổi số/);
	await expect(page.getByRole("link", { name: /Tôi có được hỗ trợ không/ }).first()).toBeVisible();
}

/** The home page in English, and back. */
export async function readInEnglish(person: Person): Promise<void> {
	const { page } = person;
	await page.getByRole("link", { name: "English" }).first().click();
	await expect(page.locator("html")).toHaveAttribute("lang", "en");
	await expect(page.getByRole("heading", { level: 1 })).toContainText(/city/i);
	await page.getByRole("link", { name: "Tiếng Việt" }).first().click();
	await expect(page.locator("html")).toHaveAttribute("lang", "vi");
}

/** Answers from one question to another, the answer at this place each time, 0 for the worst. */
async function answer(person: Person, from: number, to: number): Promise<void> {
	const { page } = person;
	for (let number = from; number <= to; number++) {
		await expect(page).toHaveURL(new RegExp(`/assess/${number}$`));
		// The address changes before the page does: this question has no answer yet, the one before it has.
		await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
		if (number === 1) await person.look();
		await page
			.getByRole("radio")
			.nth(2 + (number % 2))
			.check();
		await page.getByRole("button", { name: /^Lưu và/ }).click();
	}
}

/** All questions without an account, with a break in the middle after which it goes on where it was left. */
export async function measure(person: Person, { breakAfter = 20 } = {}): Promise<void> {
	const { page } = person;
	await page.goto("/assess");
	await onPage(person, "Doanh nghiệp của bạn đang ở mức số nào?");
	await page.getByRole("button", { name: "Bắt đầu đo" }).click();
	await answer(person, 1, breakAfter);
	await expect(page).toHaveURL(new RegExp(`/assess/${breakAfter + 1}$`));
	await page.goto("about:blank");
	await page.goto("/assess");
	await onPage(person, `Đã trả lời ${breakAfter}/${QUESTIONS} câu`);
	await page.getByRole("link", { name: `Làm tiếp từ câu ${breakAfter + 1}` }).click();
	await answer(person, breakAfter + 1, QUESTIONS);
	await expect(page.getByRole("heading", { name: `Đã trả lời ${QUESTIONS}/${QUESTIONS} câu` })).toBeVisible();
}

/** Begins, and has all questions but the last answered by somebody quicker; then answers the last. */
export async function measureQuickly(person: Person): Promise<void> {
	const { page, house } = person;
	await page.goto("/assess");
	await page.getByRole("button", { name: "Bắt đầu đo" }).click();
	await expect(page).toHaveURL(/\/assess\/1$/);
	const id = await page.locator("input[name=assessmentId]").inputValue();
	await house.query(
		`insert into assessment_answer select $1, q->>'id', 3, $3
		from framework, jsonb_path_query(content, '$.pillars[*].questions[*]') with ordinality as all_of(q, number)
		where number < $2`,
		[id, QUESTIONS, now()],
	);
	await page.goto(`/assess/${QUESTIONS}`);
	await answer(person, QUESTIONS, QUESTIONS);
}

/** The result: level, score by pillar as picture and table, what to do first. Returns the level in words. */
export async function readResult(person: Person): Promise<string> {
	const { page } = person;
	await page.getByRole("button", { name: "Xem kết quả" }).click();
	await onPage(person, /^Mức \d: /);
	await expect(page.getByRole("img", { name: /Điểm từng trụ cột/ })).toBeVisible();
	await expect(page.getByRole("row", { name: /Vận hành/ }).first()).toBeVisible();
	await expect(page.getByRole("heading", { name: "Ba trụ cột nên làm trước" })).toBeVisible();
	return (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
}

/** Whether and how much, before there is an account. */
export async function checkSupport(person: Person, { business, lines: [line] }: Plan): Promise<void> {
	const { page } = person;
	await page.goto("/check");
	await onPage(person, "Tôi có được hỗ trợ không?");
	await page.getByLabel("Ngành kinh doanh chính").selectOption({ label: "Công nghiệp chế biến, chế tạo" });
	await page.getByLabel("Số lao động").fill(business.employees);
	await page.getByLabel(/^Tổng doanh thu/).fill(business.revenue);
	await page.getByLabel(/^Tổng nguồn vốn/).fill(business.capital);
	await page.getByLabel("Bạn định chi cho việc gì").selectOption({ label: line?.item ?? "" });
	await page.getByLabel(/^Giá dự kiến/).fill(line?.price ?? "");
	await page.getByRole("button", { name: "Xem kết quả" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toContainText(inFigures(line?.allowedDong ?? 0));
	await person.look();
	await expect(page.getByText(/Nghị định 80\/2021\/NĐ-CP/).first()).toBeVisible();
}

/** Anybody who holds the certificate types its code. */
export async function verifyCertificate(person: Person, code: string, plan: Plan): Promise<void> {
	const { page } = person;
	await page.goto("/verify");
	await onPage(person, "Xác minh chứng nhận");
	await page.getByLabel("Mã xác minh").fill(code);
	await page.getByRole("button", { name: "Kiểm tra" }).click();
	await expect(page).toHaveURL(new RegExp(`/verify/${code}$`));
	await expect(page.getByRole("heading", { name: "Chứng nhận này có thật và còn hiệu lực" })).toBeVisible();
	await person.look();
	await expect(page.getByText(plan.business.legalName)).toBeVisible();
	await expect(page.getByText(inFigures(allowedDongOf(plan))).first()).toBeVisible();
}
