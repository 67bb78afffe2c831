import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import { onPage, people } from "./steps/person.ts";

// What the books say, read by those who answer for them: where all money stands on a day, and the statement of each holder.

test("balances of a day, and the statements of an envelope, an application and a business", async ({
	browser,
	house,
}) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const [officer, auditor] = [await enter(), await enter({ viewport: { width: 360, height: 760 } })];
	await signIn(officer.page, accountOf(house, "finance officer"));
	await signIn(auditor.page, accountOf(house, "auditor"));
	const paid = await house.subject<{
		application: string;
		payment: string;
		association: string;
		envelope: string;
		tax_code: string;
	}>("a payment with its holders in the books");

	await test.step("The desk leads to the balances of a day, of all holders", async () => {
		const { page } = officer;
		await page.goto("/finance");
		await page.getByRole("link", { name: "Sổ chi tiết" }).click();
		await onPage(officer, "Sổ chi tiết");
		await page.getByLabel("Cuối ngày").fill("32/13/2026");
		await page.getByRole("button", { name: "Lọc" }).click();
		await expect(page.getByLabel("Cuối ngày")).toHaveAttribute("aria-invalid", "true");
		await page.getByLabel("Cuối ngày").fill("01/01/2020");
		await page.getByRole("button", { name: "Lọc" }).click();
		await expect(page.getByText("Đến ngày đó chưa có doanh nghiệp nào được giữ chỗ tiền.")).toBeVisible();
		await page.getByRole("link", { name: "Bỏ lọc" }).click();
		await page.locator(`a[href="/finance/statements/envelope/${paid.envelope}"]`).click();
		await onPage(officer, paid.association);
	});

	await test.step("An envelope's entries narrow down to a column, and lead to the case", async () => {
		const { page } = officer;
		await page.goto(`${page.url()}?before=1`);
		await expect(page.getByText("Trong kỳ này không có bút toán nào.")).toBeVisible();
		await page.getByRole("link", { name: "Về bút toán mới nhất" }).click();
		await expect(page.getByText("Trong kỳ này không có bút toán nào.")).toBeHidden();
		await page.getByLabel("Cột", { exact: true }).selectOption({ label: "Đã trả" });
		await page.getByRole("button", { name: "Lọc" }).click();
		// The address changes before the table does: of one payment the whole statement has several rows, "paid" has one.
		const link = page.getByRole("link", { name: paid.payment, exact: true });
		await expect(link).toHaveCount(1);
		await link.click();
		await onPage(officer, /^Khoản chi|^Lần chi|CT-/);
		await page.getByRole("link", { name: `Sổ chi tiết hồ sơ ${paid.application}` }).click();
		await onPage(officer, paid.application);
		const download = page.waitForEvent("download");
		await page.getByRole("link", { name: "Tải CSV" }).click();
		expect((await download).suggestedFilename()).toMatch(/^so-chi-tiet-\d{4}-\d{2}-\d{2}\.csv$/);
	});

	await test.step("On a phone an auditor finds a business and its ceilings", async () => {
		const { page } = auditor;
		await page.goto("/finance/statements");
		await onPage(auditor, "Sổ chi tiết");
		await page.getByLabel("Tên hoặc mã số thuế doanh nghiệp").fill(paid.tax_code);
		await page.getByRole("button", { name: "Lọc" }).click();
		await page
			.getByRole("row")
			.filter({ hasText: paid.tax_code.slice(0, 10) })
			.getByRole("link")
			.first()
			.click();
		await expect(page.getByRole("heading", { name: "Trần năm" })).toBeVisible();
		await auditor.look();
		await page.getByRole("link", { name: paid.application }).first().click();
		// An auditor reads the case itself.
		await expect(page).toHaveURL(new RegExp(`/review/${paid.application}$`));
		await onPage(auditor, /./);
	});
	await leave();
});
