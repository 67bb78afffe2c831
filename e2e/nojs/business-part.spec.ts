import * as city from "#e2e/journeys/steps/city.ts";
import * as claimant from "#e2e/journeys/steps/claimant.ts";
import * as owner from "#e2e/journeys/steps/owner.ts";
import { people } from "#e2e/journeys/steps/person.ts";
import { planOfOneLine } from "#e2e/journeys/steps/plan.ts";
import * as provider from "#e2e/journeys/steps/provider.ts";
import * as reviewer from "#e2e/journeys/steps/reviewer.ts";
import * as visitor from "#e2e/journeys/steps/visitor.ts";
import { accountOf, signIn, test } from "#testing/fixtures.ts";

// The business's part of the journey on a telephone that runs no scripts; the offices have them.
test("a business goes all the way without scripts", async ({ browser, house }) => {
	test.setTimeout(12 * 60_000);
	const { enter, leave } = people(browser, house, { looking: false });
	const plan = planOfOneLine();
	const business = await enter({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
	await visitor.readHome(business);
	await visitor.measure(business);
	await visitor.readResult(business);
	await visitor.checkSupport(business, plan);
	await owner.signUp(business, plan);
	await owner.describeBusiness(business, plan);
	const application = await owner.draftApplication(business, plan);
	await owner.submitApplication(business, plan, application);
	await owner.readReceipt(business, plan, application);

	const desk = await enter();
	await signIn(desk.page, accountOf(house, "reviewer"));
	await reviewer.openCase(desk, plan, application);
	await reviewer.approve(desk, plan, "Duyệt toàn bộ", /^Duyệt/);
	await owner.acceptAgreement(business, plan, application);
	const seller = await enter({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
	await provider.openAgreement(seller, plan);
	await provider.answer(seller, plan, "Không đồng ý", "Giá đã tăng từ tháng này.");
	await owner.askProviderAgain(business, plan, application);
	await provider.acceptAgreement(seller, plan);
	const claim = await claimant.claimAll(business, plan, application);
	await reviewer.verifyClaim(desk, plan, claim);

	const finance = await enter();
	await signIn(finance.page, accountOf(house, "finance officer"));
	const batch = await city.makeBatch(finance, claim);
	const colleague = await enter();
	await signIn(colleague.page, accountOf(house, "second finance officer"));
	await city.releaseBatch(colleague, batch);
	await city.sendAndRecordPaid(finance, plan, batch);
	await claimant.readMoney(business, plan, application);
	await visitor.verifyCertificate(business, await claimant.takeCertificate(business, plan), plan);
	await leave();
});
