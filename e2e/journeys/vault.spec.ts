import type { Page } from "@playwright/test";
import { accountOf, expect, expectAccessible, signIn, test } from "#testing/fixtures.ts";
import { fillLine, startDraft } from "./steps/draft.ts";
import { pdfThatSays } from "./steps/plan.ts";

/* A document is sent once: to the vault or with an application, and goes into others without being sent again. */

const pdf = (name: string, says: string) => ({ name, mimeType: "application/pdf", buffer: pdfThatSays(says) });
const rows = (page: Page) => page.getByRole("region", { name: "Tài liệu của bạn" }).getByRole("listitem");
const rowOf = (page: Page, name: string) => rows(page).filter({ has: page.getByRole("link", { name: `Xem ${name}` }) });

/** Chooses files at the top of the page, which sends them at once; without scripts the one button does. */
async function sendToVault(page: Page, scripts: boolean, files: ReturnType<typeof pdf>[]) {
	await page.getByLabel("Gửi vào kho").first().setInputFiles(files);
	if (!scripts) await page.getByRole("button", { name: "Gửi tệp đã chọn" }).first().click();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
		test.use({ javaScriptEnabled, viewport: { width: 360, height: 780 } });

		test("a quotation is used again in a draft, and listed once", async ({ page, house }) => {
			await signIn(page, accountOf(house, "owner"));
			const reference = await startDraft(page);
			await page.goto(`/applications/${reference}/lines`);
			await fillLine(page);
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).toHaveURL(new RegExp(`${reference}$`));

			await page.goto("/documents");
			await page.getByRole("link", { name: "Báo giá", exact: true }).click();
			await expect(page.getByRole("link", { name: "Báo giá", exact: true })).toHaveAttribute("aria-current", "page");
			const files = rows(page);
			const first = files.filter({ hasText: /Dùng trong\s+HS-/ }).first();
			const name = ((await first.locator("p").first().textContent()) ?? "").split(",")[0] ?? "";
			await first.getByText("Dùng lại").click();
			if (javaScriptEnabled) await expectAccessible(page);
			await first.getByLabel("Cho hồ sơ đang soạn").selectOption(reference);
			await first.getByRole("button", { name: "Thêm vào hồ sơ này" }).click();
			await expect(page).toHaveURL(new RegExp(`/applications/${reference}/documents$`));
			await expect(page.getByRole("link", { name: `Xem ${name}` }).first()).toBeVisible();

			await page.goto("/documents?kind=application.quotation");
			const used = files.filter({ has: page.getByRole("link", { name: reference }) });
			await expect(used).toHaveCount(1);
			await expect(used.getByText("Đang soạn", { exact: true })).toBeVisible();
			await expect(used.getByRole("link", { name: /^Thay/ })).toHaveAttribute(
				"href",
				`/applications/${reference}/documents`,
			);
		});

		test("a file is sent to the vault, said what it is, deleted and taken back, and used", async ({ page, house }) => {
			await signIn(page, accountOf(house, "owner"));
			const reference = await startDraft(page);
			// Of this walk alone: the same bytes are kept once.
			const name = `bao-gia-${reference}.pdf`;
			await page.goto("/documents");
			await sendToVault(page, javaScriptEnabled, [pdf(name, name)]);
			const row = rowOf(page, name);
			await expect(row.getByText("Chưa dùng", { exact: true })).toBeVisible();

			await test.step("each file that is refused says why, and the others are there", async () => {
				const wrong = { name: "chu.pdf", mimeType: "application/pdf", buffer: Buffer.from("Chỉ là chữ") };
				const another = `khac-${reference}.pdf`;
				await sendToVault(page, javaScriptEnabled, [pdf("lai.pdf", name), wrong, pdf(another, another)]);
				await expect(rowOf(page, another)).toHaveCount(1);
				await expect(page.getByText(`Tệp này đã có trong kho: ${name}. Dùng bản đã có.`).first()).toBeVisible();
				await expect(page.getByText(/Tệp này không phải PDF, PNG hay JPEG/).first()).toBeVisible();
				if (javaScriptEnabled) await expectAccessible(page);
				await page.goto("/documents");
			});

			await test.step("what its name tells is asked for", async () => {
				await expect(row.getByText("Đây là tài liệu gì? Chúng tôi đoán: báo giá.")).toBeVisible();
				await row.getByLabel("Loại tài liệu").selectOption("financial-report");
				await row.getByLabel("Dùng được đến").fill("31/02/2020");
				await row.getByRole("button", { name: `Lưu ${name}` }).click();
				await expect(page.getByRole("alert")).toBeVisible();
				await row.getByLabel("Dùng được đến").fill("29/02/2020");
				await row.getByRole("button", { name: `Lưu ${name}` }).click();
				await expect(row.getByRole("heading", { name: /^Báo cáo tài chính/ })).toBeVisible();
				await expect(row.getByText(/Đây là tài liệu gì/)).toHaveCount(0);
				await expect(row.getByText("Đã hết hạn", { exact: true })).toBeVisible();
			});

			await test.step("it is deleted, and taken back", async () => {
				await row.getByRole("button", { name: `Xóa ${name}` }).click();
				await expect(page.getByRole("status").filter({ hasText: `Đã xóa tài liệu ${name} khỏi kho.` })).toBeVisible();
				await expect(row).toHaveCount(0);
				await page.getByRole("button", { name: `Hoàn tác ${name}` }).click();
				await expect(row).toHaveCount(1);

				// Also later, when the page says nothing of it any more.
				await row.getByRole("button", { name: `Xóa ${name}` }).click();
				await expect(row).toHaveCount(0);
				await page.goto("/documents");
				await page.getByText(/^Đã xóa, còn lấy lại được \(\d+\)$/).click();
				const gone = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: `Lấy lại ${name}` }) });
				await expect(gone.getByText(/Lấy lại được đến hết ngày \d\d\/\d\d\/\d{4}/)).toBeVisible();
				if (javaScriptEnabled) await expectAccessible(page);
				await gone.getByRole("button", { name: `Lấy lại ${name}` }).click();
				await expect(row).toHaveCount(1);
				await expect(gone).toHaveCount(0);
			});

			// One that has expired is warned of, and not refused.
			await row.getByText("Dùng lại").click();
			await expect(row.getByText(/Tài liệu này đã hết hạn sau ngày 29\/02\/2020\./)).toBeVisible();
			await row.getByLabel("Cho hồ sơ đang soạn").selectOption(reference);
			await row.getByRole("button", { name: "Thêm vào hồ sơ này" }).click();
			await expect(page).toHaveURL(new RegExp(`/applications/${reference}/documents$`));
			await expect(page.getByRole("link", { name: `Xem ${name}` })).toBeVisible();
			await expect(page.getByText(/Đã hết hạn sau ngày 29\/02\/2020\. Vẫn nộp được/)).toBeVisible();
			await page.goto("/documents");
			await expect(row.getByRole("link", { name: reference, exact: true })).toBeVisible();
			await expect(row.getByRole("button", { name: `Xóa ${name}` })).toHaveCount(0);
		});
	});
}
