import { buffer, text } from "node:stream/consumers";
import type { ReadableStream } from "node:stream/web";
import ExcelJS from "exceljs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correctAccount } from "#app/disbursement/correct-account.server.ts";
import { batchList } from "#app/disbursement/desk/batch-list.server.ts";
import { batchPage } from "#app/disbursement/desk/batch-page.server.ts";
import { paymentPage } from "#app/disbursement/desk/payment-page.server.ts";
import { type ListFormat, paymentListResponse, takePaymentList } from "#app/disbursement/payment-list.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import type { Actor } from "#app/house/access.ts";
import { makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { deskCounts } from "./desk-counts.server.ts";
import { dueClaims } from "./due-claims.server.ts";

let house: TestHouse;
let finance: Actor;
let second: Actor;
let auditor: Actor;
let claims: string[];
let owner: Actor;

const NUMBERS = ["0071004471", "5550001112", "9990002223"];

beforeAll(async () => {
	house = await testHouse();
	finance = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
	auditor = await makeStaff(house.db, "auditor");
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "provider" }),
	});
	claims = [];
	for (const accountNumber of NUMBERS) {
		const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
		owner = application.owner;
		claims.push(await makeVerifiedClaim(house.db, application, { accountNumber }));
	}
});
afterAll(() => house.close());

const answer = (reference: string, what: "paid" | "failed" | "unknown", said = "") =>
	recordAnswer(contextOf(house.db, finance), { reference, answer: what, on: "2026-09-08", said });

describe("from what is due to what the bank said", () => {
	test("every sum of the desk agrees with the ledger, step by step", async () => {
		expect(await dueClaims(house.db, finance)).toMatchObject(
			claims.map((claim, at) => ({ claim, amountDong: 50_000_000n, last4: NUMBERS[at]?.slice(-4), payment: null })),
		);
		expect(await deskCounts(house.db)).toEqual({ due: 3, open: 0, tasks: 0, corrections: 0, recoveries: 0 });
		const { batch, payments } = await makeSentBatch(house.db, claims, { maker: finance, releaser: second });
		expect(await deskCounts(house.db)).toEqual({ due: 0, open: 1, tasks: 0, corrections: 0, recoveries: 0 });
		const [paid = "", returned = "", unknown = ""] = payments;
		await answer(paid, "paid");
		await answer(returned, "failed", "Số tài khoản không khớp.");
		await answer(unknown, "unknown", "Không có trong sao kê.");
		expect(await batchPage(house.db, auditor, batch)).toMatchObject({
			ledgerDong: 150_000_000n,
			sentDong: 150_000_000n,
			payments: [
				{ reference: paid, state: "paid", paidOn: "2026-09-08" },
				{ reference: returned, state: "failed", said: "Số tài khoản không khớp.", movedOn: false },
				{ reference: unknown, state: "unknown", said: "Không có trong sao kê." },
			],
		});
		expect(await batchList(house.db, finance)).toMatchObject([{ reference: batch, count: 3, paid: 1, trouble: 2 }]);
	});

	test("a payment that is paid again leaves its batch as returned, and waits with its reference", async () => {
		const [, claim = ""] = claims;
		const [batch] = (await batchList(house.db, finance)) ?? [];
		const returned = (await batchPage(house.db, finance, batch?.reference ?? ""))?.payments[1]?.reference ?? "";
		const before = await paymentPage(house.db, finance, returned);
		expect(before).toMatchObject({ state: "failed", newLast4: null });
		const business = await house.db
			.selectFrom("claim")
			.innerJoin("application", "application.id", "claim.applicationId")
			.innerJoin("businessMember", "businessMember.businessId", "application.businessId")
			.innerJoin("person", "person.id", "businessMember.personId")
			.select(["person.id", "person.name"])
			.where("claim.reference", "=", claim)
			.executeTakeFirstOrThrow();
		const claimant: Actor = { ...owner, personId: business.id, name: business.name };
		const account = { bankBin: "970415", number: "123456789012", accountName: "Công ty Giải pháp Thử" };
		await correctAccount(contextOf(house.db, claimant), { reference: claim, ...account });
		expect(await paymentPage(house.db, finance, returned)).toMatchObject({ newLast4: "9012" });
		await reschedule(contextOf(house.db, second), { reference: returned });
		expect(await dueClaims(house.db, finance)).toMatchObject([{ claim, payment: returned, last4: "9012" }]);
		const page = await batchPage(house.db, finance, batch?.reference ?? "");
		expect(page).toMatchObject({ ledgerDong: 150_000_000n, sentDong: 150_000_000n });
		expect(page?.payments[1]).toMatchObject({
			reference: returned,
			state: "failed",
			movedOn: true,
			said: "Số tài khoản không khớp.",
		});
	});
});

