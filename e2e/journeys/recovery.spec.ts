import { execFileSync } from "node:child_process";
import { now } from "#app/house/clock.server.ts";
import { daySince } from "#testing/day-since.ts";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { followMail, onPage, type Person, people } from "./steps/person.ts";
import { lendApplication } from "./steps/stripe.ts";

// A paid subsidy is asked back in part: noticed by two officers, contested without scripts, lowered, paid back in two
// parts. The business sees every step with its date.

/** A payment of the demo that is asked back by nobody yet; its business lets the demo's owner in. */
async function paidOnce(house: House): Promise<{ payment: string; application: string }> {
	const found = await house.subject<{ payment: string; application: string }>(
		"a payment by the bank of 8 million or more that nobody asks back",
	);
	await lendApplication(house, found.application);
	return found;
}

/** What happened, each with its date, on the page that tells it. */
async function expectSteps({ page }: Person, began: Date, titles: string[]): Promise<void> {
	for (const title of titles) {
		const step = page.getByRole("listitem").filter({ hasText: title }).last();
		await expect(step.getByText(daySince(began)).first(), title).toBeVisible();
	}
}

async function recordReceipt({ page }: Person, recovery: string, amount: string, bankReference: string): Promise<void> {
	await page.goto(`/finance/recoveries/${recovery}/receipt`);
	await page.getByLabel("Số tiền nhận được").fill(amount);
	await page.getByLabel("Số tham chiếu của ngân hàng").fill(bankReference);
	await page.getByRole("button", { name: "Ghi nhận" }).click();
}

/** The second officer has seen it on the statement; the first, whose word it is, can only take it back. */
async function bookReceipt(officer: Person, recovery: string, refused?: string): Promise<void> {
	const { page } = officer;
	await page.goto(`/finance/recoveries/${recovery}/proposal`);
	await onPage(officer, `Đề nghị về ${recovery}`);
	const seen = page.getByLabel("Khớp với sao kê, ghi sổ");
	if (refused !== undefined) {
		await expect(page.getByText(refused)).toBeVisible();
		await expect(seen).toHaveCount(0);
		return;
	}
	await seen.check();
	await page.getByRole("button", { name: "Trả lời" }).click();
	await onPage(officer, /^Thu hồi TH-/);
}

