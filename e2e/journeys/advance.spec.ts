import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { upload } from "./steps/owner.ts";
import { payByBank } from "./steps/payment.ts";
import { onPage, type Person, people } from "./steps/person.ts";
import { todayInBoxes } from "./steps/plan.ts";

// Of 15,000,000 that were approved for 30,000,000 of costs, 30 % can be paid ahead, and 10 % of each claim is kept back.

test.use({ ownHouse: "advance" });

type Agreed = { application: string; line: string; seller: string };

/** The demo owner's agreed application of the programme that pays ahead, of which nothing is asked for yet. */
function agreedApplication(house: House): Promise<Agreed> {
	return house.subject<Agreed>("an application that can be paid ahead");
}

async function giveAccount({ page }: Person, claim: string): Promise<void> {
	await page.goto(`/claims/${claim}/account`);
	await page.getByLabel("Ngân hàng").selectOption({ label: "Techcombank – Ngân hàng TMCP Kỹ thương Việt Nam" });
	await page.getByLabel("Số tài khoản").fill("19031234567890");
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).not.toHaveURL(/account$/);
}

async function submit(person: Person, claim: string): Promise<void> {
	const { page } = person;
	await page.goto(`/claims/${claim}/submit`);
	await onPage(person, "Xem lại trước khi nộp");
	await page.getByRole("checkbox", { name: /^Tôi xác nhận/ }).check();
	await page.getByRole("button", { name: "Nộp đề nghị" }).click();
	await expect(page).toHaveURL(new RegExp(`/claims/${claim}$`));
}

const started = ({ page }: Person) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/** A claim of costs by one invoice. Its reference. */
async function claimCosts(
	owner: Person,
	{ application, line, seller }: Agreed,
	wish: { cost: string; number: number; isLast: boolean },
): Promise<string> {
	const { page } = owner;
	await page.goto(`/applications/${application}/claims/new`);
	await page.getByRole("button", { name: "Lập đề nghị" }).click();
	await expect(page).toHaveURL(/\/claims\/DN-\d{4}-\d+$/);
	const claim = started(owner);
	const today = todayInBoxes();
	await page.goto(`/claims/${claim}/costs`);
	await page.getByLabel(line).fill(wish.cost);
	const invoice = page.getByRole("group", { name: "Hóa đơn 1" });
	await invoice.getByLabel("Mã số thuế người bán").fill(seller);
	await invoice.getByLabel("Ký hiệu").fill(`1C${today.year.slice(2)}TTU`);
	await invoice.getByLabel("Số hóa đơn").fill(String(wish.number));
	await invoice.getByLabel("ngày", { exact: true }).fill(today.day);
	await invoice.getByLabel("tháng", { exact: true }).fill(today.month);
	await invoice.getByLabel("năm", { exact: true }).fill(today.year);
	await invoice.getByLabel("Tổng tiền thanh toán").fill(wish.cost);
	if (wish.isLast) await page.getByLabel("Đây là đề nghị cuối cùng của hồ sơ").check();
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page).not.toHaveURL(/costs$/);
	await giveAccount(owner, claim);
	await page.goto(`/claims/${claim}/documents`);
	await upload(page, "Hóa đơn", "hoa-don.pdf");
	await upload(page, "Chứng từ đã trả phần của doanh nghiệp", "uy-nhiem-chi.pdf");
	await submit(owner, claim);
	return claim;
}

async function verify(reviewer: Person, claim: string): Promise<void> {
	const { page } = reviewer;
	await page.goto(`/review/claims/${claim}`);
	await reviewer.look();
	await page.getByLabel(/^Xác nhận/).check();
	await page.getByRole("button", { name: "Gửi trả lời" }).click();
	await expect(page.getByText(/^Hiệp hội xác nhận/)).toBeVisible();
}

/** The sum's row says this amount. */
async function expectSum({ page }: Person, label: RegExp, amount: string): Promise<void> {
	await expect(page.locator("dl > div").filter({ hasText: label }).first()).toContainText(amount);
}

