import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { followMail, onPage, people } from "./steps/person.ts";
import { lendApplication } from "./steps/stripe.ts";

// A certificate is withdrawn while a claim of its application is in a batch. The batch waits, goes on without it, and the
// business reads why and what comes of it, on a phone without scripts.

type Subject = { application: string; id: string; claim: string; rest: string };

const WHY = "Nhà cung cấp không bán phần mềm này.";
const DECISION = "Đã đối chiếu với nhà cung cấp, hóa đơn là thật.";

/** The certificate of the approval, as the job makes it. */
async function certificateOf({ query }: House, { id }: Subject): Promise<string> {
	await query(
		`select graphile_worker.add_job('certificate.issue', json_build_object('applicationId', $1::text, 'kind', 'funding-decision'))`,
		[id],
	);
	let code = "";
	await expect(async () => {
		const [row] = await query<{ code: string }>(
			`select code from certificate where application_id = $1 and kind = 'funding-decision' and withdrawn_at is null`,
			[id],
		);
		code = row?.code ?? "";
		expect(code).not.toBe("");
	}).toPass({ timeout: 60_000 });
	return code;
}

test("a withdrawn certificate stops the payment until another officer decides", async ({ browser, house }) => {
	test.setTimeout(10 * 60_000);
	const { enter, leave } = people(browser, house);
	const [maker, second, officer, decider] = [await enter(), await enter(), await enter(), await enter()];
	const owner = await enter({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
	const subject = await house.subject<Subject>("claims of two businesses that wait to be paid by the bank");
	await lendApplication(house, subject.application);
	const code = await certificateOf(house, subject);
	let batch = "";

	await test.step("two claims are put in a batch", async () => {
		const { page } = maker;
		await signIn(page, accountOf(house, "finance officer"));
		await page.goto("/finance");
		await onPage(maker, "Cần chi");
		for (const claim of [subject.claim, subject.rest]) await page.getByLabel(`Chọn ${claim}`).press("Space");
		await page.getByRole("button", { name: "Lập đợt chi" }).press("Enter");
		await onPage(maker, /^Đợt chi DC-/);
		batch = new URL(page.url()).pathname.split("/").at(-1) ?? "";
	});

	await test.step("the page that withdraws says what it stops", async () => {
		const { page } = officer;
		await signIn(page, accountOf(house, "programme officer"));
		await page.goto(`/city/certificates/${code}/withdraw`);
		await onPage(officer, /^Thu hồi chứng nhận/);
		const row = page.getByRole("row").filter({ hasText: subject.claim });
		await expect(row).toContainText(`Đợt ${batch} không đi tiếp cho đến khi kế toán lấy khoản này ra`);
		await page.getByLabel("Lý do").fill(WHY);
		await page.getByLabel("Không cấp bản mới").check();
		await page.getByRole("button", { name: "Thu hồi" }).click();
		await onPage(officer, /không còn hiệu lực|đã bị thu hồi/i);
	});

	await test.step("the business sees who has to act, and is told by mail why", async () => {
		const account = accountOf(house, "owner");
		const { page } = owner;
		await signIn(page, account);
		await page.goto(`/applications/${subject.application}/money`);
		await expect(
			page.getByText(/cán bộ chương trình của Thành phố: quyết định việc tạm dừng chi/).first(),
		).toBeVisible();
	});

	await test.step("the batch is not released with it, and goes on without it", async () => {
		const { page } = second;
		await signIn(page, accountOf(house, "second finance officer"));
		await page.goto(`/finance/batches/${batch}/release`);
		await page.getByRole("button", { name: "Duyệt đợt chi" }).click();
		await expect(page.getByRole("alert")).toContainText(`Việc chi cho ${subject.claim} đang tạm dừng`);
		await page.goto(`/finance/batches/${batch}`);
		const row = page.getByRole("row").filter({ hasText: "Đang tạm dừng chi" });
		await row.getByRole("link", { name: "Lấy ra khỏi đợt" }).click();
		await onPage(second, /^Lấy CT-.+ ra khỏi đợt/);
		await page.getByRole("button", { name: "Lấy ra khỏi đợt" }).click();
		await expect(page.getByRole("alert")).toContainText("Hãy ghi lý do lấy khoản này ra.");
		await page.getByLabel("Vì sao lấy ra?").fill("Chờ quyết định của cán bộ chương trình.");
		await page.getByRole("button", { name: "Lấy ra khỏi đợt" }).click();
		await onPage(second, `Đợt chi ${batch}`);
		await expect(page.getByRole("heading", { name: "Đã lấy ra khỏi đợt: 1 khoản" })).toBeVisible();
		await page.goto(`/finance/batches/${batch}/release`);
		await page.getByRole("button", { name: "Duyệt đợt chi" }).click();
		await onPage(second, `Đợt chi ${batch}`);
		await expect(page.getByText(/duyệt \d/)).toBeVisible();
	});

	await test.step("whoever stopped it cannot decide, another officer does", async () => {
		await officer.page.goto(`/city/stops/${subject.application}`);
		await onPage(officer, `Tạm dừng chi hồ sơ ${subject.application}`);
		await expect(officer.page.getByText("Bạn là người đã cho tạm dừng chi")).toBeVisible();
		const { page } = decider;
		await signIn(page, accountOf(house, "second programme officer"));
		await page.goto("/city/stops");
		await onPage(decider, "Tạm dừng chi");
		await page.getByRole("link", { name: subject.application }).first().click();
		await page.getByRole("button", { name: "Ghi quyết định" }).click();
		await expect(page.getByRole("alert")).toContainText("Hãy chọn cho chi tiếp hoặc chấm dứt.");
		await page.getByLabel("Cho chi tiếp").check();
		await page.getByLabel("Lý do").fill(DECISION);
		await page.getByRole("button", { name: "Ghi quyết định" }).click();
		await expect(page.getByRole("heading", { name: "Cho chi tiếp" })).toBeVisible();
	});

	await test.step("the business reads the decision, and the payment waits for the next batch", async () => {
		await followMail(owner, {
			to: accountOf(house, "owner").email,
			subject: new RegExp(`${subject.application}: đã có quyết định về việc tạm dừng chi`),
			link: "Mở hồ sơ",
		});
		await expect(owner.page.getByText(/quyết định việc tạm dừng chi/)).toHaveCount(0);
		await maker.page.goto("/finance");
		await expect(maker.page.getByLabel(`Chọn ${subject.claim}`)).toBeVisible();
	});
	await leave();
});
