import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { generateSync } from "otplib";
import { now } from "#app/house/clock.server.ts";
import { accountOf, expect, expectAccessible, type House, signIn, test } from "../../testing/fixtures.ts";
import { followMail, people } from "./steps/person.ts";

// The owner's account gets a second factor here.
test.use({ ownHouse: "sign-in" });

const bank = "Vietcombank – Ngân hàng TMCP Ngoại Thương Việt Nam";

/** As if the password had been shown an hour ago. */
async function letTimePass(house: House): Promise<void> {
	await house.query("update person_session set auth_time = auth_time - interval '1 hour'");
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
		test.use({ javaScriptEnabled });

		test("a new bank account asks for the password once more, and keeps what was typed", async ({ page, house }) => {
			const owner = accountOf(house, "owner");
			await signIn(page, owner);
			await page.goto("/business/bank-account");
			await page.getByLabel("Ngân hàng").selectOption({ label: bank });
			await page.getByLabel("Số tài khoản").fill("0071004471");
			await letTimePass(house);
			await page.getByRole("button", { name: "Lưu" }).click();
			await expect(page.getByRole("heading", { level: 1, name: "Xác nhận đó là bạn" })).toBeVisible();
			await expect(page.getByText("Những gì bạn vừa nhập vẫn còn.")).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await page.getByLabel("Mật khẩu").fill("không phải câu này");
			await page.getByRole("button", { name: "Xác nhận" }).click();
			await expect(
				page.getByText("Mật khẩu không đúng. Hãy nhập lại mật khẩu của tài khoản này.").first(),
			).toBeVisible();
			await page.getByLabel("Mật khẩu").fill(owner.password);
			await page.getByRole("button", { name: "Xác nhận" }).click();
			await expect(page.getByLabel("Số tài khoản")).toHaveValue("0071004471");
			await page.getByRole("button", { name: "Lưu" }).click();
			await expect(page).toHaveURL(/\/business$/);
			await expect(page.getByText("số tận cùng 4471")).toBeVisible();
		});
	});
}

async function enter(browser: Browser, house: House, options: BrowserContextOptions = {}): Promise<Page> {
	return (await browser.newContext({ baseURL: house.url, locale: "vi-VN", ...options })).newPage();
}

test("a link to confirm an address signs nobody in over somebody else", async ({ page, house, browser }) => {
	const email = "ke.la@thu.example";
	const stranger = await enter(browser, house);
	await stranger.goto("/sign-up");
	await stranger.getByLabel("Họ và tên").fill("Kẻ Lạ");
	await stranger.getByLabel("Thư điện tử").fill(email);
	await stranger.getByLabel("Mật khẩu").fill("1234567890");
	await stranger.getByLabel(/^Tôi đồng ý/).check();
	await stranger.getByRole("button", { name: "Tạo tài khoản" }).click();
	await expect(stranger.getByText("Mật khẩu này dễ đoán").first()).toBeVisible();
	await stranger.getByLabel("Mật khẩu").fill("kẻ lạ gõ cửa trước");
	await stranger.getByRole("button", { name: "Tạo tài khoản" }).click();
	await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Hãy mở thư để xác nhận");

	await signIn(page, accountOf(house, "owner"));
	const person = { page, house, look: () => expectAccessible(page) };
	await followMail(person, { to: email, subject: /xác nhận địa chỉ thư/, link: "Xác nhận địa chỉ" });
	await expect(page.getByText("Bạn đang đăng nhập là Trần Thị Mai Khanh.")).toBeVisible();
	await expectAccessible(page);
	await page.goto("/business");
	await expect(page).toHaveURL(/\/business$/);

	await followMail(
		{ ...person, page: stranger },
		{ to: email, subject: /xác nhận địa chỉ thư/, link: "Xác nhận địa chỉ" },
	);
	await expectAccessible(stranger);
	await stranger.getByLabel("Mật khẩu").fill("kẻ lạ gõ cửa sau");
	await stranger.getByRole("button", { name: "Xác nhận và đăng nhập" }).click();
	await expect(stranger.getByText("Mật khẩu không khớp với lần tạo tài khoản gần nhất").first()).toBeVisible();
	await stranger.getByLabel("Mật khẩu").fill("kẻ lạ gõ cửa trước");
	await stranger.getByRole("button", { name: "Xác nhận và đăng nhập" }).click();
	await expect(stranger).toHaveURL(/\/business$/);
	await stranger.context().close();
});

test("a second factor: set up, other devices signed out, a backup code used, told by mail", async ({
	house,
	browser,
}) => {
	const owner = accountOf(house, "owner");
	const { enter: open, leave } = people(browser, house);
	const [phone, laptop] = [await open({ viewport: { width: 360, height: 800 } }), await open()];
	await signIn(laptop.page, owner);
	await signIn(phone.page, owner);
	await phone.page.goto("/account/second-factor");
	await phone.page.getByLabel("Mật khẩu").fill(owner.password);
	await phone.page.getByRole("button", { name: "Hiện mã để quét" }).click();
	const secret = await phone.page.locator("code").first().textContent();
	const codes = await phone.page.locator("ul.num li").allTextContents();
	expect(codes).toHaveLength(10);
	const code = generateSync({ secret: secret ?? "", epoch: Math.floor(now().getTime() / 1000) });
	await phone.page.getByLabel("Nhập mã mà ứng dụng hiện").fill(code);
	await phone.page.getByRole("button", { name: "Bật bước thứ hai" }).click();
	await expect(phone.page.getByText("Bước đăng nhập thứ hai đang bật.")).toBeVisible();
	await laptop.page.goto("/business");
	await expect(laptop.page).toHaveURL(/\/sign-in\?/);

	await laptop.page.getByLabel("Thư điện tử").fill(owner.email);
	await laptop.page.getByLabel("Mật khẩu").fill(owner.password);
	await laptop.page.getByRole("button", { name: "Đăng nhập" }).click();
	await expect(laptop.page.getByRole("heading", { level: 1, name: "Nhập mã đăng nhập" })).toBeVisible();
	await expectAccessible(laptop.page);
	// The code that set it up was used; what is no code at all is said by the field.
	await laptop.page.getByLabel("Mã 6 chữ số hoặc mã dự phòng").fill(code);
	await laptop.page.getByRole("button", { name: "Tiếp tục" }).click();
	await expect(laptop.page.getByText("Mỗi mã dùng được một lần").first()).toBeVisible();
	await laptop.page.getByLabel("Mã 6 chữ số hoặc mã dự phòng").fill(codes[0] ?? "");
	await laptop.page.getByRole("button", { name: "Tiếp tục" }).click();
	await expect(laptop.page.getByText("Bạn vừa dùng một mã dự phòng. Còn 9 mã.")).toBeVisible();
	await expectAccessible(laptop.page);
	await laptop.page.getByRole("link", { name: "Làm tiếp" }).click();
	await expect(laptop.page).toHaveURL(/\/business$/);
	await expect(async () => {
		await laptop.page.goto(`/dev/mailbox?to=${encodeURIComponent(owner.email)}`);
		await expect(laptop.page.getByText("Một mã dự phòng của bạn vừa được dùng")).toBeVisible({ timeout: 1000 });
	}).toPass();
	await leave();
});
