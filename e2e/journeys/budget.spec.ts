import { execFileSync } from "node:child_process";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { onPage, type Person, people } from "./steps/person.ts";

// The budget in the hands of two officers: money moved between two associations, and a year closed.

test.use({ ownHouse: "budget" });

/** The whole books of this house, by the command that an operator has. */
function verifyBooks(house: House): string {
	return execFileSync(process.execPath, ["build/server/ledger-verify.js"], {
		env: house.environment,
		encoding: "utf8",
	});
}

async function fillDecision({ page }: Person, reason: string): Promise<void> {
	await page.getByLabel("Số văn bản").fill("3120/QĐ-UBND");
	await page.getByLabel("ngày", { exact: true }).fill("5");
	await page.getByLabel("tháng", { exact: true }).fill("1");
	await page.getByLabel("năm", { exact: true }).fill("2026");
	await page.getByLabel("Lý do").fill(reason);
}

test("a move between two envelopes, which its proposer cannot confirm", async ({ browser, house }) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const [officer, second] = [await enter(), await enter({ viewport: { width: 360, height: 760 } })];
	await signIn(officer.page, accountOf(house, "programme officer"));
	await signIn(second.page, accountOf(house, "second programme officer"));
	const { page } = officer;

	const reference = await test.step("An officer sees where the budget stands, and proposes", async () => {
		await page.getByRole("link", { name: "Ngân sách" }).click();
		await onPage(officer, "Ngân sách");
		await page.getByRole("link", { name: "Đề nghị điều chỉnh" }).click();
		await onPage(officer, "Đề nghị điều chỉnh ngân sách");
		const { id } = await house.subject<{ id: string }>("the open programme");
		await page.getByRole("combobox", { name: "Chương trình" }).selectOption(id);
		await page.getByLabel(/^Điều chuyển hạn mức/).check();
		await page.getByRole("button", { name: "Tiếp tục" }).click();
		await onPage(officer, "Điều chuyển hạn mức");
		await page.getByLabel("Lấy từ hạn mức của").selectOption("cu-chi");
		await page.getByLabel("Cho hạn mức của").selectOption("hla");
		await page.getByLabel("Số tiền").fill("900.000.000.000");
		await fillDecision(officer, "Hội nhận có nhiều hồ sơ hơn.");
		await page.getByRole("button", { name: "Gửi đề nghị" }).click();
		await expect(page.getByRole("alert").getByText(/Hạn mức chưa dùng của Hội Doanh nghiệp Củ Chi còn/)).toBeVisible();
		await expect(page.getByLabel("Số văn bản")).toHaveValue("3120/QĐ-UBND");
		await page.getByLabel("Số tiền").fill("100.000.000");
		await expect(page.getByText("Một trăm triệu đồng")).toBeVisible();
		await page.getByRole("button", { name: "Gửi đề nghị" }).click();
		await expect(page).toHaveURL(/NS-\d{4}-\d{4}$/);
		await onPage(officer, /^Điều chuyển hạn mức: 100\.000\.000/);
		return page.url().slice(-12);
	});

	await test.step("The proposer cannot confirm it", async () => {
		const confirm = page.getByRole("button", { name: "Duyệt" });
		await expect(confirm).toHaveAttribute("aria-disabled", "true");
		await expect(page.getByText("Bạn đã đề nghị, nên người khác phải duyệt.")).toBeVisible();
	});

	await test.step("The second officer confirms on a phone, and the auditor's books agree", async () => {
		await second.page.goto("/city/budget");
		await second.page.getByRole("link", { name: reference }).click();
		await second.page.getByRole("link", { name: "Duyệt", exact: true }).click();
		await onPage(second, `Duyệt ${reference}?`);
		await second.page.getByRole("button", { name: "Duyệt" }).click();
		await expect(second.page).toHaveURL(new RegExp(`${reference}$`));
		await expect(second.page.getByText("Đã duyệt")).toBeVisible();
		await second.page.goto("/city/budget/changes");
		await onPage(second, "Các lần điều chỉnh ngân sách");
		verifyBooks(house);
	});
	await leave();
});

/** Makes this year's programme one that opened last year, and one reserved application one of last year. */
async function reservedSinceLastYear(house: House): Promise<{ application: string; programme: string; year: number }> {
	const reserved = await house.subject<{
		id: string;
		reference: string;
		tax_code: string;
		programme: string;
		year: number;
	}>("a reservation of a business that has applied once");
	const { id, programme, tax_code, year } = reserved;
	await house.query("update programme set opens_on = opens_on - interval '1 year' where id = $1", [programme]);
	await house.query("update application set submitted_at = submitted_at - interval '1 year' where id = $1", [id]);
	await house.query(
		`update ledger_account set owner = left(owner, -4) || $2 where book = 'ceiling' and starts_with(owner, $1 || ':')`,
		[tax_code, String(year - 1)],
	);
	return { application: reserved.reference, programme, year: year - 1 };
}

test("a year is closed: what nobody agreed to lapses, and what is free goes back", async ({ browser, house }) => {
	test.setTimeout(8 * 60_000);
	const { application, programme, year } = await reservedSinceLastYear(house);
	const { enter, leave } = people(browser, house);
	const [officer, second] = [await enter(), await enter()];
	await signIn(officer.page, accountOf(house, "programme officer"));
	await signIn(second.page, accountOf(house, "second programme officer"));
	const { page } = officer;

	const reference =
		await test.step("An officer sees beforehand what would happen, and not before December", async () => {
			await page.goto("/city/budget/closings");
			await onPage(officer, "Khóa sổ cuối năm");
			await page.getByRole("link", { name: "Đề nghị khóa sổ" }).click();
			await onPage(officer, "Đề nghị khóa sổ cuối năm");
			await page.getByLabel("Chương trình").selectOption(programme);
			await page.getByLabel("Năm").selectOption(String(year));
			await page.getByRole("button", { name: "Xem trước" }).click();
			await onPage(officer, `Khóa sổ năm ${year}`);
			const total = page.getByRole("row", { name: /^Tổng/ });
			await expect(total.getByRole("cell").first()).toHaveText("1");
			await page.getByRole("button", { name: "Gửi đề nghị khóa sổ" }).click();
			await expect(page).toHaveURL(/KS-\d{4}-\d{3}$/);
			await onPage(officer, `Khóa sổ năm ${year}`);
			return page.url().slice(-11);
		});

	await test.step("It waits where the budget is read", async () => {
		await second.page.goto("/city/budget");
		const pending = second.page.getByRole("table", { name: "1 lần khóa sổ đang chờ người thứ hai" });
		await expect(pending.getByRole("link", { name: reference })).toBeVisible();
	});

	await test.step("Another confirms, the work is done, and its page says what it did", async () => {
		await second.page.goto(`/city/budget/closings/${reference}/confirm`);
		await onPage(second, `Duyệt ${reference}?`);
		await second.page.getByRole("button", { name: "Duyệt" }).click();
		await expect(second.page).toHaveURL(new RegExp(`${reference}$`));
		await expect(async () => {
			await second.page.reload();
			await expect(second.page.getByText("Đã khóa sổ")).toBeVisible({ timeout: 1_000 });
		}).toPass({ timeout: 60_000 });
		await expect(second.page.getByText(/^1\skhoản, /)).toBeVisible();
		await second.look();
		const [row] = await house.query<{ state: string }>("select state from application where reference = $1", [
			application,
		]);
		expect(row?.state).toBe("lapsed");
		verifyBooks(house);
	});
	await leave();
});
