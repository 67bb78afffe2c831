import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { textOf } from "#templates/testing/read-pdf.ts";
import { expect } from "#testing/fixtures.ts";
import { onPage, type Person } from "./person.ts";
import { allowedDongOf, inFigures, type Plan, todayInBoxes } from "./plan.ts";

/** What a link leads to that is a file, as the browser saves it. */
async function download(page: Page, link: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
	const waiting = page.waitForEvent("download");
	await page.getByRole("link", { name: link }).first().click();
	const file = await waiting;
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** What a link leads to that the browser may show itself, such as a PDF. */
export async function fetchLink(page: Page, link: string | RegExp): Promise<Buffer> {
	const href = await page.getByRole("link", { name: link }).first().getAttribute("href");
	const answer = await page.request.get(href ?? "");
	expect(answer.status(), href ?? "").toBe(200);
	return answer.body();
}

/** The rows of a CSV without line breaks in its cells, the head first. */
function rowsOfCsv(bytes: Buffer): string[][] {
	const text = bytes.toString("utf8");
	expect(text.startsWith("\uFEFF"), "a mark by which Excel knows UTF-8").toBe(true);
	return text
		.slice(1)
		.trimEnd()
		.split("\r\n")
		.map((line) =>
			[...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)]
				.slice(0, line.endsWith(",") ? undefined : -1)
				.map(([, cell = ""]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')),
		);
}

/** The rows of the first sheet of a workbook, the head first, as texts. */
async function rowsOfXlsx(bytes: Buffer): Promise<string[][]> {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load(bytes as never);
	const rows: string[][] = [];
	workbook.worksheets[0]?.eachRow((row) => {
		const values = (row.values as ExcelJS.CellValue[]).slice(1);
		rows.push(values.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ""))));
	});
	return rows;
}

