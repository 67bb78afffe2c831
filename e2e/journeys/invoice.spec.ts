import type { Page } from "@playwright/test";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { invoiceXml } from "#testing/invoice-xml.ts";
import { onPage, people } from "./steps/person.ts";
import { todayInBoxes } from "./steps/plan.ts";
import { lendApplication } from "./steps/stripe.ts";

test.use({ ownHouse: "invoice" });

type Agreed = { reference: string; seller: string; buyer: string; buyerName: string };

/** An agreed application of one line that nothing is claimed of, with the demo's owner let into its business. */
async function agreedApplication(house: House): Promise<Agreed> {
	const found = await house.subject<Agreed>("an agreement of one line at the demo's desk, of which nothing is claimed");
	await lendApplication(house, found.reference);
	return found;
}

/** Chooses a file, which with scripts is read at once. */
async function sendFile(page: Page, name: string, text: string): Promise<void> {
	await page
		.getByLabel("Tệp XML của hóa đơn điện tử")
		.setInputFiles({ name, mimeType: "text/xml", buffer: Buffer.from(text) });
	const read = page.getByRole("button", { name: "Đọc tệp" });
	if (await read.isVisible()) await read.click();
}

test("the XML of an invoice fills in a claim, with and without scripts", async ({ browser, house }) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const owner = await enter({ viewport: { width: 360, height: 760 } });
	const { page } = owner;
	const { reference, seller, buyer, buyerName } = await agreedApplication(house);
	const { day, month, year } = todayInBoxes();
	const usual = {
		seller,
		buyer,
		buyerName,
		issuedOn: `${year}-${month}-${day}`,
		serial: `1C${year.slice(2)}TAA`,
		total: "54000000",
	};
	const sums = { beforeTax: "50000000", tax: "4000000" };
	await signIn(page, accountOf(house, "owner"));
	await page.goto(`/applications/${reference}/claims/new`);
	await page.getByRole("button", { name: "Lập đề nghị" }).click();
	await expect(page).toHaveURL(/\/claims\/DN-\d{4}-\d+$/);
	const claim = page.url();
	await page.goto(`${claim}/costs`);
	const invoice = page.getByRole("group", { name: "Hóa đơn 1" });

	await test.step("What is no invoice is told in words, and nothing typed is lost", async () => {
		await page.getByLabel("Đây là đề nghị cuối cùng của hồ sơ").check();
		await sendFile(page, "thu.xml", "<a/>");
		await expect(page.getByText(/không phải hóa đơn điện tử/).first()).toBeVisible();
		await expect(page.getByLabel("Đây là đề nghị cuối cùng của hồ sơ")).toBeChecked();
	});

	await test.step("An invoice fills its fields and the cost in", async () => {
		await sendFile(page, "hoa-don-701.xml", invoiceXml({ ...usual, ...sums, number: 701 }));
		await expect(invoice.getByText("hoa-don-701.xml").first()).toBeVisible();
		await expect(invoice.getByLabel("Số hóa đơn")).toHaveValue("701");
		await expect(invoice.getByLabel("Tổng tiền thanh toán")).toHaveValue("54.000.000");
		await expect(invoice.getByText("Khớp với đề nghị.")).toBeVisible();
		await expect(page.getByLabel("Đây là đề nghị cuối cùng của hồ sơ")).toBeChecked();
		await onPage(owner, "Chi phí và hóa đơn");
	});

	await test.step("The same file is not taken twice", async () => {
		await sendFile(page, "lan-hai.xml", invoiceXml({ ...usual, ...sums, number: 701 }));
		await expect(page.getByText(/đã có trong đề nghị, với tên hoa-don-701\.xml/).first()).toBeVisible();
	});

	await test.step("What is typed otherwise is said beside the file; another number has to be mended", async () => {
		await invoice.getByLabel("Số hóa đơn").fill("702");
		await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
		await expect(page.getByText("Trong tệp, số hóa đơn là 701; đề nghị ghi 702.").first()).toBeVisible();
		await invoice.getByLabel("Số hóa đơn").fill("701");
		await invoice.getByLabel("Tổng tiền thanh toán").fill("53.000.000");
		await page.locator("input[name='lines.0.cost']").fill("53.000.000");
		await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
		await expect(page).toHaveURL(claim);
		await page.goto(`${claim}/submit`);
		await expect(
			page.getByText(/Trong tệp, tổng thanh toán là 54\.000\.000.đ; đề nghị ghi 53\.000\.000/),
		).toBeVisible();
		await onPage(owner, "Xem lại trước khi nộp");
	});

	await test.step("Without scripts the file travels with what is typed", async () => {
		const state = await page.context().storageState();
		const plain = await enter({ javaScriptEnabled: false, storageState: state, viewport: { width: 360, height: 760 } });
		await plain.page.goto(`${claim}/costs`);
		await plain.page.locator("input[name='lines.0.cost']").fill("60.000.000");
		await sendFile(plain.page, "dola.xml", invoiceXml({ ...usual, currency: "USD", number: 703 }));
		await expect(plain.page.getByText(/^Hóa đơn ghi bằng USD/).first()).toBeVisible();
		await expect(plain.page.locator("input[name='lines.0.cost']")).toHaveValue("60.000.000");
		await sendFile(
			plain.page,
			"hoa-don-703.xml",
			invoiceXml({ ...usual, number: 703, buyer: "0300588569", buyerName: "Công ty Khác" }),
		);
		await expect(plain.page).toHaveURL(/costs#invoice-2$/);
		const second = plain.page.getByRole("group", { name: "Hóa đơn 2" });
		await expect(second.getByLabel("Số hóa đơn")).toHaveValue("703");
		await expect(second.getByText(/^Hóa đơn lập cho Công ty Khác/)).toBeVisible();
		await expect(second.getByText("Phải sửa").first()).toBeVisible();
		await expect(plain.page.locator("input[name='lines.0.cost']")).toHaveValue("60.000.000");
	});

	await test.step("The original is saved by the browser, never shown", async () => {
		await page.goto(`${claim}/costs`);
		const href = await invoice.getByRole("link", { name: /^Tải về/ }).getAttribute("href");
		const answer = await page.request.get(href ?? "");
		expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="hoa-don-701\.xml"/);
		expect(answer.headers()["content-type"]).toBe("application/octet-stream");
		expect(await answer.text()).toBe(invoiceXml({ ...usual, ...sums, number: 701 }));
	});
	await leave();
});

