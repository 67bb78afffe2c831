import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import { followMail, onPage, type Person, people } from "./steps/person.ts";

// Rights in the hands of two administrators: a role that moves money, a lost telephone, and an account that is suspended.

test.use({ ownHouse: "roles" });

async function openPerson({ page }: Person, email: string): Promise<void> {
	await page.goto(`/admin/people?search=${encodeURIComponent(email)}`);
	await page.getByRole("link", { name: /^Xem và sửa/ }).click();
}

/** The newest mail of this subject came to this address. */
async function expectMail({ page }: Person, to: string, subject: RegExp): Promise<void> {
	await expect(async () => {
		await page.goto(`/dev/mailbox?to=${encodeURIComponent(to)}`);
		await expect(page.getByRole("link", { name: subject }).first()).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 60_000 });
}

test("a role that moves money is confirmed by a second administrator, and holds from a later day", async ({
	browser,
	house,
}) => {
	const { enter, leave } = people(browser, house);
	const [first, second] = [await enter(), await enter()];
	await signIn(first.page, accountOf(house, "second administrator"));
	await signIn(second.page, accountOf(house, "administrator"));

	await test.step("who proposed it cannot confirm it", async () => {
		await first.page.goto("/admin/people?search=han@stc.example");
		await first.page.getByRole("link", { name: /^Rút đề nghị/ }).click();
		await first.page.waitForURL(/\/withdraw$/);
		const proposal = first.page.url().replace(/\/withdraw$/, "");
		await first.page.goto(`${proposal}/confirm`);
		await expect(first.page.getByText("Bạn đã đề nghị việc này, nên người quản trị khác xác nhận.")).toBeVisible();
	});

	await test.step("another one reads it and confirms", async () => {
		const { page } = second;
		await page.goto("/admin/people");
		await onPage(second, /1 việc chờ bạn xác nhận/);
		await page.getByRole("link", { name: "Xem và xác nhận", exact: true }).click();
		await onPage(second, "Giao vai trò Kế toán chi: Trương Gia Hân");
		await page.getByRole("link", { name: "Xác nhận", exact: true }).click();
		await onPage(second, /^Xác nhận: /);
		await page.getByRole("button", { name: "Xác nhận" }).click();
		await expect(page.getByText("Đã xác nhận")).toBeVisible();
		await expect(page.getByText("Có hiệu lực từ")).toBeVisible();
	});

	await test.step("the person is told, and so is the auditor", async () => {
		await expectMail(second, "han@stc.example", /đã xác nhận giao vai trò Kế toán chi/);
		await expectMail(second, accountOf(house, "auditor").email, /đã xác nhận giao vai trò Kế toán chi/);
		const [grant] = await house.query<{ later: boolean }>(
			`select effective_at > granted_at as later from person_role r join person p on p.id = r.person_id
			where p.email = 'han@stc.example' and r.role = 'finance_officer'`,
		);
		expect(grant).toEqual({ later: true });
	});
	await leave();
});

test("a lost telephone: two administrators check, and the person sets up a new second step", async ({
	browser,
	house,
}) => {
	const { enter, leave } = people(browser, house);
	const officer = accountOf(house, "second finance officer");
	const [first, second, loser] = [await enter(), await enter(), await enter({ viewport: { width: 360, height: 800 } })];
	await signIn(loser.page, officer);
	await signIn(first.page, accountOf(house, "administrator"));
	await signIn(second.page, accountOf(house, "second administrator"));

	const proposal = await test.step("the first one writes down how, and all devices are signed out", async () => {
		const { page } = first;
		await openPerson(first, officer.email);
		await first.look();
		await page.getByRole("link", { name: "Đặt lại bước thứ hai" }).click();
		await onPage(first, /^Đặt lại bước đăng nhập thứ hai của /);
		await page.getByRole("button", { name: "Bắt đầu đặt lại" }).click();
		await expect(page.getByRole("alert")).toContainText("Hãy ghi bạn đã tự xác minh");
		await page.getByLabel("Đã xác minh bằng cách").fill("Gặp tại phòng 204, xem thẻ công chức.");
		await page.getByRole("button", { name: "Bắt đầu đặt lại" }).click();
		await onPage(first, /^Đặt lại bước thứ hai: /);
		await loser.page.goto("/finance");
		await expect(loser.page).toHaveURL(/\/sign-in\?/);
		return new URL(page.url()).pathname;
	});

	await test.step("the second one checks alone, and the link comes by mail", async () => {
		const { page } = second;
		await page.goto(`${proposal}/confirm`);
		await page.getByLabel("Đã xác minh bằng cách").fill("Gọi số máy bàn của phòng.");
		await page.getByRole("button", { name: "Xác nhận" }).click();
		await expect(page.getByText("Đã xác nhận")).toBeVisible();
	});

	await test.step("the person shows the password and comes to set it up, and to no page of staff", async () => {
		const { page } = loser;
		await followMail(loser, {
			to: officer.email,
			subject: /^Đặt lại bước đăng nhập thứ hai/,
			link: "Đặt lại bước thứ hai",
		});
		await onPage(loser, "Đặt lại bước đăng nhập thứ hai");
		await page.getByLabel("Mật khẩu").fill(officer.password);
		await page.getByRole("button", { name: "Đặt lại bước thứ hai" }).click();
		await expect(page).toHaveURL(/\/account\/second-factor$/);
		await page.goto("/finance");
		await expect(page).toHaveURL(/\/account\/second-factor/);
	});
	await leave();
});

test("an account is suspended by one administrator, at once", async ({ browser, house }) => {
	const { enter, leave } = people(browser, house);
	const reviewer = accountOf(house, "second reviewer");
	const [administrator, closed] = [await enter(), await enter()];
	await signIn(closed.page, reviewer);
	await signIn(administrator.page, accountOf(house, "administrator"));
	const { page } = administrator;
	await openPerson(administrator, reviewer.email);
	await page.getByRole("link", { name: "Tạm khóa tài khoản" }).click();
	await onPage(administrator, /^Tạm khóa tài khoản của /);
	await page.getByLabel("Lý do").fill("Chuyển công tác.");
	await page.getByRole("button", { name: "Tạm khóa tài khoản" }).click();
	await expect(page.getByText("Chuyển công tác.").first()).toBeVisible();
	await closed.page.goto("/review");
	await expect(closed.page).toHaveURL(/\/sign-in\?/);
	await closed.page.getByLabel("Thư điện tử").fill(reviewer.email);
	await closed.page.getByLabel("Mật khẩu").fill(reviewer.password);
	await closed.page.getByRole("button", { name: "Đăng nhập" }).click();
	await expect(closed.page.getByText("Tài khoản đang tạm khóa").first()).toBeVisible();
	await leave();
});
