import type { Page } from "@playwright/test";
import { now } from "#app/house/clock.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { accountOf, expect, type House, signIn, test } from "#testing/fixtures.ts";
import { fetchLink, makeBatch, recordPaid, releaseBatch } from "./steps/city.ts";
import { onPage, type Person, people } from "./steps/person.ts";

// What the bank sends back, in each of its three forms: a status report with one payment refused, a statement after it
// was paid again, and a table in which a line belongs to nobody.

type Payment = { id: string; amountDong: string };

/** A batch of claims that wait, released by the second officer and sent; with what the file for the bank says. */
async function sendBatch(maker: Person, releaser: Person, claims: number): Promise<{ batch: string; sent: Payment[] }> {
	const { page } = maker;
	await page.goto("/finance");
	const boxes = page.getByLabel(/^Chọn DN-/);
	for (let at = 0; at < claims; at++) await boxes.nth(at).check();
	await page.getByRole("button", { name: "Lập đợt chi" }).click();
	await onPage(maker, /^Đợt chi DC-/);
	const batch = new URL(page.url()).pathname.split("/").at(-1) ?? "";
	return { batch, sent: await releaseAndSend(maker, releaser, batch) };
}

async function releaseAndSend(maker: Person, releaser: Person, batch: string): Promise<Payment[]> {
	await releaseBatch(releaser, batch);
	const { page } = maker;
	await page.goto(`/finance/batches/${batch}/export`);
	await page.getByRole("button", { name: "Gửi ngân hàng" }).click();
	await expect(page).toHaveURL(new RegExp(`${batch}$`));
	const file = (await fetchLink(page, "Tệp cho ngân hàng (pain.001)")).toString("utf8");
	const found = file.matchAll(/<EndToEndId>([^<]+)<[\s\S]*?<InstdAmt Ccy="VND">(\d+)</g);
	return [...found].map(([, id = "", amountDong = ""]) => ({ id, amountDong }));
}

async function upload(person: Person, name: string, text: string): Promise<void> {
	const { page } = person;
	await page.goto("/finance/answers");
	await onPage(person, "Trả lời của ngân hàng");
	await page
		.getByLabel("Tệp trả lời hoặc sao kê")
		.setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
	await page.getByRole("button", { name: "Đọc tệp" }).click();
}

const statusReport = (batch: string, failed: Payment) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>${now().toISOString()}</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${batch}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${batch}</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>${failed.id}</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>Số tài khoản không đúng</AddtlInf></StsRsnInf></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

