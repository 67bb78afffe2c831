import { execFileSync } from "node:child_process";
import { now } from "#app/house/clock.server.ts";
import { daySince } from "#testing/day-since.ts";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { payByBank } from "./steps/payment.ts";
import { followMail, onPage, people } from "./steps/person.ts";
import { lendApplication } from "./steps/stripe.ts";

test.use({ ownHouse: "correction" });

const REASON = "Sao kê không có khoản này; đã nhầm với khoản khác.";

type Due = { application: string; claim: string };

/** A claim of the demo that waits to be paid to a provider, lent to the demo's owner. */
async function dueClaim(house: House): Promise<Due> {
	const due = await house.subject<Due>("a claim that waits to be paid, for less than was approved");
	await lendApplication(house, due.application);
	return due;
}

test("a payment that was recorded wrongly, corrected by two people, mended by its business and paid again", async ({
	browser,
	house,
}) => {
	test.setTimeout(10 * 60_000);
	const { enter, leave } = people(browser, house);
	const [maker, second, owner] = [await enter(), await enter(), await enter({ viewport: { width: 360, height: 800 } })];
	await signIn(maker.page, accountOf(house, "finance officer"));
	await signIn(second.page, accountOf(house, "second finance officer"));
	await signIn(owner.page, accountOf(house, "owner"));
	const due = await dueClaim(house);
	const money = `/applications/${due.application}/money`;
	const began = now();
	let payment = "";
	let correction = "";

	await test.step("It is paid, as far as anybody knows", async () => {
		payment = await payByBank(maker, second, house, due.claim);
		await owner.page.goto(money);
		await owner.page.getByText("Xem từng bước").first().click();
		await expect(owner.page.getByText("Tiền đã vào tài khoản").first()).toBeVisible();
	});

	await test.step("The officer who recorded it proposes to reverse it, and says why", async () => {
		const { page } = maker;
		await page.getByRole("link", { name: "Ghi nhận này sai?" }).click();
		await onPage(maker, "Đề nghị đảo bút toán");
		await page.getByRole("button", { name: "Gửi đề nghị" }).click();
		await expect(page.getByText("Hãy ghi rõ lý do.").first()).toBeVisible();
		await page.getByLabel("Ngân hàng chưa trả nhưng đã ghi nhầm là đã trả").check();
		await page.getByLabel("Ghi rõ").fill(REASON);
		await page.getByRole("button", { name: "Gửi đề nghị" }).click();
		await onPage(maker, /^Đề nghị BT-/);
		correction = new URL(page.url()).pathname.split("/").at(-1) ?? "";
		await expect(page.getByRole("button", { name: "Duyệt đảo bút toán" })).toHaveAttribute("aria-disabled", "true");
		await expect(page.getByText("Bạn đã đề nghị, nên người khác phải trả lời.").first()).toBeVisible();
	});

	await test.step("An auditor reads it and changes nothing", async () => {
		const auditor = await enter();
		await signIn(auditor.page, accountOf(house, "auditor"));
		await auditor.page.goto("/finance/corrections");
		await onPage(auditor, "Đảo bút toán");
		await auditor.page.getByRole("link", { name: correction }).click();
		await onPage(auditor, new RegExp(correction));
		await expect(auditor.page.getByRole("link", { name: "Duyệt đảo bút toán" })).toHaveCount(0);
	});

	await test.step("Another officer confirms, and the books turn back", async () => {
		const { page } = second;
		await page.goto(`/finance/corrections/${correction}/decline`);
		await onPage(second, `Không duyệt ${correction}`);
		await page.goto("/finance/corrections");
		await page.getByRole("link", { name: correction }).click();
		await page.getByRole("link", { name: "Duyệt đảo bút toán" }).click();
		await onPage(second, `Duyệt đảo bút toán theo ${correction}?`);
		await page.getByRole("button", { name: "Duyệt đảo bút toán" }).click();
		await expect(page.getByText("Khoản chi chờ chi lại.")).toBeVisible();
		await second.look();
		await page.getByRole("link", { name: `Sổ chi tiết hồ sơ ${due.application}` }).click();
		await expect(page.getByRole("link", { name: `Đã đảo theo ${correction}` }).first()).toBeVisible();
	});

	await test.step("The business gets a mail, sees the step with its day, and mends the account", async () => {
		const { page } = owner;
		await followMail(owner, {
			to: accountOf(house, "owner").email,
			subject: /chưa đến, tiền không mất/,
			link: "Xem khoản chi",
		});
		await onPage(owner, "Tiền của tôi đang ở đâu");
		const step = page.getByRole("listitem").filter({ hasText: "Đã sửa ghi nhận: tiền chưa đến" });
		await expect(step).toContainText(REASON);
		await expect(step).toContainText(daySince(began));
		await page.goto(`/claims/${due.claim}/correct-account`);
		await page.getByLabel("Ngân hàng", { exact: true }).selectOption({ index: 3 });
		await page.getByLabel("Số tài khoản").fill("0909000111222");
		await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
		await expect(page).toHaveURL(/\/money$/);
	});

	await test.step("It is paid again under the same reference", async () => {
		const { page } = maker;
		await page.goto(`/finance/payments/${payment}/reschedule`);
		await page.getByRole("button", { name: "Chi lại" }).click();
		await expect(page).toHaveURL(/\/finance$/);
		expect(await payByBank(maker, second, house, due.claim)).toBe(payment);
		await owner.page.goto(money);
		await owner.page.getByText("Xem từng bước").first().click();
		const arrived = owner.page.getByRole("listitem").filter({ hasText: "Tiền đã vào tài khoản" });
		await expect(arrived).toHaveCount(2);
		await owner.page.getByRole("link", { name: "English" }).first().click();
		await owner.page.getByText("See each step").first().click();
		await expect(owner.page.getByText("Record corrected: the money had not arrived")).toBeVisible();
	});

	await test.step("The books are whole", () => {
		execFileSync(process.execPath, ["build/server/ledger-verify.js"], { env: house.environment });
	});
	await leave();
});
