import type { Page } from "@playwright/test";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { makeTaxCode } from "#testing/makers.ts";
import { fieldsOf, fillLine, startDraft } from "./steps/draft.ts";
import { upload } from "./steps/owner.ts";
import { pdfThatSays } from "./steps/plan.ts";

const notFound = "Không tìm thấy trang này";

/** What no form of ours sends, posted from a browser that is signed in. */
function post(page: Page, house: House, path: string, body: Parameters<Page["request"]["post"]>[1]) {
	return page.request.post(path, { ...body, headers: { Origin: house.url, ...body?.headers }, maxRedirects: 0 });
}

async function expectSummary(page: Page, reason: RegExp | string): Promise<void> {
	await expect(page.getByRole("alert").getByRole("link", { name: reason })).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
		test.use({ javaScriptEnabled });

		test.beforeEach(({ page, house }) => signIn(page, accountOf(house, "owner")));

		test("a tax code with a wrong digit, in both languages", async ({ page }) => {
			const right = makeTaxCode(4711);
			const wrong = right.slice(0, 9) + String((Number(right[9]) + 1) % 10);
			await page.goto("/business/registration");
			await page.getByLabel("Mã số thuế").fill(wrong);
			await page.getByRole("button", { name: "Lưu" }).click();
			await expectSummary(page, "Mã số thuế có chữ số không khớp. Hãy so lại với giấy đăng ký.");
			await expect(page.getByLabel("Mã số thuế")).toHaveValue(wrong);
			await page.goto("/language/en?to=/business/registration");
			await page.getByLabel("Tax code").fill(wrong);
			await page.getByRole("button", { name: "Save" }).click();
			await expectSummary(page, /check digit|does not match|digit/i);
			await expect(page.getByLabel("Tax code")).toHaveValue(wrong);
		});

		test("letters in an amount", async ({ page }) => {
			await page.goto("/business/figures");
			await page.getByLabel(/^Tổng nguồn vốn/).fill("mười lăm tỷ");
			await page.getByLabel("Số lao động").fill("35");
			// Early in a year the figures of the year before are not there yet.
			await page.getByLabel("Trong đó lao động nữ").fill("12");
			await page.getByRole("button", { name: "Lưu" }).click();
			await expectSummary(page, /^Tổng nguồn vốn phải là số nguyên đồng/);
			await expect(page.getByLabel(/^Tổng nguồn vốn/)).toHaveValue("mười lăm tỷ");
			await expect(page.getByLabel("Số lao động")).toHaveValue("35");
		});

		test("a field that is passed by is not refused; one that was emptied is", async ({ page }) => {
			test.skip(!javaScriptEnabled, "without scripts nothing is judged before it is sent");
			await page.goto("/business/figures");
			const [capital, employees] = [page.getByLabel(/^Tổng nguồn vốn/), page.getByLabel("Số lao động")];
			await employees.fill("");
			await capital.focus();
			await expect(employees).toHaveAttribute("aria-invalid", "true");
			await capital.press("Tab");
			await expect(capital).not.toBeFocused();
			await expect(capital).not.toHaveAttribute("aria-invalid", "true");
		});

		test("an amount that can be read in two ways, then one with its units", async ({ page }) => {
			await page.goto("/business/figures");
			const capital = page.getByLabel(/^Tổng nguồn vốn/);
			await capital.fill("1.500 triệu");
			await page.getByRole("button", { name: "Lưu" }).click();
			await expectSummary(page, /^“1\.500 triệu” có thể là 1\.500\.000\sđ hoặc 1\.500\.000\.000\sđ/);
			await expect(capital).toHaveValue("1.500 triệu");
			await capital.fill("9 tỷ 500 triệu");
			if (javaScriptEnabled) {
				await expect(page.getByText(/= 9\.500\.000\.000\sđ · Chín tỷ năm trăm triệu đồng/)).toBeVisible();
				await capital.blur();
				await expect(capital).toHaveValue("9.500.000.000");
			}
			await page.getByLabel("Số lao động").fill("35");
			await page.getByLabel("Trong đó lao động nữ").fill("12");
			await page.getByRole("button", { name: "Lưu" }).click();
			await page.waitForURL((url) => url.pathname !== "/business/figures");
			await page.goto("/business/figures");
			await expect(capital).toHaveValue("9.500.000.000");
		});

		test("a file of another kind than its name says, then one that is too big", async ({ page }) => {
			const reference = await startDraft(page);
			await page.goto(`/applications/${reference}/documents`);
			const section = page.getByRole("region", { name: "Tài liệu khác" });
			const send = async (buffer: Buffer) => {
				const file = { name: "a.pdf", mimeType: "application/pdf", buffer };
				await section.locator("input[type=file]").first().setInputFiles(file);
				if (!javaScriptEnabled) await page.getByRole("button", { name: "Gửi và tiếp tục" }).click();
			};
			await send(Buffer.from("Chỉ là chữ"));
			await expect(section.getByText(/Tệp này không phải PDF, PNG hay JPEG/)).toBeVisible();
			await send(Buffer.concat([pdfThatSays("big"), Buffer.alloc(11 * 1024 * 1024)]));
			await expect(section.getByText(/Tệp 11.*, mỗi tệp tối đa 10\sMB/)).toBeVisible();
			await upload(page, "Tài liệu khác", "dung.pdf");
		});

		test("two tabs on one draft: the later one is told, keeps its text and may win", async ({ page, context }) => {
			const reference = await startDraft(page);
			const lines = `/applications/${reference}/lines`;
			const other = await context.newPage();
			await other.goto(lines);
			await page.goto(lines);
			await fillLine(page, { description: "Ở cửa sổ thứ nhất" });
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).toHaveURL(new RegExp(`${reference}$`));
			await fillLine(other, { description: "Ở cửa sổ thứ hai" });
			await other.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(other.getByRole("alert")).toContainText("Bản này đã được sửa ở cửa sổ khác.");
			await expect(other.getByLabel("Mua hoặc thuê gì")).toHaveValue("Ở cửa sổ thứ hai");
			await other.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(other).toHaveURL(new RegExp(`${reference}$`));
			await other.goto(lines);
			await expect(other.getByLabel("Mua hoặc thuê gì")).toHaveValue("Ở cửa sổ thứ hai");
		});

		test("a session that ends in the middle of a form", async ({ page, house }) => {
			const owner = accountOf(house, "owner");
			const reference = await startDraft(page);
			await page.goto(`/applications/${reference}/lines`);
			await fillLine(page, { description: "Gõ trước khi phiên hết" });
			await house.query("delete from person_session where user_id = (select id from person where email = $1)", [
				owner.email,
			]);
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).toHaveURL(/\/sign-in\?/);
			await expect(page.getByText("Những gì bạn nhập vẫn còn, hãy đăng nhập để làm tiếp.")).toBeVisible();
			await page.getByLabel("Thư điện tử").fill(owner.email);
			await page.getByLabel("Mật khẩu").fill(owner.password);
			await page.getByRole("button", { name: "Đăng nhập" }).click();
			await expect(page).toHaveURL(new RegExp(`/applications/${reference}/lines\\?kept=`));
			await expect(page.getByText("Những gì bạn nhập trước đó đã được điền lại.")).toBeVisible();
			await expect(page.getByLabel("Mua hoặc thuê gì")).toHaveValue("Gõ trước khi phiên hết");
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).toHaveURL(new RegExp(`/applications/${reference}$`));
		});

		test("pressing submit twice, then the back button: one application, and a clear page", async ({ page, house }) => {
			const reference = await startDraft(page);
			await page.goto(`/applications/${reference}/lines`);
			// One item is paid for once, so each of the two submits another.
			await fillLine(page, { item: javaScriptEnabled ? undefined : "Tư vấn sở hữu trí tuệ" });
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).toHaveURL(new RegExp(`${reference}$`));
			await page.goto(`/applications/${reference}/documents`);
			await upload(page, "Báo giá cho hạng mục 1", "bao-gia.pdf");
			await page.goto(`/applications/${reference}/check`);
			await page.getByLabel(/^Tôi khai đúng sự thật/).check();
			await page.getByLabel(/^Tôi chưa mua/).check();
			const sent = await fieldsOf(page);
			await page.getByRole("button", { name: "Nộp hồ sơ" }).dblclick();
			await expect(page.getByRole("heading", { name: `Đã nộp hồ sơ ${reference}` })).toBeVisible();
			// The very same post once more, as a browser repeats it.
			const again = await post(page, house, `/applications/${reference}/submit`, { form: sent });
			expect(again.status()).toBe(303);
			await page.goBack();
			await expect(page.getByText("Hồ sơ đã được nộp nên không sửa được ở đây.").first()).toBeVisible();
			const rows = await house.query(
				"select 1 from submission s join application a on a.id = s.application_id where a.reference = $1",
				[reference],
			);
			expect(rows).toHaveLength(1);
		});
	});
}