/** Makes a batch of one claim. Returns the batch's reference. */
export async function makeBatch(person: Person, claim: string): Promise<string> {
	const { page } = person;
	await page.goto("/finance");
	await onPage(person, "Cần chi");
	await page.getByLabel(`Chọn ${claim}`).check();
	await page.getByRole("button", { name: "Lập đợt chi" }).click();
	await expect(page).toHaveURL(/\/finance\/batches\/DC-/);
	await onPage(person, /^Đợt chi /);
	return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** A second finance officer releases what the first one made. */
export async function releaseBatch(person: Person, batch: string): Promise<void> {
	const { page } = person;
	await page.goto(`/finance/batches/${batch}`);
	await page.getByRole("link", { name: "Duyệt đợt chi" }).click();
	await onPage(person, `Duyệt đợt chi ${batch}?`);
	await page.getByRole("button", { name: "Duyệt đợt chi" }).click();
	await expect(page).toHaveURL(new RegExp(`${batch}$`));
	await expect(page.getByRole("link", { name: "Gửi ngân hàng" })).toBeVisible();
}

/** Sends the batch, checks the list that the bank gets, and records that the bank has paid. */
export async function sendAndRecordPaid(person: Person, plan: Plan, batch: string): Promise<void> {
	const { page } = person;
	await page.goto(`/finance/batches/${batch}/export`);
	await onPage(person, `Gửi đợt chi ${batch} cho ngân hàng?`);
	await page.getByRole("button", { name: "Gửi ngân hàng" }).click();
	await expect(page).toHaveURL(new RegExp(`${batch}$`));
	await expectPaymentList(page, plan);
	await page.getByRole("row").filter({ hasText: plan.provider.name }).getByRole("link").first().click();
	await recordPaid(person);
}

/** On the page of a payment that the bank has: it has paid today. */
export async function recordPaid(person: Person): Promise<void> {
	const { page } = person;
	await onPage(person, /^Khoản chi /);
	const today = todayInBoxes();
	await page.getByLabel(/^Đã trả/).check();
	await page.getByLabel("ngày", { exact: true }).fill(today.day);
	await page.getByLabel("tháng", { exact: true }).fill(today.month);
	await page.getByLabel("năm", { exact: true }).fill(today.year);
	await page.getByRole("button", { name: "Ghi nhận" }).click();
	await expect(page.getByText("Đã trả xong. Không còn việc gì.")).toBeVisible();
}

async function expectPaymentList(page: Page, { provider, ...plan }: Plan): Promise<void> {
	const csv = await download(page, "Bảng kê (CSV)");
	const amount = String(allowedDongOf({ provider, ...plan }));
	for (const cell of [provider.name, provider.account, amount]) expect(rowsOfCsv(csv.bytes)[1]).toContain(cell);
	const sheet = await rowsOfXlsx((await download(page, "Bảng kê (Excel)")).bytes);
	for (const cell of [provider.name, provider.account, amount]) expect(sheet[1]).toContain(cell);
	const pdf = await textOf({ bytes: await fetchLink(page, /^Bảng kê \(PDF\)/) });
	for (const words of [provider.name, provider.account, inFigures(Number(amount))]) expect(pdf).toContain(words);
}

/** The report of one association: the new subsidy's row in both files, and sums that agree with the page's. */
export async function readReport(person: Person, plan: Plan, application: string): Promise<void> {
	const { page } = person;
	await page.goto("/city/report");
	await onPage(person, "Báo cáo hỗ trợ");
	await page.getByLabel("Hiệp hội").selectOption("hawa");
	await page.getByLabel("Tình trạng").selectOption({ label: "Hoàn thành" });
	await page.getByRole("button", { name: "Lọc" }).click();
	await expect(page).toHaveURL(/association=hawa/);
	await expect(page.getByRole("row").filter({ hasText: application })).toBeVisible();
	await person.look();
	const amount = String(allowedDongOf(plan));
	const csv = rowsOfCsv((await download(page, "Tải CSV")).bytes);
	const sheet = await rowsOfXlsx((await download(page, "Tải Excel")).bytes);
	const xlsx = sheet.slice(
		sheet.findIndex((cells) => cells.includes("Số hồ sơ")),
		-1,
	);
	expect(sheet.slice(0, 4).flat()).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^Báo cáo hỗ\strợ$/),
			"Kỳ báo cáo: mọi hồ sơ đã nộp",
			"Tình trạng: Hoàn thành",
		]),
	);
	for (const [head = [], ...rows] of [csv, xlsx]) {
		const column = (name: string) => head.indexOf(name);
		const row = rows.find((cells) => cells[column("Số hồ sơ")] === application);
		expect(row?.[column("Doanh nghiệp")]).toBe(plan.business.legalName);
		expect(row?.[column("Mã số thuế")]).toBe(plan.business.taxCode);
		expect(row?.[column("Được duyệt")]).toBe(amount);
		expect(row?.[column("Đã trả")]).toBe(amount);
		const paidDong = rows.reduce((sum, cells) => sum + Number(cells[column("Đã trả")] ?? 0), 0);
		await expect(page.getByText(inFigures(paidDong), { exact: true }).first()).toBeVisible();
		expect(sheet.at(-1)?.[column("Đã trả")]).toBe(String(paidDong));
		const ledger = await person.house.query<{ paid: string }>(
			`select sum(a.balance_dong)::text as paid from ledger_account a
			join application p on p.id::text = a.owner
			where a.kind = 'paid' and p.association_id = 'hawa' and p.state = 'completed'`,
		);
		expect(String(paidDong)).toBe(ledger[0]?.paid);
	}
}

const trail = [
	"Bắt đầu hồ sơ",
	"Nộp hồ sơ",
	"Khai không liên quan đến doanh nghiệp",
	"Đề nghị duyệt, chờ người thứ hai",
	"Duyệt hồ sơ",
	"Ký thỏa thuận",
	"Hồ sơ hoàn thành",
];

/** Every step of the application is in the log, and the chain is whole. */
export async function readAudit(person: Person, application: string): Promise<void> {
	const { page } = person;
	await page.goto("/audit");
	await onPage(person, "Nhật ký");
	await page.getByLabel("Số hồ sơ, mã hoặc tên đối tượng").fill(application);
	await page.getByRole("button", { name: "Lọc" }).click();
	await expect(page).toHaveURL(new RegExp(`subject=${application}`));
	for (const what of trail) await expect(page.getByRole("cell", { name: what, exact: true }).first()).toBeVisible();
	await page.getByRole("button", { name: "Kiểm tra nhật ký" }).click();
	await expect(page.getByText(/^Nhật ký nguyên vẹn/)).toBeVisible();
}
