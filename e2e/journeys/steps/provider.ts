import { expect } from "#testing/fixtures.ts";
import { followMail, onPage, type Person } from "./person.ts";
import { inFigures, type Plan } from "./plan.ts";

type Answer = "Đồng ý thỏa thuận này" | "Không đồng ý";

/** Opens the newest link of a provider from its mail: the agreement in plain words, and nothing is answered by that. */
export async function openAgreement(person: Person, plan: Plan): Promise<void> {
	const subject = new RegExp(`${plan.business.legalName}.*${plan.provider.name}`);
	const price = plan.lines.reduce((sum, line) => sum + Number(line.price.replaceAll(".", "")), 0);
	const title = person.page.getByRole("heading", { level: 1, name: new RegExp(`^Bạn nhận ${inFigures(price)}`) });
	// The link of an earlier mail is dead; the newest may still be on its way.
	await expect(async () => {
		await followMail(person, { to: plan.provider.email, subject, link: "Đọc thỏa thuận" });
		await expect(title).toBeVisible({ timeout: 2000 });
	}).toPass({ timeout: 60_000 });
	await person.look();
}

/** The code of the newest mail; the provider's page stays where it is. */
async function readCode(person: Person, { provider, business }: Plan): Promise<string> {
	const { page, house } = person;
	const inbox = await page.context().newPage();
	const mail = inbox.getByRole("link", { name: new RegExp(`^Mã để trả lời.*${business.legalName}`) }).first();
	await expect(async () => {
		await inbox.goto(`${house.url}/dev/mailbox?to=${encodeURIComponent(provider.email)}`);
		await expect(mail).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 60_000 });
	await mail.click();
	const title = inbox.getByRole("heading", { level: 1, name: /Mã của bạn: \d{6}/ });
	const code = /\d{6}/.exec((await title.textContent()) ?? "")?.[0] ?? "";
	await inbox.close();
	return code;
}

/** From the open page: a code by mail, the choice, who answers, and the answer. */
export async function answer(person: Person, plan: Plan, choice: Answer, reasons = ""): Promise<void> {
	const { page, look } = person;
	await page.getByRole("button", { name: "Gửi mã cho tôi" }).click();
	await expect(page.getByLabel("Mã trong thư")).toBeVisible();
	await look();
	const code = await readCode(person, plan);
	await page.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
	if (reasons) await page.getByLabel(/^Lý do, nếu không đồng ý/).fill(reasons);
	await page.getByLabel("Họ tên người trả lời").fill("Đinh Quang Khải");
	await page.getByLabel("Chức vụ").fill("Giám đốc");
	await page.getByLabel(new RegExp(`quyền ký thay ${plan.provider.name}`)).check();
	await page.getByLabel("Mã trong thư").fill(code);
	// Scripts name the answer on the button, where they run.
	const verb = choice === "Không đồng ý" ? "Trả lời: không đồng ý" : "Đồng ý thỏa thuận";
	await page.getByRole("button", { name: new RegExp(`^(${verb}|Gửi câu trả lời)$`) }).click();
	const said =
		choice === "Không đồng ý" ? /đã trả lời: không đồng ý$/ : new RegExp(`^${plan.provider.name} đã đồng ý$`);
	await onPage(person, said);
}

/** The provider reads the agreement and accepts it. */
export async function acceptAgreement(person: Person, plan: Plan): Promise<void> {
	await openAgreement(person, plan);
	await answer(person, plan, "Đồng ý thỏa thuận này");
}