const statement = ({ id, amountDong }: Payment) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Ntry><Amt Ccy="VND">${amountDong}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${plainDateAt(now())}</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>`;

/** Lets the demo's owner into the business that this payment is for. */
async function letOwnerIn(house: House, payment: string): Promise<{ application: string; claim: string }> {
	const [found] = await house.query<{ application: string; claim: string }>(
		`with member as (
			insert into business_member (business_id, person_id, since)
			select a.business_id, p.id, $2 from disbursement d join application a on a.id = d.application_id, person p
			where d.reference = $1 and p.email = 'chu@donbay.example' on conflict do nothing
		)
		select a.reference as application, c.reference as claim from disbursement d
		join application a on a.id = d.application_id join claim c on c.id = d.claim_id where d.reference = $1`,
		[payment, now()],
	);
	return { application: found?.application ?? "", claim: found?.claim ?? "" };
}

async function stateOf(house: House, payment: string): Promise<string | undefined> {
	const [row] = await house.query<{ state: string }>("select state from disbursement where reference = $1", [payment]);
	return row?.state;
}

async function record(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Ghi nhận" }).click();
	await expect(page.getByText(/^Đã ghi nhận/).first()).toBeVisible();
}

test("a refused payment, its correction, and the bank's three kinds of files", async ({ browser, house }) => {
	test.setTimeout(8 * 60_000);
	const { enter, leave } = people(browser, house);
	const [maker, releaser, owner] = [
		await enter(),
		await enter(),
		await enter({ viewport: { width: 360, height: 760 } }),
	];
	await signIn(maker.page, accountOf(house, "finance officer"));
	await signIn(releaser.page, accountOf(house, "second finance officer"));
	await signIn(owner.page, accountOf(house, "owner"));
	const { page } = maker;
	let first = { batch: "", sent: [] as Payment[] };
	let failed: Payment = { id: "", amountDong: "" };
	let paid = failed;
	let own = { application: "", claim: "" };

	await test.step("Two payments go to the bank", async () => {
		first = await sendBatch(maker, releaser, 2);
		[failed = failed, paid = paid] = first.sent;
		own = await letOwnerIn(house, failed.id);
	});

	await test.step("A status report is shown, then recorded; sending it again leads back to it", async () => {
		const report = statusReport(first.batch, failed);
		await upload(maker, "pain002.xml", report);
		await onPage(maker, "pain002.xml");
		await expect(page.getByText("Ngân hàng ghi: đã trả 0, trả lại 1, chưa rõ 0, đang xử lý 0.")).toBeVisible();
		expect(await stateOf(house, failed.id), "a preview records nothing").toBe("sent");
		await record(page);
		const address = page.url();
		expect(await stateOf(house, failed.id)).toBe("failed");
		await upload(maker, "again.xml", report);
		await expect(page).toHaveURL(address);
	});

	await test.step("A statement says that the other one was paid", async () => {
		await upload(maker, "camt053.xml", statement(paid));
		await onPage(maker, "camt053.xml");
		await record(page);
		expect(await stateOf(house, paid.id)).toBe("paid");
	});

	await test.step("The business sees why, and mends the account", async () => {
		await owner.page.goto(`/applications/${own.application}/money`);
		await onPage(owner, "Tiền của tôi đang ở đâu");
		await expect(owner.page.getByText(/Số tài khoản không đúng/).first()).toBeVisible();
		await owner.page.goto(`/claims/${own.claim}/correct-account`);
		await owner.page.getByLabel("Ngân hàng", { exact: true }).selectOption({ index: 3 });
		await owner.page.getByLabel("Số tài khoản").fill("0909000111222");
		await owner.page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
		await expect(owner.page).toHaveURL(/\/money$/);
		await expect(owner.page.getByText("Đã sửa tài khoản nhận tiền").first()).toBeVisible();
	});

	await test.step("It is paid again under the same reference; whose day a statement of today tells, a person says", async () => {
		await page.goto(`/finance/payments/${failed.id}/reschedule`);
		await expect(page.getByText("Bạn đã ghi rằng ngân hàng trả lại khoản này")).toBeVisible();
		await releaser.page.goto(`/finance/payments/${failed.id}/reschedule`);
		await releaser.page.getByRole("button", { name: "Chi lại" }).click();
		await expect(releaser.page).toHaveURL(/\/finance$/);
		const batch = await makeBatch(maker, own.claim);
		const [again] = await releaseAndSend(maker, releaser, batch);
		expect(again).toEqual(failed);
		await upload(maker, "camt053-2.xml", statement(failed));
		await onPage(maker, "camt053-2.xml");
		await expect(page.getByText("chưa rõ là của lần gửi nào").first()).toBeVisible();
		await record(page);
		expect(await stateOf(house, failed.id)).toBe("sent");
		await page.goto(`/finance/payments/${failed.id}/answer`);
		await recordPaid(maker);
		expect(await stateOf(house, failed.id)).toBe("paid");
		await owner.page.goto(`/applications/${own.application}/money`);
		await owner.page.getByText("Xem từng bước").first().click();
		await expect(owner.page.getByText("Tiền đã vào tài khoản").first()).toBeVisible();
	});

	await test.step("A table needs its columns, and its stray line a person", async () => {
		await upload(maker, "bang.csv", `A;B;C;D\nCT-1999-00009;7000000;OK;${plainDateAt(now())}\n`);
		await onPage(maker, "Cột nào là gì");
		for (const [label, at] of [
			["Mã chi (end-to-end id)", "0"],
			["Số tiền", "1"],
			["Kết quả", "2"],
			["Ngày", "2"],
		] as const) {
			await page.getByLabel(label, { exact: true }).selectOption(at);
		}
		await page.getByRole("button", { name: "Xem trước" }).click();
		await expect(page.getByText("Ngày: cột này đã dùng cho nội dung khác.").first()).toBeVisible();
		await page.getByLabel("Ngày", { exact: true }).selectOption("3");
		await page.getByRole("button", { name: "Xem trước" }).click();
		await onPage(maker, "bang.csv");
		await record(page);
		await page.getByRole("link", { name: "Xem", exact: true }).click();
		await onPage(maker, "Không có khoản chi nào mang mã này");
		await page.getByLabel("Đã xem và làm gì").fill("Khoản của đơn vị khác, đã báo ngân hàng.");
		await page.getByRole("button", { name: "Khép việc này" }).click();
		await expect(page).toHaveURL(/\/finance\/answers$/);
		await expect(page.getByRole("link", { name: "CT-1999-00009" })).toHaveCount(0);
	});

	await test.step("What is no answer of a bank is told in words, without scripts too", async () => {
		await upload(maker, "x.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Document>&a;</Document>');
		await expect(page.getByText(/^Tệp có khai báo DOCTYPE/).first()).toBeVisible();
		const state = await page.context().storageState();
		const plain = await enter({ javaScriptEnabled: false, storageState: state });
		await upload(plain, "thu.txt", "Kính gửi Sở Tài chính,");
		await expect(plain.page.getByText(/^Tệp này không phải trả lời của ngân hàng/).first()).toBeVisible();
	});
	await leave();
});
