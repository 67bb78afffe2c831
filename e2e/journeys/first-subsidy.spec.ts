import { execFileSync } from "node:child_process";
import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import * as city from "./steps/city.ts";
import * as claimant from "./steps/claimant.ts";
import * as owner from "./steps/owner.ts";
import { people } from "./steps/person.ts";
import { allowedDongOf, inFigures, planOfTwoLines } from "./steps/plan.ts";
import * as provider from "./steps/provider.ts";
import * as reviewer from "./steps/reviewer.ts";
import * as visitor from "./steps/visitor.ts";

// One subsidy from a stranger's first question to the certificate and the city's report, by everybody who has a part in
// it, each page of the way looked at with axe at both widths.
test("the first subsidy, end to end", async ({ browser, house }) => {
	test.setTimeout(15 * 60_000);
	const { enter, leave } = people(browser, house);
	const plan = planOfTwoLines();
	const amount = inFigures(allowedDongOf(plan));
	const business = await enter();
	const { page } = business;
	let level = "";
	let application = "";
	let claim = "";

	await test.step("1. Home says what this is, in both languages", async () => {
		await visitor.readHome(business);
		await visitor.readInEnglish(business);
	});

	await test.step("2. Assess without an account, with a break, to the result", async () => {
		await visitor.measure(business);
		level = await visitor.readResult(business);
	});

	await test.step("3. Check what can be had", () => visitor.checkSupport(business, plan));

	await test.step("4. Sign up; the assessment moves into the account", async () => {
		await owner.signUp(business, plan);
		await page.goto("/assessments");
		await expect(page.getByRole("row", { name: new RegExp(level) })).toBeVisible();
	});

	await test.step("5. Describe the business", () => owner.describeBusiness(business, plan));

	await test.step("6. Apply, and have the receipt", async () => {
		application = await owner.draftApplication(business, plan);
		await expect(page.getByText(amount).first()).toBeVisible();
		await owner.submitApplication(business, plan, application);
		await owner.readReceipt(business, plan, application);
	});

	const first = await enter();
	await test.step("7. Two reviewers approve", async () => {
		await signIn(first.page, accountOf(house, "reviewer"));
		await reviewer.findInQueue(first, application);
		await reviewer.openCase(first, plan, application);
		await reviewer.approve(first, plan, "Duyệt toàn bộ", /^Đề xuất duyệt/);
		await expect(first.page.getByText("Bạn là người đề xuất duyệt.")).toBeVisible();
		const why = /^Cần người thứ hai xác nhận, vì số tiền trên 150\.000\.000.đ\.$/;
		await expect(first.page.getByRole("status").getByText(why)).toBeVisible();
		const second = await enter();
		await signIn(second.page, accountOf(house, "second reviewer"));
		await reviewer.openCase(second, plan, application);
		await expect(second.page.getByText(why)).toHaveCount(2);
		await reviewer.approve(second, plan, "Xác nhận đề xuất", /^Xác nhận duyệt/);
	});

	await test.step("8. Accept, claim, verify", async () => {
		await owner.acceptAgreement(business, plan, application);
		await provider.acceptAgreement(await enter(), plan);
		claim = await claimant.claimAll(business, plan, application);
		await reviewer.verifyClaim(first, plan, claim);
	});

	await test.step("8. Two finance officers pay; the business sees the trail", async () => {
		const finance = await enter();
		await signIn(finance.page, accountOf(house, "finance officer"));
		const batch = await city.makeBatch(finance, claim);
		const colleague = await enter();
		await signIn(colleague.page, accountOf(house, "second finance officer"));
		await city.releaseBatch(colleague, batch);
		await city.sendAndRecordPaid(finance, plan, batch);
		await claimant.readMoney(business, plan, application);
	});

	await test.step("9. The certificate, and anybody who checks it", async () => {
		const code = await claimant.takeCertificate(business, plan);
		await visitor.verifyCertificate(await enter(), code, plan);
	});

	await test.step("10. The report of the programme officer", async () => {
		const officer = await enter();
		await signIn(officer.page, accountOf(house, "programme officer"));
		await city.readReport(officer, plan, application);
	});

	await test.step("11. The auditor reads the log, and its chain is whole", async () => {
		const auditor = await enter();
		await signIn(auditor.page, accountOf(house, "auditor"));
		await city.readAudit(auditor, application);
		const said = execFileSync(process.execPath, ["build/server/audit-verify.js"], {
			env: house.environment,
		}).toString();
		expect(said).toContain("The audit log is whole");
	});

	await leave();
});
