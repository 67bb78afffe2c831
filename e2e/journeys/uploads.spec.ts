import type { Page } from "@playwright/test";
import { accountOf, expect, expectAccessible, signIn, test } from "#testing/fixtures.ts";
import { fillLine, startDraft } from "./steps/draft.ts";
import { pdfThatSays } from "./steps/plan.ts";

/* Documents of a draft: nothing that was chosen is dropped, with scripts and without. */

const pdf = (name: string) => ({ name, mimeType: "application/pdf", buffer: pdfThatSays(name) });
const notPdf = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from("Chỉ là chữ") });
const other = (page: Page) => page.getByRole("region", { name: "Tài liệu khác" });
const quotations = (page: Page) => page.getByRole("region", { name: "Báo giá cho hạng mục 1" });
const seeLink = (page: Page, name: string) => page.getByRole("link", { name: `Xem ${name}` });
const goOn = (page: Page) => page.getByRole("button", { name: "Gửi và tiếp tục" });

async function openDocuments(page: Page): Promise<string> {
	const reference = await startDraft(page);
	await page.goto(`/applications/${reference}/lines`);
	await fillLine(page);
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).toHaveURL(new RegExp(`${reference}$`));
	await page.goto(`/applications/${reference}/documents`);
	return reference;
}

test("with scripts a chosen file is on its way at once, and each has its own end", async ({ page, context, house }) => {
	await page.setViewportSize({ width: 360, height: 780 });
	await signIn(page, accountOf(house, "owner"));
	const reference = await openDocuments(page);
	const field = other(page).locator("input[type=file]").first();

	await test.step("a refused file does not stop the one after it", async () => {
		await field.setInputFiles([notPdf("chu.pdf"), pdf("hop-dong.pdf")]);
		await expect(seeLink(page, "hop-dong.pdf")).toBeVisible();
		await expect(other(page).getByText("chu.pdf", { exact: true }).first()).toBeVisible();
		await expect(other(page).getByText(/không phải PDF/)).toBeVisible();
		await expect(page.getByRole("status").filter({ hasText: "Đã nhận 1 tệp. Chưa nhận được 1 tệp." })).toBeVisible();
		await expectAccessible(page);
		await other(page).getByRole("button", { name: "Bỏ tệp này chu.pdf" }).click();
		await expect(other(page).getByText("chu.pdf", { exact: true })).toHaveCount(0);
	});

	await test.step("what lost its connection says so, and is sent when the net is back", async () => {
		await context.setOffline(true);
		await quotations(page).locator("input[type=file]").first().setInputFiles(pdf("bao-gia.pdf"));
		await expect(quotations(page).getByText(/^Mất kết nối ở .* Tự gửi lại khi có mạng\.$/)).toBeVisible();
		await context.setOffline(false);
		await expect(seeLink(page, "bao-gia.pdf")).toBeVisible();
	});

	await test.step("a document is replaced in its place", async () => {
		await quotations(page).getByText("Thay bao-gia.pdf").click();
		await quotations(page).getByLabel("Tệp thay cho bao-gia.pdf").first().setInputFiles(pdf("bao-gia-moi.pdf"));
		await expect(seeLink(page, "bao-gia-moi.pdf")).toBeVisible();
		await expect(seeLink(page, "bao-gia.pdf")).toHaveCount(0);
	});

	await goOn(page).click();
	await expect(page).toHaveURL(new RegExp(`${reference}$`));
});

test.describe("without scripts", () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } });

	test("the one button sends what is chosen, keeps what it can and goes on", async ({ page, house }) => {
		await signIn(page, accountOf(house, "owner"));
		const reference = await openDocuments(page);
		await quotations(page).locator("input[type=file]").first().setInputFiles(pdf("bao-gia.pdf"));
		await other(page).locator("input[type=file]").first().setInputFiles(notPdf("chu.pdf"));
		await goOn(page).click();
		await expect(page).toHaveTitle(/^Lỗi: /);
		await expect(page.getByRole("alert")).toContainText("Chưa nhận được 1 tệp, đã nhận 1 tệp");
		await expect(
			page.getByRole("alert").getByRole("link", { name: /^chu\.pdf: Tệp này không phải PDF/ }),
		).toBeVisible();
		await expect(seeLink(page, "bao-gia.pdf")).toBeVisible();

		await quotations(page).getByText("Thay bao-gia.pdf").click();
		await quotations(page).getByLabel("Tệp thay cho bao-gia.pdf").first().setInputFiles(pdf("bao-gia-moi.pdf"));
		await goOn(page).click();
		await expect(page).toHaveURL(new RegExp(`${reference}$`));
		await page.goto(`/applications/${reference}/documents`);
		await expect(seeLink(page, "bao-gia-moi.pdf")).toBeVisible();
		await expect(seeLink(page, "bao-gia.pdf")).toHaveCount(0);
	});
});
