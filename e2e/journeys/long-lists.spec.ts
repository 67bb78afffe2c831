import { accountOf, expect, expectAccessible, signIn, test } from "#testing/fixtures.ts";

/*
 * Long lists are narrowed by typing, without diacritics and without "Phường", "Xã"; the native list stays what is sent. By
 * keyboard alone, on a telephone and on a desk; without scripts the list is all there is.
 */

for (const width of [360, 1280]) {
	test(`a ward is found by a few letters at ${width} px`, async ({ page, house }) => {
		await page.setViewportSize({ width, height: 780 });
		await signIn(page, accountOf(house, "owner"));
		await page.goto("/business/registration");
		const ward = page.getByLabel("Phường, xã, đặc khu");
		const field = page.locator(".field").filter({ has: ward });
		const search = field.getByRole("searchbox");
		const said = field.getByRole("status");
		const before = await ward.inputValue();
		await search.focus();
		await page.keyboard.type("an phu");
		await expect(said).toHaveText("Đã chọn: Phường An Phú");
		await page.keyboard.type(" dong");
		await expect(said).toHaveText("Đã chọn: Phường An Phú Đông");
		await page.keyboard.type(" xyz");
		await expect(said).toHaveText(/^Không có mục nào khớp/);
		await expect(ward).toHaveValue(before);
		await page.keyboard.press("Escape");
		await expect(search).toHaveValue("");
		await page.keyboard.type("tan");
		await expect(said).toHaveText(/^\d+\smục khớp/);
		await page.keyboard.press("Enter");
		await expect(ward).toBeFocused();
		const chosen = await ward.inputValue();
		await page.keyboard.press("ArrowDown");
		await expect(ward).not.toHaveValue(chosen);
		await expectAccessible(page);
		await search.fill("cu chi");
		await expect(ward.locator("option:checked")).toHaveText("Xã Củ Chi");
		await page.getByRole("button", { name: "Lưu" }).click();
		await page.waitForURL((url) => url.pathname !== "/business/registration");
		await page.goto("/business/registration");
		await expect(ward.locator("option:checked")).toHaveText("Xã Củ Chi");
	});
}

test("what is chosen before the scripts run stays chosen", async ({ page, house }) => {
	await signIn(page, accountOf(house, "owner"));
	let run = () => {};
	const held = new Promise<void>((resolve) => {
		run = resolve;
	});
	await page.route("**/assets/*.js", async (route) => {
		await held;
		await route.continue();
	});
	await page.goto("/business/registration", { waitUntil: "commit" });
	const ward = page.getByLabel("Phường, xã, đặc khu");
	const field = page.locator(".field").filter({ has: ward });
	await ward.selectOption({ label: "Xã Cần Giờ" });
	run();
	await expect(field.getByRole("searchbox")).toBeVisible();
	await expect(ward.locator("option:checked")).toHaveText("Xã Cần Giờ");
});

test.describe("without scripts", () => {
	test.use({ javaScriptEnabled: false });

	test("a ward is chosen from the list, in the order of the names", async ({ page, house }) => {
		await signIn(page, accountOf(house, "owner"));
		await page.goto("/business/registration");
		const ward = page.getByLabel("Phường, xã, đặc khu");
		await expect(page.locator("main").getByRole("searchbox")).toHaveCount(0);
		const names = (await ward.locator("optgroup").first().locator("option").allTextContents()).map((label) =>
			label.replace(/^(?:Phường|Xã|Đặc khu) /, ""),
		);
		expect(names).toEqual([...names].sort(new Intl.Collator("vi").compare));
		await ward.selectOption({ label: "Xã Bình Chánh" });
		await page.getByRole("button", { name: "Lưu" }).click();
		await page.waitForURL((url) => url.pathname !== "/business/registration");
		await page.goto("/business/registration");
		await expect(ward.locator("option:checked")).toHaveText("Xã Bình Chánh");
	});
});