test("a reviewer compares file and claim, and judges a near match before the claim is verified", async ({
	browser,
	house,
}) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const waiting = await house.subject<{ claim: string; email: string }>(
		"a near match at the demo's desk that a person with an account may judge",
	);
	const account = house.accounts.find(({ email }) => email === waiting.email);
	if (!account) throw new Error(`the demo does not print ${waiting.email}`);
	const reviewer = await enter();
	const { page } = reviewer;
	await signIn(page, account);
	await page.goto("/review/claims");
	await expect(page.getByRole("row").filter({ hasText: waiting.claim }).getByText("Cần xem lại hóa đơn")).toBeVisible();
	await page.goto(`/review/claims/${waiting.claim}`);
	await onPage(reviewer, /^Đề nghị trả/);
	await expect(page.getByText(/bắt đầu bằng C nhưng tệp không có mã của cơ quan thuế/)).toBeVisible();
	await expect(page.getByText("Cần người xét quyết định")).toBeVisible();
	await expect(page.getByRole("heading", { name: "Cần xem lại: 1 hóa đơn gần giống" })).toBeVisible();

	await page.getByLabel(/^Xác nhận/).check();
	await page.getByRole("button", { name: "Gửi trả lời" }).click();
	await expect(page.getByText(/^Có hóa đơn gần giống với hóa đơn ở một đề nghị khác/).first()).toBeVisible();

	// The answer that was refused is not sent yet, so the page asks before it is left.
	page.once("dialog", (dialog) => void dialog.accept());
	await page.getByRole("link", { name: /^Xem và kết luận/ }).click();
	await onPage(reviewer, "Đây có phải là hai hóa đơn khác nhau?");
	await page.getByLabel("Vì sao là hai hóa đơn khác nhau").fill("Ngắn");
	await page.getByRole("button", { name: "Là hóa đơn khác" }).click();
	await expect(page.getByText("Hãy ghi vì sao là hai hóa đơn khác nhau, ít nhất 10 ký tự.").first()).toBeVisible();
	await page.getByLabel("Vì sao là hai hóa đơn khác nhau").fill("Đã tra cứu cả hai: hai lần mua khác nhau.");
	await page.getByRole("button", { name: "Là hóa đơn khác" }).click();
	await expect(page).toHaveURL(new RegExp(`/review/claims/${waiting.claim}$`));
	await expect(page.getByText("Đã tra cứu cả hai: hai lần mua khác nhau.")).toBeVisible();

	await page.getByLabel(/^Xác nhận/).check();
	await page.getByRole("button", { name: "Gửi trả lời" }).click();
	await expect(page.getByText("Hiệp hội xác nhận hóa đơn")).toBeVisible();
	await leave();
});