test("money ahead of the costs, earned by the first claim, and what was kept back with the last", async ({
	browser,
	house,
}) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const [owner, reviewer] = [await enter({ viewport: { width: 360, height: 800 } }), await enter()];
	const [maker, releaser] = [await enter(), await enter()];
	await signIn(owner.page, accountOf(house, "owner"));
	await signIn(reviewer.page, accountOf(house, "reviewer"));
	await signIn(maker.page, accountOf(house, "finance officer"));
	await signIn(releaser.page, accountOf(house, "second finance officer"));
	const agreed = await agreedApplication(house);
	const money = `/applications/${agreed.application}/money`;
	const { page } = owner;

	const advance =
		await test.step("The business asks for as much as the programme pays ahead, and no more", async () => {
			await page.goto(money);
			await page.getByRole("link", { name: "Xin tạm ứng" }).click();
			await onPage(owner, /^Có thể tạm ứng đến 4\.500\.000/);
			await page.getByRole("button", { name: "Lập đề nghị tạm ứng" }).click();
			await expect(page).toHaveURL(/\/claims\/DN-\d{4}-\d+$/);
			await onPage(owner, "Đề nghị tạm ứng");
			const reference = started(owner);
			await page.goto(`/claims/${reference}/give-up`);
			await owner.look();
			await page.goto(`/claims/${reference}/advance`);
			await onPage(owner, "Số tiền và lý do");
			await page.getByLabel("Số tiền tạm ứng").fill("4.500.001");
			await page.getByLabel("Lý do").fill("Đặt cọc theo hợp đồng.");
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page.getByText(/Nhiều nhất 4\.500\.000/).first()).toBeVisible();
			await expect(page.getByLabel("Số tiền tạm ứng")).toHaveValue("4.500.001");
			await page.getByLabel("Số tiền tạm ứng").fill("4.500.000");
			await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
			await expect(page).not.toHaveURL(/advance$/);
			await giveAccount(owner, reference);
			await submit(owner, reference);
			await onPage(owner, /^Tạm ứng 4\.500\.000/);
			return reference;
		});

	await test.step("The association verifies it, and the bank pays it", async () => {
		await verify(reviewer, advance);
		await payByBank(maker, releaser, house, advance);
		await page.goto(money);
		await owner.look();
		await expectSum(owner, /^Đã đến/, "4.500.000");
	});

	await test.step("The first claim earns the advance, and a tenth of it is kept back", async () => {
		const claim = await claimCosts(owner, agreed, { cost: "18000000", number: 801, isLast: false });
		await verify(reviewer, claim);
		for (const person of [owner, reviewer]) {
			await person.page.goto(person === owner ? `/claims/${claim}` : `/review/claims/${claim}`);
			await person.look();
			await expectSum(person, /^Phần [Tt]hành phố của đề nghị này/, "9.000.000");
			await expectSum(person, /^Trừ vào tiền đã tạm ứng/, "4.500.000");
			await expectSum(person, /^Giữ lại đến/, "900.000");
			await expectSum(person, /^Chi lần này/, "3.600.000");
		}
		await payByBank(maker, releaser, house, claim);
	});

	await test.step("With the last claim, what was kept back is due by itself", async () => {
		const claim = await claimCosts(owner, agreed, { cost: "12000000", number: 802, isLast: true });
		await verify(reviewer, claim);
		await maker.page.goto("/finance");
		const [kept] = await house.query<{ claim: string }>(
			"select reference as claim from claim where kind = 'retention' and application_id in (select id from application where reference = $1)",
			[agreed.application],
		);
		const due = (reference = "") => maker.page.getByRole("row").filter({ hasText: reference });
		await expect(due(claim)).toContainText("6.000.000");
		await expect(due(kept?.claim)).toContainText("900.000");
		await page.goto(money);
		await expectSum(owner, /^Đã đến/, "8.100.000");
		await expectSum(owner, /^Đang trên đường/, "6.900.000");
	});
	await leave();
});

