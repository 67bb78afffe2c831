import { expect, signIn } from "#testing/fixtures.ts";
import { followMail, onPage, type Person } from "./person.ts";

const ALL_WELL = "Tài khoản của tôi: mọi thứ ổn";

/** To one's own account, by the name in the header; on a phone it stands in the menu. */
export async function openAccount(person: Person, name: string, heading: string | RegExp = ALL_WELL): Promise<void> {
	const { page } = person;
	const menu = page.getByText("Menu", { exact: true });
	if (await menu.isVisible()) await menu.click();
	await page
		.getByRole("link", { name: `Tài khoản: ${name}` })
		.filter({ visible: true })
		.click();
	await expect(page).toHaveURL(/\/account$/);
	await onPage(person, heading);
}

/** Ends the other session of the list, and the device that had it is out at its next click. */
export async function endTheOther(person: Person, other: Person): Promise<void> {
	const { page } = person;
	await page.goto("/account");
	await expect(page.getByRole("heading", { name: "Đang đăng nhập ở 2 máy" })).toBeVisible();
	await expect(page.getByText("Máy này", { exact: true })).toHaveCount(1);
	await page.getByRole("button", { name: /^Đăng xuất máy này/ }).click();
	await expect(page.getByRole("status").getByText("Máy đó đã bị đăng xuất.")).toBeVisible();
	await expect(page.getByRole("heading", { name: "Đang đăng nhập ở máy này" })).toBeVisible();
	await other.page.getByRole("main").getByRole("link").first().click();
	await expect(other.page).toHaveURL(/\/sign-in/);
}

/** A new password: what is no good is said beside its field, and the good one signs other devices out. */
export async function changePassword(person: Person, from: string, to: string): Promise<void> {
	const { page } = person;
	await page.goto("/account");
	const fill = async (current: string, password: string) => {
		await page.getByLabel("Mật khẩu đang dùng").fill(current);
		await page.getByLabel("Mật khẩu mới").fill(password);
		await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
	};
	await fill("không phải mật khẩu này", to);
	await expect(page.getByRole("alert").getByText("Mật khẩu đang dùng không đúng.")).toBeVisible();
	await onPage(person, "Đổi mật khẩu");
	await fill(from, "1234567890");
	await expect(page.getByRole("alert").getByText(/^Mật khẩu này dễ đoán/)).toBeVisible();
	await fill(from, to);
	await expect(page.getByRole("status").getByText(/Đã đổi mật khẩu/)).toBeVisible();
}

/** A new address waits, is confirmed by the mailed link, and is then the one to sign in with. */
export async function changeAddress(
	person: Person,
	account: { email: string; password: string },
	to: string,
): Promise<void> {
	const { page } = person;
	await page.goto("/account");
	await page.getByRole("link", { name: "Đổi địa chỉ thư" }).click();
	await onPage(person, "Đổi địa chỉ thư");
	await page.getByLabel("Địa chỉ mới").fill(account.email);
	await page.getByRole("button", { name: "Gửi đường dẫn" }).click();
	await expect(page.getByRole("alert").getByText(/^Đây là địa chỉ bạn đang dùng/)).toBeVisible();
	await page.getByLabel("Địa chỉ mới").fill(to);
	await page.getByRole("button", { name: "Gửi đường dẫn" }).click();
	await onPage(person, "Tài khoản của tôi: một địa chỉ thư chờ xác nhận");
	await expect(page.getByText("Chờ bạn xác nhận")).toBeVisible();
	// The old address reads of it, and can stop it.
	await followMail(person, { to: account.email, subject: /yêu cầu đổi địa chỉ thư/, link: "Giữ địa chỉ cũ" });
	await onPage(person, `Giữ địa chỉ cũ, không đổi sang ${to}?`);
	await page.goto("/account");
	await page.getByRole("button", { name: "Gửi lại thư" }).click();
	await expect(page.getByRole("status").getByText(/Đã gửi lại thư/)).toBeVisible();
	await followMail(person, { to, subject: /xác nhận địa chỉ thư mới/, link: "Xác nhận địa chỉ mới" });
	await onPage(person, `Đăng nhập bằng ${to}?`);
	await page.getByRole("button", { name: "Xác nhận địa chỉ này" }).click();
	await onPage(person, "Đã đổi địa chỉ thư");
	await page.getByRole("link", { name: "Đến trang tài khoản" }).click();
	await expect(page.getByText(to, { exact: true }).first()).toBeVisible();
	await page.goto("/account/history");
	await onPage(person, "Lịch sử đăng nhập");
	await expect(page.getByText("Đổi địa chỉ thư để đăng nhập").first()).toBeVisible();
}

/** What one may do without is chosen, and kept. */
export async function chooseMails({ page }: Person): Promise<void> {
	await page.goto("/account");
	await expect(page.getByText("Thông báo chính thức và bước ký")).toBeVisible();
	await page.getByLabel(/^Nhắc hạn của tôi/).uncheck();
	await page.getByLabel("Thư viết bằng").selectOption("en");
	await page.getByRole("button", { name: "Lưu cách nhận thư" }).click();
	await expect(page.getByRole("status").getByText("Đã lưu cách nhận thư.")).toBeVisible();
	await expect(page.getByLabel(/^Nhắc hạn của tôi/)).not.toBeChecked();
	await expect(page.getByLabel(/^Tin nhắn trong hồ sơ/)).toBeChecked();
	await expect(page.getByLabel("Thư viết bằng")).toHaveValue("en");
}

/** The old address and the old password no longer sign in; the new ones do. */
export async function signInAnew(
	{ page }: Person,
	old: { email: string; password: string },
	now: typeof old,
): Promise<void> {
	await page.context().clearCookies();
	await page.goto("/sign-in");
	await page.getByLabel("Thư điện tử").fill(old.email);
	await page.getByLabel("Mật khẩu").fill(now.password);
	await page.getByRole("button", { name: "Đăng nhập" }).click();
	await expect(page.getByText(/không đúng/).first()).toBeVisible();
	await signIn(page, { ...now, totpSecret: null });
}
