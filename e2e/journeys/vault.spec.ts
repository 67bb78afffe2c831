import { accountOf, expect, expectAccessible, signIn, test } from "#e2e/support/fixtures.ts";
import { fillLine, startDraft } from "./steps/draft.ts";

/* A document that was sent before goes into another application without being sent again. */

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
			const files = page.getByRole("region", { name: "Tài liệu của bạn" }).getByRole("listitem");
			const first = files.filter({ hasText: "Dùng trong" }).first();
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
	});
}
