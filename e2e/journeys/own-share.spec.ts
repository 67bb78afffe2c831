import { execFileSync } from "node:child_process";
import { now } from "#app/house/clock.server.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { daySince } from "#testing/day-since.ts";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { onPage, people } from "./steps/person.ts";
import { expectOnPage, lendApplication, reportAll } from "./steps/stripe.ts";

test.use({ ownHouse: "own-share", withStripe: true, stripeRules: { payee: "provider", ownShare: "stripe" } });

/** An application of the demo whose agreement is accepted, and what its business pays itself. */
async function agreedApplication(house: House) {
	const found = await house.subject<{ reference: string; own: string }>(
		"an agreement of one line at the demo's desk, of which nothing is claimed",
	);
	await lendApplication(house, found.reference);
	return { application: found.reference, amount: formatDong(BigInt(found.own), "vi") };
}

// A business without scripts pays its share on Stripe's page; the application is cancelled, and the money comes back.
test("the own share, paid in through Stripe and refunded", async ({ browser, house }) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const { application, amount } = await agreedApplication(house);
	const own = `/applications/${application}/own-share`;
	const began = now();
	const business = await enter({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
	const { page } = business;

	await test.step("the business pays on Stripe's page", async () => {
		await signIn(page, accountOf(house, "owner"));
		await page.goto(`/applications/${application}/money`);
		await page.getByRole("link", { name: `Phần của bạn: ${amount}` }).click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Trả phần của doanh nghiệp qua Stripe");
		await page.getByRole("button", { name: "Mở trang trả tiền" }).click();
		await expect(page.getByText("Chờ trả ở Stripe")).toBeVisible();
		// A link asks Stripe for nothing: it leads to the button.
		const worked = [...(house.stripe?.worked ?? [])];
		await page.goto(`${own}/continue`);
		await expect(page.getByRole("button", { name: "Tiếp tục ở Stripe" })).toBeVisible();
		expect(house.stripe?.worked).toEqual(worked);
		await page.goto(own);
		await page.getByRole("button", { name: "Trả ở Stripe" }).click();
		await expect(page).toHaveURL(new RegExp(`${own}$`));
		await reportAll(house);
	});

	const owner = await enter();
	await test.step("it is held, and seen as a step with its day", async () => {
		await signIn(owner.page, accountOf(house, "owner"));
		await expectOnPage(owner, own, "Đã trả, đang giữ");
		const step = owner.page.getByRole("listitem").filter({ hasText: "Đã trả phần của doanh nghiệp qua Stripe" });
		await expect(step).toContainText(amount);
		await expect(step.getByText(daySince(began))).toBeVisible();
	});

	await test.step("the application is cancelled, and it comes back", async () => {
		const manager = await enter();
		await signIn(manager.page, accountOf(house, "association manager"));
		await manager.page.goto(`/association/applications/${application}/cancel`);
		await onPage(manager, `Hủy hồ sơ ${application}?`);
		await manager.page.getByLabel("Lý do").fill("Doanh nghiệp ngừng dự án.");
		await manager.page.getByRole("button", { name: "Hủy hồ sơ" }).click();
		await expect(manager.page).toHaveURL(/\/association$/);
		await expectOnPage(owner, own, "Đã hoàn lại");
		await reportAll(house);
		await owner.page.getByRole("link", { name: "English" }).first().click();
		const step = owner.page.getByRole("listitem").filter({ hasText: "Own share refunded" });
		await expect(step.getByText(daySince(began, "en"))).toBeVisible();
	});

	await test.step("the books are whole", () => {
		execFileSync(process.execPath, ["build/server/ledger-verify.js"], { env: house.environment });
	});
	await leave();
});