test("an advance is asked for without scripts", async ({ browser, house }) => {
	const { enter, leave } = people(browser, house, { looking: false });
	const owner = await enter({ javaScriptEnabled: false });
	const { page } = owner;
	const draft = await house.subject<{ claim: string }>("an advance that is not submitted");
	await signIn(page, accountOf(house, "owner"));
	await page.goto(`/claims/${draft.claim}/advance`);
	await page.getByLabel("Số tiền tạm ứng").fill("bảy triệu");
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(page.getByLabel("Số tiền tạm ứng")).toHaveValue("bảy triệu");
	await expect(page.getByLabel("Số tiền tạm ứng")).toHaveAttribute("aria-invalid", "true");
	await page.getByLabel("Số tiền tạm ứng").fill("7.000.000");
	await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await onPage(owner, "Đề nghị tạm ứng");
	await submit(owner, draft.claim);
	await onPage(owner, /^Tạm ứng 7\.000\.000/);
	await leave();
});

test("a business says, without scripts, that it buys nothing more; of a silent one its manager does", async ({
	browser,
	house,
}) => {
	test.setTimeout(5 * 60_000);
	const { enter, leave } = people(browser, house, { looking: false });
	const { application } = await house.subject<{ application: string }>("an application of which some is kept back");

	await test.step("What was kept back is due, and what is left goes back", async () => {
		const owner = await enter({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
		const { page } = owner;
		await signIn(page, accountOf(house, "owner"));
		await page.goto(`/applications/${application}/claims/new`);
		await page.getByRole("link", { name: "Kết thúc đề nghị thanh toán" }).click();
		await onPage(owner, "Không đề nghị thanh toán thêm?");
		await expect(page.getByText(/^8\.000\.000.đ chưa đề nghị/)).toBeVisible();
		await expect(page.getByText(/^Phần giữ lại 1\.200\.000.đ/)).toBeVisible();
		await page.getByRole("button", { name: "Kết thúc đề nghị thanh toán" }).click();
		await expect(page).toHaveURL(new RegExp(`/applications/${application}/money$`));
		await page.goto(`/applications/${application}/claims/new`);
		await expect(page.getByRole("term").filter({ hasText: "Không đề nghị nữa" })).toHaveCount(1);
		await expect(page.getByRole("link", { name: "Kết thúc đề nghị thanh toán" })).toHaveCount(0);
		await expect(page.getByRole("button", { name: "Lập đề nghị" })).toHaveAttribute("aria-disabled", "true");
		const officer = await enter();
		await signIn(officer.page, accountOf(house, "finance officer"));
		await officer.page.goto("/finance");
		await expect(officer.page.getByRole("row").filter({ hasText: "1.200.000" })).toHaveCount(1);
	});

	await test.step("The manager gives reasons, which the business reads", async () => {
		const manager = await enter();
		const { page } = manager;
		await signIn(page, accountOf(house, "association manager"));
		await page.goto("/association");
		await page.getByRole("link", { name: /^Kết thúc đề nghị thanh toán của HS-/ }).click();
		await onPage(manager, /^Kết thúc đề nghị thanh toán của HS-/);
		await page.getByRole("button", { name: "Kết thúc đề nghị thanh toán" }).click();
		await expect(page.getByLabel("Lý do")).toHaveAttribute("aria-invalid", "true");
		await page.getByLabel("Lý do").fill("Doanh nghiệp không trả lời từ tháng 7.");
		await page.getByRole("button", { name: "Kết thúc đề nghị thanh toán" }).click();
		await onPage(manager, "Bàn làm việc của hiệp hội");
		await expect(page.getByRole("link", { name: /^Kết thúc đề nghị thanh toán của HS-/ })).toHaveCount(0);
		await expect
			.poll(() =>
				house.query("select text from outbox_mail where template = 'claims-ended' and text like '%từ tháng 7%'"),
			)
			.toHaveLength(1);
	});
	await leave();
});