test.describe("what no page of ours sends", () => {
	test("a hidden field that was changed: refused, with what was typed", async ({ page, house }) => {
		await signIn(page, accountOf(house, "owner"));
		const reference = await startDraft(page);
		const path = `/applications/${reference}/lines`;
		await page.goto(path);
		await fillLine(page, { description: "Vẫn còn đây" });
		await page.locator("input[name=draftVersion]").evaluate((input) => input.setAttribute("value", "abc"));
		await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
		await expect(page.getByRole("alert")).toContainText("Những gì bạn nhập vẫn được giữ.");
		await expect(page.getByLabel("Mua hoặc thuê gì")).toHaveValue("Vẫn còn đây");
		// Somebody else's draft, as if it were one's own.
		const foreign = await house.subject<{ reference: string }>("a draft that is not the owner's");
		const sent = await fieldsOf(page);
		const answer = await post(page, house, `/applications/${foreign.reference}/lines`, { form: sent });
		expect(answer.status()).toBe(404);
		expect(await answer.text()).toContain(notFound);
	});

	test("a reviewer opens a file of another association", async ({ page, house }) => {
		await signIn(page, accountOf(house, "reviewer"));
		const file = await house.subject<{ reference: string }>("a file of another association");
		for (const path of ["", "/declaration", "/messages"]) {
			const answer = await page.goto(`/review/${file.reference}${path}`);
			expect(answer?.status()).toBe(404);
			await expect(page.getByRole("heading", { level: 1, name: notFound })).toBeVisible();
		}
	});

	test("ids that nobody has", async ({ page, house }) => {
		await signIn(page, accountOf(house, "owner"));
		const nobody = "00000000-0000-4000-8000-000000000000";
		for (const path of [
			"/applications/HS-2026-999999",
			"/applications/HS-2026-999999/lines",
			"/applications/x'%20or%201=1",
			"/claims/DN-2026-999999",
			`/files/applications/${nobody}`,
			"/files/applications/abc",
			`/files/vault/${nobody}`,
			"/files/vault/abc",
			`/assess/result/${nobody}`,
			"/nowhere",
		]) {
			const answer = await page.goto(path);
			expect(answer?.status(), path).toBe(404);
			await expect(page.getByText(notFound), path).toBeVisible();
		}
		await page.goto("/language/en?to=/applications/HS-2026-999999");
		await expect(page.getByRole("heading", { level: 1, name: /not found|cannot be found/i })).toBeVisible();
	});

	test("a body that is not a form's", async ({ page, house }) => {
		await signIn(page, accountOf(house, "owner"));
		const reference = await startDraft(page);
		const json = await post(page, house, "/business/figures", { data: { employees: 3 } });
		const half = { data: '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nquo' };
		const truncated = await post(page, house, `/applications/${reference}/documents?slot=other`, {
			...half,
			headers: { "Content-Type": "multipart/form-data; boundary=x" },
		});
		expect(json.status()).toBe(415);
		expect(await json.text()).toContain("Máy chủ không nhận nội dung ở dạng này.");
		expect(truncated.status()).toBe(400);
		expect(await truncated.text()).toContain("Máy chủ không đọc được nội dung gửi lên.");
	});

	test("a day that no calendar has", async ({ page, house }) => {
		await signIn(page, accountOf(house, "programme officer"));
		await page.goto("/city/report");
		await page.getByLabel("Nộp từ ngày").fill("31/02/2026");
		await page.getByRole("button", { name: "Lọc" }).click();
		await expect(page.getByText(/^Ngày bắt đầu không đúng/).first()).toBeVisible();
		await expect(page.getByLabel("Nộp từ ngày")).toHaveValue("31/02/2026");
	});
});
