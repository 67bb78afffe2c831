import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { type MadeAgreed, makeAgreed, makeClaim, makeSubmittedClaim, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { findClaimCase } from "./claim-case.server.ts";
import { addClaimDocument, readClaimDocument, removeClaimDocument } from "./claim-documents.server.ts";
import { cancelApplication } from "./ending/cancel-application.server.ts";
import { savePayeeAccount, unsafeReadPayeeAccount } from "./payee-account.server.ts";
import { saveClaim } from "./save-claim.server.ts";
import { startClaim } from "./start-claim.server.ts";
import { submitClaim } from "./submit-claim.server.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
let reviewer: Actor;
let application: MadeAgreed;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "provider" }),
	});
});
afterAll(() => house.close());
// 118 million for a solution, of which 50 are approved.
beforeEach(async () => {
	application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
});

const asOwner = () => contextOf(house.db, application.owner);
const asReviewer = () => contextOf(house.db, reviewer);
const caseOf = async (reference: string, actor = application.owner) => {
	const found = await findClaimCase(house.db, actor, reference);
	if (!found) throw new Error(`${reference} is not there for ${actor.name}`);
	return found;
};
const start = () => startClaim(asOwner(), { claimId: randomUUID(), reference: application.reference });

describe("starting", () => {
	test("opens one claim with the agreed price and the provider to begin with", async () => {
		const claimId = randomUUID();
		const input = { claimId, reference: application.reference };
		const reference = await startClaim(asOwner(), input);
		expect(reference).toMatch(/^DN-2026-\d{6}$/);
		expect(await startClaim(asOwner(), input)).toBe(reference);
		const claim = await caseOf(reference);
		expect(claim.state).toBe("draft");
		expect(claim.draft.lines.map(({ cost }) => cost)).toEqual(["118.000.000"]);
		expect(claim.draft.invoices[0]?.sellerTaxCode).toBe(claim.lines[0]?.providerTaxCode);
	});

	test("refuses a second one while the first is open, a stranger, and an application without an agreement", async () => {
		await start();
		await expect(start()).rejects.toMatchObject({ code: "claim_refusal_one_open" });
		const stranger = contextOf(house.db, await makePerson(house.db));
		const input = { claimId: randomUUID(), reference: application.reference };
		await expect(startClaim(stranger, input)).rejects.toMatchObject({ status: 404 });
		await sql`update application set state = 'approved' where id = ${application.id}`.execute(house.db);
		await expect(start()).rejects.toMatchObject({ code: "claim_refusal_not_agreed" });
	});

	test("two at the same moment open one", async () => {
		const outcomes = await Promise.allSettled([start(), start()]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});

describe("saving", () => {
	test("keeps what was typed, right or wrong, and refuses an older tab", async () => {
		const reference = await start();
		const { lines } = (await caseOf(reference)).draft;
		const typed = {
			reference,
			lines: lines.map((line) => ({ ...line, cost: "một trăm triệu" })),
			invoices: [
				{ sellerTaxCode: "abc", serial: "?", number: "", issuedOn: { day: "31", month: "2", year: "" }, total: "x" },
			],
			isLast: true,
		};
		expect(await saveClaim(asOwner(), { ...typed, draftVersion: 1 })).toEqual({ draftVersion: 2 });
		const claim = await caseOf(reference);
		expect(claim.draft).toEqual({ lines: typed.lines, invoices: typed.invoices });
		expect(claim.isLast).toBe(true);
		await expect(saveClaim(asOwner(), { ...typed, draftVersion: 1 })).rejects.toMatchObject({
			code: "house_refusal_other_tab",
		});
		await expect(submitClaim(asOwner(), { reference })).rejects.toMatchObject({ code: "claim_refusal_incomplete" });
	});

	test("adds and removes invoices", async () => {
		const reference = await makeClaim(house.db, application);
		const { draft } = await caseOf(reference);
		const change = (draftVersion: number, what: Parameters<typeof saveClaim>[1]["change"]) =>
			saveClaim(asOwner(), { reference, ...draft, draftVersion, isLast: false, change: what });
		await change(2, { kind: "add" });
		expect((await caseOf(reference)).draft.invoices).toHaveLength(2);
		await change(3, { kind: "remove", at: 0 });
		expect((await caseOf(reference)).draft.invoices.map(({ serial }) => serial)).toEqual([""]);
	});
});

describe("the provider's account", () => {
	test("is sealed, shown by its end, and must be the provider's", async () => {
		const reference = await makeClaim(house.db, application, { accountNumber: "0071004471" });
		const claim = await caseOf(reference);
		expect(claim.account).toEqual({
			bankBin: "970436",
			last4: "4471",
			accountName: "CONG TY GIAI PHAP THU",
		});
		expect(await unsafeReadPayeeAccount(house.db, claim.id)).toMatchObject({ number: "0071004471" });
		const { rows } = await sql<{ all: string }>`select claim::text as all from claim where id = ${claim.id}`.execute(
			house.db,
		);
		expect(rows[0]?.all).not.toContain("0071004471");
		const another = { reference, bankBin: "970436", number: "123456789", accountName: "Nguyễn Văn Khác" };
		await expect(savePayeeAccount(asOwner(), another)).rejects.toMatchObject({
			code: "claim_refusal_account_name",
			field: "accountName",
		});
	});
});

describe("submitting", () => {
	test("freezes lines, amounts and invoices, once", async () => {
		const reference = await makeSubmittedClaim(house.db, application, {
			costs: [100_000_000n],
			invoice: { total: 100_000_000n },
		});
		await submitClaim(asOwner(), { reference });
		const claim = await caseOf(reference);
		expect(claim).toMatchObject({
			state: "submitted",
			submitted: {
				costDong: 100_000_000n,
				subsidyDong: 42_372_881n,
				lines: [{ costDong: 100_000_000n, subsidyDong: 42_372_881n }],
				invoices: [{ formSymbol: "1", symbol: "C26TVS", issuedOn: "2026-09-08", totalDong: 100_000_000n }],
			},
		});
		expect(claim.events.map(({ what }) => what)).toEqual(["submitted", "started"]);
		await expect(sql`update claim_line set cost_dong = 1, subsidy_dong = 1`.execute(house.db)).rejects.toMatchObject({
			constraint: "claim_rows_frozen",
		});
		await expect(sql`delete from invoice`.execute(house.db)).rejects.toMatchObject({ constraint: "claim_rows_frozen" });
		await expect(
			removeClaimDocument(asOwner(), { reference, documentId: claim.documents[0]?.id ?? "" }),
		).rejects.toMatchObject({
			code: "claim_refusal_submitted",
		});
	});

	test("is not for what another window changed meanwhile", async () => {
		const reference = await makeClaim(house.db, application);
		await expect(submitClaim(asOwner(), { reference, draftVersion: 1 })).rejects.toMatchObject({
			code: "claim_refusal_changed",
		});
	});

	test("never claims more than is left of what was approved", async () => {
		const first = await makeVerifiedClaim(house.db, application, { costs: [94_400_000n] });
		expect((await caseOf(first)).submitted?.subsidyDong).toBe(40_000_000n);
		const second = await makeSubmittedClaim(house.db, application, { costs: [118_000_000n] });
		expect((await caseOf(second)).submitted?.subsidyDong).toBe(10_000_000n);
		await answerClaim(asReviewer(), { reference: second, answer: "verify", reasons: "" });
		await expect(start()).rejects.toMatchObject({ code: "claim_refusal_nothing_left" });
	});

	test("after the last claim there is none", async () => {
		await makeVerifiedClaim(house.db, application, { costs: [59_000_000n], isLast: true });
		await expect(start()).rejects.toMatchObject({ code: "claim_refusal_last_made" });
	});

	test("is not for an application that was cancelled meanwhile", async () => {
		const reference = await makeClaim(house.db, application);
		const manager = await makeStaff(house.db, "association_manager", associationId);
		const cancelled = { reference: application.reference, reasons: "Doanh nghiệp không mua nữa." };
		await cancelApplication(contextOf(house.db, manager), cancelled);
		await expect(submitClaim(asOwner(), { reference })).rejects.toMatchObject({ code: "claim_refusal_not_agreed" });
	});

	test("needs its files", async () => {
		const reference = await makeClaim(house.db, application);
		const proof = (await caseOf(reference)).documents.find(({ kind }) => kind === "payment-proof");
		await removeClaimDocument(asOwner(), { reference, documentId: proof?.id ?? "" });
		await expect(submitClaim(asOwner(), { reference })).rejects.toMatchObject({
			code: "claim_refusal_incomplete",
			facts: { count: 1 },
		});
	});
});

describe("an invoice", () => {
	const invoice = { serial: "1C26TVS", number: 318 };
	const elsewhere = async () => {
		const otherAssociation = await makeAssociation(house.db);
		const otherProgramme = await makeProgramme({ envelopes: { [otherAssociation]: 500_000_000n } });
		return makeAgreed(house.db, { programmeId: otherProgramme, associationId: otherAssociation });
	};

	test("is used once, across programmes and associations, until its claim is refused", async () => {
		const first = await makeSubmittedClaim(house.db, application, { invoice });
		const other = await elsewhere();
		const second = await makeClaim(house.db, other, { invoice });
		const submit = () => submitClaim(contextOf(house.db, other.owner), { reference: second });
		await expect(submit()).rejects.toMatchObject({
			code: "claim_refusal_invoice_used",
			facts: { serial: "1C26TVS", number: 318 },
		});
		expect((await caseOf(second, other.owner)).state).toBe("draft");
		await answerClaim(asReviewer(), { reference: first, answer: "refuse", reasons: "Không đúng hàng đã duyệt." });
		await submit();
		expect((await caseOf(second, other.owner)).state).toBe("submitted");
	});

	test("of two claims at the same moment goes to one", async () => {
		const other = await elsewhere();
		const race = { ...invoice, number: 319 };
		const [one, two] = [
			await makeClaim(house.db, application, { invoice: race }),
			await makeClaim(house.db, other, { invoice: race }),
		];
		const outcomes = await Promise.allSettled([
			submitClaim(asOwner(), { reference: one }),
			submitClaim(contextOf(house.db, other.owner), { reference: two }),
		]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(outcomes.find((each) => each.status === "rejected")).toMatchObject({
			reason: { code: "claim_refusal_invoice_used" },
		});
	});

	test("is let go of only when its claim is refused, for good, and moves to no other claim", async () => {
		const reference = await makeSubmittedClaim(house.db, application, { invoice: { ...invoice, number: 330 } });
		const draft = await makeClaim(house.db, await elsewhere());
		const idOf = (of: string) => sql`(select id from claim where reference = ${of})`;
		const release = (at: string | null) =>
			sql`update invoice set released_at = ${at} where claim_id = ${idOf(reference)}`.execute(house.owner);
		const frozen = { constraint: "claim_rows_frozen" };
		const today = "2026-09-10";
		await expect(release(today)).rejects.toMatchObject(frozen);
		for (const table of ["invoice", "claim_line"]) {
			const moved = sql`update ${sql.table(table)} set claim_id = ${idOf(draft)} where claim_id = ${idOf(reference)}`;
			await expect(moved.execute(house.owner)).rejects.toMatchObject(frozen);
		}
		await answerClaim(asReviewer(), { reference, answer: "return", reasons: "Thiếu trang hai của hóa đơn." });
		await expect(release(today)).rejects.toMatchObject(frozen);
		await submitClaim(asOwner(), { reference });
		await answerClaim(asReviewer(), { reference, answer: "refuse", reasons: "Không đúng hàng đã duyệt." });
		const { rows } = await sql<{ free: boolean }>`
			select released_at is not null as free from invoice where claim_id = ${idOf(reference)}`.execute(house.db);
		expect(rows).toEqual([{ free: true }]);
		await expect(release(null)).rejects.toMatchObject(frozen);
	});

	test("stays with its claim while that is mended", async () => {
		const reference = await makeSubmittedClaim(house.db, application, { invoice: { ...invoice, number: 320 } });
		await answerClaim(asReviewer(), { reference, answer: "return", reasons: "Thiếu trang hai của hóa đơn." });
		expect(await caseOf(reference)).toMatchObject({
			state: "returned",
			answer: { reasons: "Thiếu trang hai của hóa đơn." },
		});
		await submitClaim(asOwner(), { reference });
		expect((await caseOf(reference)).events.map(({ what }) => what)).toEqual([
			"resubmitted",
			"returned",
			"submitted",
			"started",
		]);
	});
});

describe("the association's answer", () => {
	test("makes the subsidy payable, once", async () => {
		const before = await envelopeBalances(house.db, programmeId, associationId);
		const reference = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n] });
		await answerClaim(asReviewer(), { reference, answer: "verify", reasons: "" });
		const after = await envelopeBalances(house.db, programmeId, associationId);
		expect(after).toEqual({
			...before,
			committedDong: before.committedDong - 25_000_000n,
			payableDong: before.payableDong + 25_000_000n,
		});
		await expect(
			answerClaim(asReviewer(), { reference, answer: "refuse", reasons: "Đổi ý rồi nhé." }),
		).rejects.toMatchObject({
			code: "claim_refusal_answered",
		});
	});

	test("is the association's own reviewers', with no conflict of interest declared", async () => {
		const reference = await makeSubmittedClaim(house.db, application);
		const answer = (actor: Actor) =>
			answerClaim(contextOf(house.db, actor), { reference, answer: "verify", reasons: "" });
		const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
		await expect(answer(elsewhere)).rejects.toMatchObject({ status: 404 });
		await expect(answer(await makeStaff(house.db, "auditor"))).rejects.toMatchObject({
			code: "house_refusal_not_yours",
		});
		const colleague = await makeStaff(house.db, "reviewer", associationId);
		await expect(answer(colleague)).rejects.toMatchObject({ code: "review_refusal_not_declared" });
		await house.db
			.insertInto("businessMember")
			.values({ businessId: application.business.id, personId: reviewer.personId, since: now() })
			.execute();
		await expect(answer(reviewer)).rejects.toMatchObject({ code: "review_refusal_conflict" });
		await house.owner.deleteFrom("businessMember").where("personId", "=", reviewer.personId).execute();
	});

	test("needs reasons for a no", async () => {
		const reference = await makeSubmittedClaim(house.db, application);
		await expect(answerClaim(asReviewer(), { reference, answer: "return", reasons: "" })).rejects.toMatchObject({
			code: "claim_refusal_reasons",
			field: "reasons",
		});
	});
});

test("a draft and its files are seen by the business only, a submitted claim by its association too", async () => {
	const reference = await makeClaim(house.db, application);
	const documentId = (await caseOf(reference)).documents[0]?.id ?? "";
	const stranger = await makePerson(house.db);
	expect(await findClaimCase(house.db, reviewer, reference)).toBeNull();
	expect(await readClaimDocument(house.db, reviewer, documentId)).toBeNull();
	await submitClaim(asOwner(), { reference });
	expect(await findClaimCase(house.db, reviewer, reference)).not.toBeNull();
	expect(await readClaimDocument(house.db, reviewer, documentId)).toMatchObject({ mediaType: "application/pdf" });
	for (const actor of [stranger, await makeStaff(house.db, "reviewer", await makeAssociation(house.db))]) {
		expect(await findClaimCase(house.db, actor, reference)).toBeNull();
		expect(await readClaimDocument(house.db, actor, documentId)).toBeNull();
	}
	const again = { reference, documentId: randomUUID(), kind: "other" as const, fileName: "x.pdf" };
	await expect(
		addClaimDocument(asOwner(), { ...again, bytes: new TextEncoder().encode("%PDF-") }),
	).rejects.toMatchObject({
		code: "claim_refusal_submitted",
	});
});
