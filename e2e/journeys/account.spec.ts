import { generateSync } from "otplib";
import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import * as account from "./steps/account.ts";
import { onPage, people } from "./steps/person.ts";

// People and their own accounts. They are left as no other journey should find them.

test.use({ ownHouse: "account" });

const NEW_PASSWORD = "mười hai con giáp ngồi xe";

test("an owner looks after the account: devices, password, address, mails", async ({ browser, house }) => {
	test.setTimeout(6 * 60_000);
	const { enter, leave } = people(browser, house);
	const owner = accountOf(house, "owner");
	const [desk, phone] = [await enter(), await enter({ viewport: { width: 360, height: 760 } })];
	await signIn(desk.page, owner);
	await signIn(phone.page, owner);
	const [{ name } = { name: "" }] = await house.query<{ name: string }>("select name from person where email = $1", [
		owner.email,
	]);
	await test.step("Each finds the account by the name in the header", async () => {
		await account.openAccount(desk, name);
		await phone.page.goto("/business");
		await account.openAccount(phone, name);
		await phone.page.goto("/business");
	});
	await test.step("The phone is signed out from the desk, and is out at its next click", () =>
		account.endTheOther(desk, phone));
	await test.step("A new password", async () => {
		await signIn(phone.page, owner);
		await account.changePassword(desk, owner.password, NEW_PASSWORD);
		await phone.page.reload();
		await expect(phone.page).toHaveURL(/\/sign-in/);
	});
	const moved = { email: "chu-moi@donbay.example", password: NEW_PASSWORD };
	await test.step("A new address, confirmed by its link", () =>
		account.changeAddress(desk, { ...owner, password: NEW_PASSWORD }, moved.email));
	await test.step("Mails", () => account.chooseMails(desk));
	await test.step("From now on the new address and the new password sign in", () =>
		account.signInAnew(phone, owner, moved));
	await leave();
});

test("an officer's second step: new codes, one of them used, another phone", async ({ browser, house }) => {
	test.setTimeout(6 * 60_000);
	const { enter, leave } = people(browser, house);
	const officer = accountOf(house, "auditor");
	const person = await enter();
	const { page } = person;
	await signIn(page, officer);
	await page.goto("/account");
	await onPage(person, "Tài khoản của tôi: mọi thứ ổn");
	await expect(page.getByRole("button", { name: "Tắt bước thứ hai" })).toHaveAttribute("aria-disabled", "true");
	await expect(page.getByText(/^Không tắt được: bạn có vai trò của cán bộ/)).toBeVisible();

	const code = await test.step("Ten new codes are shown once", async () => {
		await page.getByRole("link", { name: "Tạo 10 mã mới" }).click();
		await onPage(person, "Tạo 10 mã dự phòng mới?");
		await page.getByRole("button", { name: "Tạo 10 mã mới" }).click();
		await onPage(person, /^10 mã dự phòng mới$/);
		const codes = await page
			.getByRole("list", { name: /^Mã dự phòng/ })
			.getByRole("listitem")
			.allTextContents();
		expect(new Set(codes).size).toBe(10);
		const download = page.waitForEvent("download");
		await page.getByRole("link", { name: "Tải tệp chữ" }).click();
		expect((await download).suggestedFilename()).toBe("ma-du-phong-donbay.txt");
		await page.goto("/account/backup-codes");
		await expect(page.getByText(codes[0] ?? "")).toHaveCount(0);
		return codes[0] ?? "";
	});

	await test.step("One of them signs in, once", async () => {
		const other = await enter({ viewport: { width: 360, height: 760 } });
		for (const good of [true, false]) {
			await other.page.context().clearCookies();
			await other.page.goto("/sign-in");
			await other.page.getByLabel("Thư điện tử").fill(officer.email);
			await other.page.getByLabel("Mật khẩu").fill(officer.password);
			await other.page.getByRole("button", { name: "Đăng nhập" }).click();
			await other.page.getByLabel("Mã 6 chữ số hoặc mã dự phòng").fill(code);
			await other.page.getByRole("button", { name: "Tiếp tục" }).click();
			if (good) await expect(other.page.getByText(/Còn 9\smã/).first()).toBeVisible();
			else await expect(other.page.getByText(/^Mã không đúng/).first()).toBeVisible();
		}
		await page.goto("/account");
		await expect(page.getByText("Còn 9 trên 10 mã, mỗi mã dùng một lần.")).toBeVisible();
	});

	await test.step("Another phone takes over once it has shown a right code", async () => {
		await page.getByRole("link", { name: "Chuyển sang điện thoại khác" }).click();
		await onPage(person, "Chuyển mã đăng nhập sang điện thoại khác?");
		await page.getByRole("button", { name: "Hiện mã để quét" }).click();
		await onPage(person, "Chuyển sang điện thoại khác");
		const secret = (await page.locator("code").textContent()) ?? "";
		await page.getByLabel("Nhập mã mà ứng dụng hiện").fill("000000");
		await page.getByRole("button", { name: "Dùng điện thoại này" }).click();
		await expect(page.getByRole("alert").getByText(/^Mã không đúng/)).toBeVisible();
		await page.getByLabel("Nhập mã mà ứng dụng hiện").fill(generateSync({ secret }));
		await page.getByRole("button", { name: "Dùng điện thoại này" }).click();
		await expect(page.getByRole("status").getByText(/Điện thoại mới đã được dùng/)).toBeVisible();
	});
	await leave();
});
