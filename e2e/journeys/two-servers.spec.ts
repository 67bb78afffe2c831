import { accountOf, expect, signIn, test } from "#testing/fixtures.ts";
import * as city from "./steps/city.ts";
import * as claimant from "./steps/claimant.ts";
import * as owner from "./steps/owner.ts";
import { type Person, people } from "./steps/person.ts";
import { planOfOneLine } from "./steps/plan.ts";
import * as provider from "./steps/provider.ts";
import * as reviewer from "./steps/reviewer.ts";
import * as visitor from "./steps/visitor.ts";

// Two processes on one database: everybody changes from one to the other between two steps, and nobody notices.
test("two servers carry one subsidy together", async ({ browser, house }) => {
	test.setTimeout(12 * 60_000);
	const second = await house.startServer();
	const { enter, leave } = people(browser, house, { looking: false });
	const plan = planOfOneLine();

	/** The same person, with the same cookies, at the other server. */
	const cross = async ({ page }: Person): Promise<Person> => {
		const here = new URL(page.url()).origin;
		const there = here === new URL(second.url).origin ? house.url : second.url;
		return enter({ baseURL: there, storageState: await page.context().storageState() });
	};

	let business = await enter();
	await owner.signUp(business, plan);
	business = await cross({ ...business });
	await owner.describeBusiness(business, plan);
	business = await cross(business);
	await visitor.measureQuickly(business);
	business = await cross(business);
	await business.page.goto("/assess");
	await visitor.readResult(business);

	business = await cross(business);
	const application = await owner.draftApplication(business, plan);
	await business.page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
	await expect(business.page).toHaveURL(new RegExp(`${application}$`));
	business = await cross(business);
	await business.page.goto(`/applications/${application}/lines`);
	await owner.submitApplication(business, plan, application);

	let desk = await enter({ baseURL: second.url });
	await signIn(desk.page, accountOf(house, "reviewer"));
	await reviewer.openCase(desk, plan, application);
	desk = await cross(desk);
	await desk.page.goto(`/review/${application}`);
	await reviewer.approve(desk, plan, "Duyệt toàn bộ", /^Duyệt/);

	business = await cross(business);
	await owner.acceptAgreement(business, plan, application);
	await provider.acceptAgreement(await enter({ baseURL: second.url }), plan);
	business = await cross(business);
	const claim = await claimant.claimAll(business, plan, application);
	desk = await cross(desk);
	await reviewer.verifyClaim(desk, plan, claim);

	let finance = await enter();
	await signIn(finance.page, accountOf(house, "finance officer"));
	const batch = await city.makeBatch(finance, claim);
	const colleague = await enter({ baseURL: second.url });
	await signIn(colleague.page, accountOf(house, "second finance officer"));
	await city.releaseBatch(colleague, batch);
	finance = await cross(finance);
	await city.sendAndRecordPaid(finance, plan, batch);
	business = await cross(business);
	const code = await claimant.takeCertificate(business, plan);
	await visitor.verifyCertificate(await enter({ baseURL: second.url }), code, plan);
	await leave();
	await second.stop();
});
