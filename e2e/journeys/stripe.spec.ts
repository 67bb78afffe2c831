import { execFileSync } from "node:child_process";
import { now } from "#app/house/clock.server.ts";
import { daySince } from "#testing/day-since.ts";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import * as city from "./steps/city.ts";
import { followMail, onPage, type Person, people } from "./steps/person.ts";
import { expectOnPage, lendApplication, reportAll } from "./steps/stripe.ts";

test.use({ ownHouse: "stripe", withStripe: true, stripeRules: {} });

const figures = new Intl.NumberFormat("vi-VN");

type Due = { claim: string; application: string };

/** A claim of the demo that waits to be paid, its programme paying through Stripe, and its business's people the demo's owner. */
async function dueThroughStripe(house: House): Promise<Due> {
	const due = await house.subject<Due>("a claim that waits to be paid, for less than was approved");
	await lendApplication(house, due.application);
	return due;
}

async function release({ page }: Person, batch: string): Promise<void> {
	await page.goto(`/finance/batches/${batch}/release`);
	await expect(page.getByText("Stripe chi ngay khi bạn duyệt.")).toBeVisible();
	await page.getByRole("button", { name: "Duyệt đợt chi" }).click();
	await expect(page).toHaveURL(new RegExp(`${batch}$`));
	await expect(page.getByText("Đã gửi Stripe")).toBeVisible();
	await expect(page.getByRole("link", { name: /Tệp cho ngân hàng/ })).toHaveCount(0);
}

/** A finance officer compares the payee with the holder at Stripe, and says that they are the same. */
async function confirmHolder(finance: Person, claim: string, last4: string): Promise<void> {
	const { page } = finance;
	await page.goto("/finance");
	const row = page.getByRole("row").filter({ hasText: claim });
	await expect(row).toContainText("Chờ Thành phố xác nhận chủ tài khoản");
	await expect(row.getByRole("checkbox")).toHaveCount(0);
	await row.getByRole("link", { name: "Stripe" }).click();
	await onPage(finance, "Chủ tài khoản ở Stripe");
	await expect(page.getByText(last4).first()).toBeVisible();
	await page.getByRole("button", { name: "Xác nhận đúng bên nhận tiền" }).click();
	await expect(page.getByText(/đã xác nhận lúc/)).toBeVisible();
}

/** The worker has made the payout of the last attempt; its id, and the payment's. */
async function payoutOf({ query }: House, claim: string) {
	type Found = { payout: string; payment: string };
	let found: Found | undefined;
	await expect(async () => {
		[found] = await query<Found>(
			`select payout_id as payout, disbursement.reference as payment from stripe_transfer
			join disbursement on disbursement.id = disbursement_id join claim on claim.id = claim_id
			where claim.reference = $1 and outcome is null and payout_id is not null`,
			[claim],
		);
		expect(found).toBeDefined();
	}).toPass({ timeout: 30_000 });
	return found ?? { payout: "", payment: "" };
}

/** What the books have released of an application, in đồng. */
async function givenBackOf({ query }: House, application: string): Promise<bigint> {
	const [released] = await query<{ dong: string }>(
		`select sum(entry.amount_dong)::text as dong from application
		join ledger_transfer transfer on transfer.key = 'release-rest:' || application.id
		join ledger_entry entry on entry.transfer_id = transfer.id
		join ledger_account account on account.id = entry.account_id and account.kind = 'available'
		where application.reference = $1`,
		[application],
	);
	return BigInt(released?.dong ?? 0);
}