test("a subsidy is asked back in part, contested, lowered and paid back in two parts", async ({ browser, house }) => {
	test.setTimeout(12 * 60_000);
	const began = now();
	const { enter, leave } = people(browser, house);
	const [maker, second, owner] = [await enter(), await enter(), await enter()];
	const plain = await enter({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
	const { payment, application } = await paidOnce(house);
	let recovery = "";
	let own = "";

	await test.step("one officer makes the notice, and cannot send it", async () => {
		const { page } = maker;
		await signIn(page, accountOf(house, "finance officer"));
		await page.goto(`/finance/payments/${payment}/answer`);
		await page.getByRole("link", { name: "Yêu cầu trả lại" }).click();
		await onPage(maker, `Yêu cầu trả lại ${payment}`);
		await page.getByLabel("Số tiền yêu cầu trả lại").fill("6000000");
		await page.getByRole("button", { name: "Lập thông báo thu hồi" }).click();
		await expect(page.getByRole("alert")).toContainText("Hãy ghi rõ lý do.");
		await page.getByLabel("Lý do thu hồi").fill("Phần mềm không dùng ở cửa hàng đã cam kết.");
		await page.getByRole("button", { name: "Lập thông báo thu hồi" }).click();
		await onPage(maker, /^Thu hồi TH-/);
		recovery = new URL(page.url()).pathname.split("/").at(-1) ?? "";
		own = `/applications/${application}/recoveries/${recovery}`;
		await expect(page.getByText("Bạn đã lập thông báo này, nên người khác phải duyệt.")).toBeVisible();
	});

	await test.step("another officer finds it on the list and sends it", async () => {
		const { page } = second;
		await signIn(page, accountOf(house, "second finance officer"));
		await page.goto("/finance/recoveries");
		await onPage(second, "Thu hồi");
		await page.getByRole("link", { name: recovery }).click();
		await page.getByRole("link", { name: "Duyệt và gửi" }).click();
		await onPage(second, `Gửi thông báo thu hồi ${recovery}?`);
		await page.getByRole("button", { name: "Duyệt và gửi" }).click();
		await expect(page).toHaveURL(new RegExp(`${recovery}$`));
	});

	await test.step("the business reads it", async () => {
		const { page } = owner;
		const account = accountOf(house, "owner");
		await signIn(page, account);
		await followMail(owner, {
			to: account.email,
			subject: new RegExp(`${application}: Thành phố yêu cầu trả lại 6\\.000\\.000`),
			link: "Xem và trả lời",
		});
		await onPage(owner, /^Còn phải trả lại 6\.000\.000/);
		await expect(page.getByRole("definition").filter({ hasText: recovery })).toBeVisible();
		// What is to be done stands above why.
		const parts = page.getByRole("main").getByRole("heading", { level: 2 });
		await expect(parts.first()).toHaveText("Trả lại bằng cách nào");
		await page.goto(`${own}/answer`);
		await onPage(owner, /^Trả lời yêu cầu trả lại/);
		await page.goto(`/applications/${application}`);
		await expect(
			page.getByRole("heading", { name: `Đến lượt bạn: Trả lời thông báo thu hồi ${recovery}` }),
		).toBeVisible();
	});

	await test.step("and contests it without scripts", async () => {
		const { page } = plain;
		await signIn(page, accountOf(house, "owner"));
		await page.goto("/business");
		const turn = page.getByRole("listitem").filter({ hasText: `Trả lời thông báo thu hồi ${recovery}` });
		await turn.getByRole("link", { name: "Xem và trả lời" }).click();
		await page.getByRole("link", { name: "Trả lời thông báo" }).click();
		await page.getByLabel("Không đồng ý", { exact: false }).first().check();
		await page.getByRole("button", { name: "Gửi trả lời" }).click();
		await expect(page.getByText("Hãy ghi rõ lý do.").first()).toBeVisible();
		await expect(page.locator("input[value=contest]")).toBeChecked();
		await page.getByLabel("Vì sao không đồng ý").fill("Cửa hàng mở chậm hai tháng, nay đã dùng.");
		await page.getByRole("button", { name: "Gửi trả lời" }).click();
		await expect(page.getByText("Chờ xem lại").first()).toBeVisible();
	});

	await test.step("the officer who made the notice cannot answer; the other lowers it", async () => {
		await maker.page.goto(`/finance/recoveries/${recovery}`);
		await expect(maker.page.getByText("Bạn đã lập thông báo này, nên người khác phải xem lại.")).toBeVisible();
		const { page } = second;
		await page.goto(`/finance/recoveries/${recovery}/decision`);
		await onPage(second, `Quyết định về ${recovery}`);
		await expect(page.getByText("Cửa hàng mở chậm hai tháng, nay đã dùng.")).toBeVisible();
		await page.getByLabel("Giảm số tiền").check();
		await page.getByLabel("Số tiền mới").fill("4000000");
		await page.getByLabel("Lý do").fill("Chỉ tính hai tháng chưa dùng.");
		await page.getByRole("button", { name: "Quyết định" }).click();
		await expect(page).toHaveURL(new RegExp(`${recovery}$`));
		await expect(page.getByText("đề nghị giảm còn 4.000.000", { exact: false }).first()).toBeVisible();
	});

	await test.step("which counts once the first has confirmed it, and the business knows nothing before", async () => {
		await second.page.goto(`/finance/recoveries/${recovery}/proposal`);
		await expect(second.page.getByText("Bạn đã đề nghị việc này, nên người khác phải duyệt.")).toBeVisible();
		await expect(second.page.getByRole("radio", { name: /^Duyệt/ })).toHaveCount(0);
		await owner.page.goto(own);
		await expect(owner.page.getByText("Chỉ tính hai tháng chưa dùng.")).toHaveCount(0);
		const { page } = maker;
		await page.goto(`/finance/recoveries/${recovery}`);
		await page.getByRole("link", { name: "Xem và trả lời đề nghị" }).click();
		await onPage(maker, `Đề nghị về ${recovery}`);
		await expect(page.getByText("Chỉ tính hai tháng chưa dùng.")).toBeVisible();
		await page.getByRole("radio", { name: /^Duyệt/ }).check();
		await page.getByRole("button", { name: "Trả lời" }).click();
		await expect(page).toHaveURL(new RegExp(`${recovery}$`));
	});

	await test.step("the business chooses two parts", async () => {
		const { page } = owner;
		await page.goto(own);
		await page.getByRole("link", { name: "Chọn trả làm nhiều lần" }).click();
		await onPage(owner, /^Trả lại 4\.000\.000/);
		await page.getByLabel("2 lần, mỗi lần", { exact: false }).check();
		await page.getByRole("button", { name: "Chọn cách trả này" }).click();
		await onPage(owner, /^Còn phải trả lại 4\.000\.000/);
		await expect(page.getByRole("rowheader", { name: /^Lần 2/ })).toBeVisible();
	});

	await test.step("both parts arrive, and it is settled", async () => {
		await maker.page.goto(`/finance/recoveries/${recovery}/receipt`);
		await onPage(maker, `Ghi nhận tiền về cho ${recovery}`);
		await recordReceipt(maker, recovery, "2.000.000", `FT-1-${recovery}`);
		await expect(maker.page).toHaveURL(new RegExp(`/finance/recoveries/${recovery}$`));
		await bookReceipt(maker, recovery, "Chờ người khác đối chiếu với sao kê");
		await bookReceipt(second, recovery);
		await recordReceipt(maker, recovery, "2.000.000", `FT-1-${recovery}`);
		await expect(maker.page.getByText("Số tham chiếu này của ngân hàng đã được ghi.").first()).toBeVisible();
		await recordReceipt(maker, recovery, "2.000.000", `FT-2-${recovery}`);
		await onPage(maker, /^Thu hồi TH-/);
		await bookReceipt(second, recovery);
		await maker.page.reload();
		await expect(maker.page.getByText("Đã thu hồi đủ").first()).toBeVisible();
	});

	await test.step("the business sees every step with its date, and has its mails", async () => {
		const { page } = owner;
		await page.goto(`/applications/${application}/money`);
		await page.getByText("Xem từng bước").first().click();
		await onPage(owner, "Tiền của tôi đang ở đâu");
		const steps = ["Gửi thông báo thu hồi", "Doanh nghiệp không đồng ý", "Giảm số tiền", "trả làm nhiều lần"];
		await expectSteps(owner, began, [...steps, "Đã nhận tiền trả lại", "Đã nhận đủ tiền trả lại"]);
		await page.goto(own);
		await onPage(owner, /^Đã trả lại đủ 4\.000\.000/);
		await expectSteps(owner, began, steps);
		for (const subject of [/giảm còn 4\.000\.000/, /đã nhận 2\.000\.000.* trả lại, còn/, /bạn đã trả lại đủ/]) {
			await followMail(owner, {
				to: accountOf(house, "owner").email,
				subject,
				// The next payment, as long as there is one.
				link: /^Xem (thông báo và )?cách trả$/,
			});
		}
		await followMail(second, {
			to: accountOf(house, "second finance officer").email,
			subject: new RegExp(`không đồng ý với ${recovery}`),
			link: "Xem khoản thu hồi",
		});
		await onPage(second, /^Thu hồi TH-/);
	});

	await test.step("the auditor reads it and changes nothing; the books are whole", async () => {
		const auditor = await enter();
		await signIn(auditor.page, accountOf(house, "auditor"));
		await auditor.page.goto("/finance/recoveries");
		await auditor.page.getByRole("link", { name: recovery }).click();
		await onPage(auditor, /^Thu hồi TH-/);
		await expect(auditor.page.getByRole("link", { name: "Ghi nhận tiền về" })).toHaveCount(0);
		execFileSync(process.execPath, ["build/server/ledger-verify.js"], { env: house.environment });
	});
	await leave();
});