describe("the list for the bank", () => {
	const take = async (format: ListFormat, actor = finance) => {
		const [batch] = (await batchList(house.db, finance)) ?? [];
		const list = await takePaymentList(contextOf(house.db, actor), { reference: batch?.reference ?? "", format });
		const { signal } = new AbortController();
		const response = paymentListResponse(list, { format, locale: "vi", signal });
		return response.body as ReadableStream;
	};

	test("has whole account numbers as text, plain amounts, and is in the audit log each time", async () => {
		const csv = await text(await take("csv"));
		const [head, first, second, ...rest] = csv.replace("\uFEFF", "").trim().split("\r\n");
		expect(head).toContain('"Mã chi","Người nhận","Chủ tài khoản","Số tài khoản"');
		expect(first).toContain('"CONG TY GIAI PHAP THU","0071004471","970436",');
		expect(first).toContain(',50000000,"Năm mươi triệu đồng","HS-2026-');
		expect(second).toContain("9990002223");
		expect(rest).toEqual([]);

		const workbook = new ExcelJS.Workbook();
		await workbook.xlsx.load((await buffer(await take("xlsx"))) as unknown as ArrayBuffer);
		const row = workbook.worksheets[0]?.getRow(2);
		expect(row?.getCell(4).value).toBe("0071004471");
		expect(row?.getCell(7).value).toBe(50_000_000);

		expect((await buffer(await take("pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
		const { rows } = await sql<{ format: string; name: string }>`
			select facts->>'format' as format, actor_name as name from audit_entry
			where action = 'disbursement.list-exported' order by id`.execute(house.db);
		expect(rows).toEqual(["csv", "xlsx", "pdf"].map((format) => ({ format, name: finance.name })));
	});

	test("is a payment file too: the same each time, of what is still in the batch, for finance officers only", async () => {
		const xml = await text(await take("xml"));
		expect(xml).toContain("<NbOfTxs>2</NbOfTxs>");
		expect(xml).toContain("<CtrlSum>100000000</CtrlSum>");
		const [batch] = (await batchList(house.db, finance)) ?? [];
		expect(xml).toContain(`<MsgId>${batch?.reference}</MsgId>`);
		expect(xml.match(/<EndToEndId>CT-2026-\d+<\/EndToEndId>/g)).toHaveLength(2);
		expect(xml).toContain("<Id>0071004471</Id>");
		expect(await text(await take("xml"))).toBe(xml);
		await expect(take("xml", auditor)).rejects.toMatchObject({ status: 404 });
	});

	test("never runs as a formula", async () => {
		await sql`update disbursement set payee_name = '=HYPERLINK("http://evil.test")' where reference like 'CT-2026-00001'`.execute(
			house.db,
		);
		const csv = await text(await take("csv"));
		expect(csv).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
	});

	test("shows an auditor only the ends of accounts, and strangers nothing", async () => {
		const csv = await text(await take("csv", auditor));
		expect(csv).toContain("•••• 4471");
		expect(csv).not.toContain("0071004471");
		const stranger = await makePerson(house.db);
		await expect(take("csv", stranger)).rejects.toMatchObject({ status: 403 });
		await expect(take("csv", { ...finance, secondFactor: false })).rejects.toMatchObject({ status: 403 });
	});
});

test("the desk is nobody's but the finance officers' and the auditors'", async () => {
	const others = [
		await makeStaff(house.db, "programme_officer"),
		await makeStaff(house.db, "administrator"),
		await makePerson(house.db),
		{ ...finance, secondFactor: false },
	];
	const [batch] = (await batchList(house.db, auditor)) ?? [];
	const payment = (await batchPage(house.db, auditor, batch?.reference ?? ""))?.payments[0]?.reference ?? "";
	for (const actor of others) {
		expect(await dueClaims(house.db, actor)).toBeNull();
		expect(await batchList(house.db, actor)).toBeNull();
		expect(await batchPage(house.db, actor, batch?.reference ?? "")).toBeNull();
		expect(await paymentPage(house.db, actor, payment)).toBeNull();
	}
});

test("a batch stays unpaid where one of its payments was paid in a later batch", async () => {
	const [, claim = ""] = claims;
	const [first] = (await batchList(house.db, finance)) ?? [];
	const [paid, , unknown] = (await batchPage(house.db, finance, first?.reference ?? ""))?.payments ?? [];
	expect(paid?.state).toBe("paid");
	await answer(unknown?.reference ?? "", "paid");
	const later = await makeSentBatch(house.db, [claim], { maker: finance, releaser: second });
	await answer(later.payments[0] ?? "", "paid");
	const batches = await batchList(house.db, finance);
	const counts = (reference = "") => batches?.find((batch) => batch.reference === reference);
	expect(counts(later.batch)).toMatchObject({ count: 1, paid: 1, trouble: 0 });
	expect(counts(first?.reference)).toMatchObject({ count: 3, paid: 2, trouble: 0 });
});