// The payee opens its account at Stripe, a batch is released, the bank returns the payout, it is paid again and arrives.
test("a payment through Stripe, returned once", async ({ browser, house }) => {
	test.setTimeout(8 * 60_000);
	const began = now();
	const standIn = house.stripe;
	if (!standIn) throw new Error("the house has no Stripe");
	const { enter, leave } = people(browser, house);
	const { claim, application } = await dueThroughStripe(house);
	const owner = await enter();
	const money = `/applications/${application}/money`;

	const provider = await enter();
	const [party] = await house.query<{ email: string }>(
		`select party.email from agreement_party party join application a on a.id = party.application_id
		where a.reference = $1 and party.answer = 'accepted' order by party.email`,
		[application],
	);
	let mailed = 0;
	const fillIn = async () => {
		mailed++;
		const written = "select count(*)::int as mails from outbox_mail where template = 'provider-account'";
		await expect
			.poll(async () => (await house.query<{ mails: number }>(written))[0]?.mails, { timeout: 30_000 })
			.toBe(mailed);
		await followMail(provider, {
			to: party?.email ?? "",
			subject: /^Nhận tiền qua Stripe cho đơn hàng của /,
			link: "Mở biểu mẫu của Stripe",
		});
		await onPage(provider, /^Tài khoản nhận tiền của /);
		await provider.page.getByRole("button", { name: "Tiếp tục ở Stripe" }).click();
		await onPage(provider, "Bạn đã quay lại từ Stripe");
	};

	await test.step("the business has the account opened, and the provider fills in Stripe's form", async () => {
		await signIn(owner.page, accountOf(house, "owner"));
		await owner.page.goto(money);
		await owner.page.getByRole("link", { name: "Nhận tiền qua Stripe" }).click();
		await onPage(owner, "Nhận tiền qua Stripe");
		await owner.page.getByRole("button", { name: "Mở tài khoản và gửi biểu mẫu cho nhà cung cấp" }).click();
		await expect(owner.page.getByText("Cần điền ở Stripe")).toBeVisible();
		await expect(owner.page.getByText(party?.email ?? "")).toBeVisible();
		// The form is the provider's alone.
		await expect(owner.page.getByRole("button", { name: "Tiếp tục ở Stripe" })).toHaveCount(0);
		expect((await owner.page.goto(`/claims/${claim}/stripe/continue`))?.status()).toBe(404);
		// The mailed link itself asks Stripe for nothing: it leads to the button.
		await fillIn();
		await reportAll(house);
		await expectOnPage(owner, `/claims/${claim}/stripe`, "Chờ Thành phố xác nhận chủ tài khoản");
		await owner.page.getByRole("link", { name: "English" }).first().click();
		await expect(owner.page.getByText("Waiting for the city to confirm the holder")).toBeVisible();
		await owner.page.getByRole("link", { name: "Tiếng Việt" }).first().click();
	});

	const finance = await enter();
	const colleague = await enter();
	await test.step("two finance officers pay, and the bank returns it", async () => {
		await signIn(finance.page, accountOf(house, "finance officer"));
		await signIn(colleague.page, accountOf(house, "second finance officer"));
		await confirmHolder(finance, claim, "4521");
		await release(colleague, await city.makeBatch(finance, claim));
		const { payout, payment } = await payoutOf(house, claim);
		const answer = `/finance/payments/${payment}/answer`;
		await expectOnPage(finance, answer, "Hỏi Stripe ngay");
		standIn.things.endPayout(payout, "Tài khoản đã đóng.");
		await reportAll(house);
		await expectOnPage(finance, answer, "Tài khoản đã đóng.");
		await expectOnPage(owner, money, "Lần chi 1 bị trả lại. Tiền không mất");
		const step = owner.page.getByRole("listitem").filter({ hasText: "Stripe trả lời: “Tài khoản đã đóng.”" });
		await expect(step.getByText(daySince(began))).toBeVisible();
		await finance.page.goto(`/finance/payments/${payment}/reschedule`);
		await finance.page.getByRole("button", { name: "Chi lại" }).click();
		await expect(finance.page).toHaveURL(/\/finance$/);
		await expect(finance.page.getByRole("row").filter({ hasText: claim })).toContainText("Stripe đang kiểm tra");
	});

	await test.step("the provider gives Stripe another bank account, which is confirmed too", async () => {
		await owner.page.getByRole("link", { name: "Sửa tài khoản" }).click();
		await expect(owner.page.getByText("Stripe còn hỏi 1 mục")).toBeVisible();
		await owner.page.getByRole("button", { name: "Gửi lại đường dẫn cho nhà cung cấp" }).click();
		await expect(owner.page.getByText(/^Gửi lúc /)).toBeVisible();
		await fillIn();
		await owner.page.getByRole("button", { name: "Hỏi lại Stripe" }).click();
		await expect(owner.page.getByText("Chờ Thành phố xác nhận chủ tài khoản")).toBeVisible();
		await confirmHolder(finance, claim, "4522");
	});

	await test.step("it is released again, and arrives once somebody asks Stripe", async () => {
		await release(colleague, await city.makeBatch(finance, claim));
		const { payout, payment } = await payoutOf(house, claim);
		standIn.things.endPayout(payout, null);
		await finance.page.goto(`/finance/payments/${payment}/ask-stripe`);
		await onPage(finance, `Hỏi Stripe ngay: ${payment}`);
		await finance.page.getByRole("button", { name: "Hỏi Stripe ngay" }).click();
		await expect(finance.page.getByText("Đã trả xong. Không còn việc gì.")).toBeVisible();
		await reportAll(house);
		await owner.page.goto(money);
		await owner.page.getByText("Xem từng bước").first().click();
		for (const step of ["Tiền đã vào tài khoản", "Gửi lại lệnh chi", "Tài khoản đã đóng."]) {
			await expect(owner.page.getByText(step).first()).toBeVisible();
		}
		// It cost less than was quoted: the rest of what was approved is free again.
		const back = owner.page.getByText("Không dùng, đã trả về hạn mức").locator("xpath=ancestor::dt/..");
		await expect(back).toContainText(figures.format(await givenBackOf(house, application)));
	});

	await test.step("nobody can report for Stripe, and the books are whole", async () => {
		const { body } = standIn.delivery({ id: "evt_forged", object: "event", type: "payout.paid" });
		const headers = { "Stripe-Signature": "t=1,v1=00" };
		expect((await fetch(`${house.url}/webhooks/stripe`, { method: "POST", body, headers })).status).toBe(400);
		execFileSync(process.execPath, ["build/server/ledger-verify.js"], { env: house.environment });
	});
	await leave();
});
