import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import type { Actor } from "#app/house/access.ts";
import { readDocument } from "#app/review/review-document.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { aPdf, makeDraft, makeSubmitted, usualLines } from "#testing/make-application.ts";
import { makeAssessment } from "#testing/make-assessment.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { addDocument } from "./add-document.server.ts";
import { applicationList } from "./application-list.server.ts";
import { applicationPage } from "./application-page.server.ts";
import { judgeDraft, partStates } from "./draft/draft.rules.ts";
import { findDraftCase } from "./draft/draft-case.server.ts";
import { carriedAmount } from "./draft/draft-content.ts";
import { draftFaults } from "./draft/draft-faults.ts";
import { moveApplication } from "./move-application.server.ts";
import { removeDocument, restoreDocument } from "./remove-document.server.ts";
import { saveChannel } from "./save-channel.server.ts";
import { saveLines } from "./save-lines.server.ts";
import { startApplication } from "./start-application.server.ts";
import { statusPage } from "./status-page.server.ts";
import { submittedCase } from "./submission.server.ts";
import { submitApplication } from "./submit-application.server.ts";
import { describeDocument } from "./vault/describe-document.server.ts";
import { findApplication, visibleApplications } from "./visible-applications.server.ts";
import { withdrawApplication } from "./withdraw-application.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const NOW = new Date("2026-09-08T03:00:00Z");
const HOUR = 3_600_000;

async function draftOf(actor: Actor, reference: string, now = NOW) {
	const draft = await findDraftCase(house.db, actor, reference, now);
	if (!draft) throw new Error(`${reference} is not there`);
	return draft;
}

async function rowOf(id: string) {
	return house.db.selectFrom("application").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

async function auditOf(id: string): Promise<string[]> {
	const rows = await house.db
		.selectFrom("auditEntry")
		.select("action")
		.where("subjectId", "=", id)
		.orderBy("id")
		.execute();
	return rows.map(({ action }) => action);
}

async function jobsOf(id: string): Promise<string[]> {
	const { rows } = await sql<{ task: string }>`
		select tasks.identifier as task from graphile_worker._private_jobs jobs
		join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
		where jobs.payload ->> 'applicationId' = ${id} order by jobs.id`.execute(house.db);
	return rows.map(({ task }) => task);
}

/** The association asks for changes, as the room review does after a declaration. */
async function askForChanges(application: { id: string; associationId: string }, now: Date): Promise<void> {
	const reviewer = await makeStaff(house.db, "reviewer", application.associationId);
	const ctx = contextOf(house.db, reviewer, now);
	await inTransaction(house.db, async (trx) => {
		const move = { applicationId: application.id, side: "association" as const };
		await moveApplication(trx, ctx, { ...move, from: "submitted", to: "in_review" });
		await moveApplication(trx, ctx, {
			...move,
			from: "in_review",
			to: "changes_requested",
			facts: { reasons: "Thiếu trang 2 của báo giá." },
		});
	});
}

describe("a draft", () => {
	test("gets its reference at once, and one only", async () => {
		const business = await makeBusiness(house.db);
		const associationId = await makeAssociation(house.db);
		const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000n } });
		const ctx = contextOf(house.db, business.owner);
		const input = { applicationId: randomUUID(), businessId: business.id, programmeId, associationId };
		const [reference, again] = await Promise.all([startApplication(ctx, input), startApplication(ctx, input)]);
		expect(reference).toMatch(/^HS-2026-\d{6}$/);
		expect(again).toBe(reference);
		expect((await applicationList(house.db, business.owner, 1)).rows).toMatchObject([{ reference, state: "draft" }]);
		expect(await auditOf(input.applicationId)).toEqual(["application.started"]);
	});

	test("goes only where applications are taken", async () => {
		const { owner, reference } = await makeDraft(house.db);
		const ctx = contextOf(house.db, owner);
		const closed = await makeProgramme({ opensOn: "2026-01-05", closesOn: "2026-03-01" });
		const elsewhere = await makeAssociation(house.db);
		await expect(saveChannel(ctx, { reference, programmeId: closed, associationId: elsewhere })).rejects.toMatchObject({
			code: "application_refusal_programme_closed",
			field: "programmeId",
		});
		const open = await makeProgramme();
		await expect(saveChannel(ctx, { reference, programmeId: open, associationId: elsewhere })).rejects.toMatchObject({
			code: "application_refusal_association_closed",
			field: "associationId",
		});
	});

	test("keeps what was typed, also when it is wrong, and says what is", async () => {
		const lines = [{ ...usualLines[0], price: "một trăm triệu", providerTaxCode: "0399904536" }] as typeof usualLines;
		const { owner, reference } = await makeDraft(house.db, { lines });
		const draft = await draftOf(owner, reference);
		expect(draft.lines).toMatchObject([{ price: "một trăm triệu", providerTaxCode: "0399904536" }]);
		expect(Object.keys(draftFaults(draft, "vi"))).toEqual(["lines.0.providerTaxCode", "lines.0.price"]);
		expect(partStates(draft)).toMatchObject({ lines: "doing", documents: "done", check: "locked" });
	});

	test("expects the support for the price of the last check until a line is there", async () => {
		const { owner, reference } = await makeDraft(house.db);
		const draft = await draftOf(owner, reference);
		const checked = { supportItemCode: "DX-SOLUTION", priceDong: "90 triệu" };
		expect(carriedAmount(draft, checked)).toBeNull();
		expect(carriedAmount({ ...draft, lines: [] }, checked)).toBe(45_000_000n);
		expect(carriedAmount({ ...draft, lines: [] }, { ...checked, priceDong: "chưa rõ" })).toBeNull();
		expect(carriedAmount({ ...draft, lines: [] }, {})).toBeNull();
	});

	test("is added to, shortened and mended line by line without losing typing", async () => {
		const { owner, reference } = await makeDraft(house.db);
		const ctx = contextOf(house.db, owner);
		const { lines, draftVersion } = await draftOf(owner, reference);
		await saveLines(ctx, { reference, draftVersion, lines, change: { kind: "add" } });
		let draft = await draftOf(owner, reference);
		expect(draft.lines.map((line) => line.price)).toEqual(["72.000.000", "118.000.000", ""]);
		await saveLines(ctx, {
			reference,
			draftVersion: draft.draftVersion,
			lines: draft.lines,
			change: { kind: "remove", at: 0 },
		});
		draft = await draftOf(owner, reference);
		expect(draft.lines.map((line) => line.id)).toEqual([lines[1]?.id, expect.any(String)]);
		await saveLines(ctx, {
			reference,
			draftVersion: draft.draftVersion,
			lines: draft.lines,
			change: { kind: "restore" },
		});
		draft = await draftOf(owner, reference);
		expect(draft.lines[0]).toEqual(lines[0]);
		expect(draft.removedLine).toBeNull();
	});

	test("open in two tabs: the second save is told, keeps its typing, and wins when saved again", async () => {
		const { owner, reference } = await makeDraft(house.db);
		const ctx = contextOf(house.db, owner);
		const seen = (await draftOf(owner, reference)).draftVersion;
		await saveLines(ctx, { reference, draftVersion: seen, lines: usualLines.slice(0, 1) });
		const second = { reference, lines: usualLines.slice(1) };
		await expect(saveLines(ctx, { ...second, draftVersion: seen })).rejects.toMatchObject({
			code: "house_refusal_other_tab",
			status: 409,
		});
		expect((await draftOf(owner, reference)).lines).toMatchObject([{ supportItemCode: "DX-CONSULT" }]);
		await saveLines(ctx, { ...second, draftVersion: (await draftOf(owner, reference)).draftVersion });
		expect((await draftOf(owner, reference)).lines).toMatchObject([{ supportItemCode: "DX-SOLUTION" }]);
	});

	test("loses a document only until it is put back", async () => {
		const { owner, reference } = await makeDraft(house.db);
		const ctx = contextOf(house.db, owner);
		const [document] = (await draftOf(owner, reference)).documents;
		const of = { reference, documentId: document?.id ?? "" };
		await removeDocument(ctx, of);
		expect(Object.keys(draftFaults(await draftOf(owner, reference), "vi"))).toEqual([
			"lines.0.quotation",
			"lines.1.quotation",
		]);
		await restoreDocument(ctx, of);
		expect(draftFaults(await draftOf(owner, reference), "vi")).toEqual({});
		await expect(removeDocument(ctx, { reference, documentId: randomUUID() })).rejects.toMatchObject({ status: 404 });
	});

	test("takes the same upload once", async () => {
		const { owner, reference } = await makeDraft(house.db, { quotations: false });
		const [line] = (await draftOf(owner, reference)).lines;
		const upload = {
			reference,
			documentId: randomUUID(),
			kind: "quotation" as const,
			lineId: line?.id ?? null,
			fileName: "báo giá.pdf",
			bytes: aPdf,
		};
		await addDocument(contextOf(house.db, owner), upload);
		await addDocument(contextOf(house.db, owner), upload);
		const draft = await draftOf(owner, reference);
		expect(draft.documents).toMatchObject([{ fileName: "báo giá.pdf", lineId: line?.id }]);
		expect(Object.keys(draftFaults(draft, "vi"))).toEqual(["lines.1.quotation"]);
	});
});

describe("what the rules say of a draft", () => {
	test("half of each price, up to the year's ceiling", async () => {
		const { owner, reference } = await makeDraft(house.db);
		const eligibility = judgeDraft(await draftOf(owner, reference));
		expect(eligibility?.lines.map((line) => line.allowedDong)).toEqual([36_000_000n, 50_000_000n]);
		expect(eligibility).toMatchObject({ sizeClass: "small", allowedDong: 86_000_000n, ownShareDong: 104_000_000n });
	});

	test.each([
		["no assessment", { assessed: false }, "assessment"],
		["no quotation", { quotations: false }, "lines.0.quotation"],
		["no lines", { lines: [] }, "lines"],
	])("%s is a fault", async (_title, wishes, fault) => {
		const { owner, reference } = await makeDraft(house.db, wishes);
		expect(Object.keys(draftFaults(await draftOf(owner, reference), "vi"))).toContain(fault);
		await expect(
			submitApplication(contextOf(house.db, owner), { reference, submissionId: randomUUID() }),
		).rejects.toMatchObject({ code: "application_refusal_incomplete" });
	});

	test("a support item that the size class does not get, and one the programme does not have", async () => {
		const business = await makeBusiness(house.db, { employees: 4, womenEmployees: 1, revenueDong: 900_000_000n });
		const lines = [usualLines[0], { ...usualLines[1], supportItemCode: "FREE-MONEY" }] as typeof usualLines;
		const { owner, reference } = await makeDraft(house.db, { business, lines });
		const faults = draftFaults(await draftOf(owner, reference), "vi");
		expect(faults["lines.0.supportItemCode"]).toMatch(/siêu nhỏ/);
		expect(faults["lines.1.supportItemCode"]).toBe("Hãy chọn nội dung hỗ trợ.");
	});

	test("nobody sells to themselves: their own tax code or a branch's is refused at its field, in any spelling", async () => {
		const business = await makeBusiness(house.db);
		const spelled = [
			business.taxCode,
			`${business.taxCode}-002`,
			` ${business.taxCode.slice(0, 4)} ${business.taxCode.slice(4)}014`,
		];
		for (const providerTaxCode of spelled) {
			const lines = usualLines.map((line, at) => (at === 1 ? { ...line, providerTaxCode } : line));
			const { owner, reference } = await makeDraft(house.db, { business, lines });
			const draft = await draftOf(owner, reference);
			expect(draftFaults(draft, "vi")).toEqual({ "lines.1.providerTaxCode": expect.stringContaining("của chính bạn") });
			expect(judgeDraft(draft)?.lines.map(({ allowedDong }) => allowedDong)).toEqual([36_000_000n, 0n]);
			await expect(
				submitApplication(contextOf(house.db, owner), { reference, submissionId: randomUUID() }),
			).rejects.toMatchObject({ code: "application_refusal_incomplete", facts: { count: 1 } });
		}
	});

	test("the same item in an own application is refused with its reference, and the lines are not done", async () => {
		const earlier = await makeSubmitted(house.db);
		const { owner, reference } = await makeDraft(house.db, {
			business: earlier.business,
			lines: usualLines.slice(0, 1),
		});
		const draft = await draftOf(owner, reference);
		expect(draftFaults(draft, "vi")).toEqual({
			"lines.0.supportItemCode": expect.stringContaining(`đã có trong hồ sơ ${earlier.reference} của bạn`),
		});
		expect(partStates(draft)).toMatchObject({ lines: "doing", check: "locked" });
	});

	test("the same item of another branch is refused as elsewhere, and says nothing more", async () => {
		const { business } = await makeSubmitted(house.db);
		const { owner, reference } = await makeDraft(house.db, { lines: usualLines.slice(0, 1) });
		const { id } = await house.db
			.selectFrom("application")
			.select("businessId as id")
			.where("reference", "=", reference)
			.executeTakeFirstOrThrow();
		await house.db
			.updateTable("business")
			.set({ taxCode: business.taxCode, branch: "001", appliedAt: new Date("2026-09-01T03:00:00Z") })
			.where("id", "=", id)
			.execute();
		expect(draftFaults(await draftOf(owner, reference), "vi")).toEqual({
			"lines.0.supportItemCode": "Nội dung này đang được xử lý ở nơi khác.",
		});
	});

	test("of two applications for one item submitted at once, one wins", async () => {
		const business = await makeBusiness(house.db);
		const first = await makeDraft(house.db, { business });
		const second = await makeDraft(house.db, { business, assessed: false });
		const results = await Promise.allSettled(
			[first, second].map(({ reference }) =>
				submitApplication(contextOf(house.db, business.owner), { reference, submissionId: randomUUID() }),
			),
		);
		expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});

describe("submitting", () => {
	test("freezes lines, documents, business and rules; tells timeline, audit log and jobs", async () => {
		const draft = await makeDraft(house.db);
		const submissionId = randomUUID();
		const ctx = contextOf(house.db, draft.owner);
		const { draftVersion } = await draftOf(draft.owner, draft.reference);
		const input = {
			reference: draft.reference,
			submissionId,
			shown: { draftVersion, allowedDong: 86_000_000n, unchanged: false },
		};
		expect(await submitApplication(ctx, input)).toEqual({ reference: draft.reference, submissionId });
		const row = await rowOf(draft.id);
		expect(row).toMatchObject({ state: "submitted", submissionId, sizeClass: "small", allowedDong: 86_000_000n });
		// 14 working days after Tuesday 8 September 2026.
		expect(row.answerDueOn).toBe("2026-09-28");
		const frozen = await submittedCase(house.db, submissionId);
		expect(frozen).toMatchObject({ number: 1, totalDong: 190_000_000n, allowedDong: 86_000_000n });
		expect(frozen.lines.map(({ priceDong, allowedDong }) => [priceDong, allowedDong])).toEqual([
			[72_000_000n, 36_000_000n],
			[118_000_000n, 50_000_000n],
		]);
		expect(frozen.business).toMatchObject({
			legalName: draft.business.legalName,
			figures: { revenueDong: 28_400_000_000n },
			association: { id: draft.associationId },
		});
		expect(frozen.business).not.toHaveProperty("account");
		expect(frozen.outcomes).toContainEqual(expect.objectContaining({ rule: "not-before-submission", outcome: "pass" }));
		expect(frozen.documents).toHaveLength(1);
		expect(await auditOf(draft.id)).toEqual([
			"application.started",
			"application.document-added",
			"application.submitted",
		]);
		expect(await jobsOf(draft.id)).toEqual(["application.submitted"]);
		const status = await statusPage(house.db, draft.owner, draft.reference, NOW);
		expect(status?.events.map(({ what }) => what)).toEqual(["submitted", "started"]);
		expect(status?.clock).toMatchObject({ usedDays: 0, dueOn: "2026-09-28" });
	});

	test("twice with the same id gives the same receipt; with another id it has moved on", async () => {
		const draft = await makeDraft(house.db);
		const ctx = contextOf(house.db, draft.owner);
		const input = { reference: draft.reference, submissionId: randomUUID() };
		const both = await Promise.all([submitApplication(ctx, input), submitApplication(ctx, input)]);
		expect(both[0]).toEqual(both[1]);
		expect(await jobsOf(draft.id)).toEqual(["application.submitted"]);
		await expect(submitApplication(ctx, { ...input, submissionId: randomUUID() })).rejects.toMatchObject({
			code: "application_refusal_submitted",
		});
	});

	test("is asked again when the amounts or the lines differ from what was shown; nothing is lost", async () => {
		const draft = await makeDraft(house.db);
		const ctx = contextOf(house.db, draft.owner);
		const { draftVersion } = await draftOf(draft.owner, draft.reference);
		const input = { reference: draft.reference, submissionId: randomUUID() };
		await expect(
			submitApplication(ctx, { ...input, shown: { draftVersion, allowedDong: 95_000_000n, unchanged: false } }),
		).rejects.toMatchObject({ code: "application_refusal_amount_changed", facts: { allowed: 86_000_000n } });
		await expect(
			submitApplication(ctx, {
				...input,
				shown: { draftVersion: draftVersion - 1, allowedDong: 86_000_000n, unchanged: false },
			}),
		).rejects.toMatchObject({ code: "application_refusal_changed" });
		expect(await rowOf(draft.id)).toMatchObject({ state: "draft", submissionId: null });
		expect((await draftOf(draft.owner, draft.reference)).lines).toHaveLength(2);
	});

	test("after the programme has closed is refused", async () => {
		const draft = await makeDraft(house.db);
		const late = contextOf(house.db, draft.owner, new Date("2027-01-02T03:00:00Z"));
		await expect(
			submitApplication(late, { reference: draft.reference, submissionId: randomUUID() }),
		).rejects.toMatchObject({ code: "application_refusal_incomplete" });
	});

	test.each([
		["a cost line's price", sql`update cost_line set price_dong = 1`],
		["a cost line", sql`delete from cost_line`],
		["a submission", sql`update submission set allowed_dong = 1`],
		["its documents", sql`delete from submission_document`],
		["a document's file name", sql`update application_document set file_name = 'khac.pdf'`],
		["what happened", sql`delete from application_event`],
	])("is frozen: the database refuses to change %s", async (_what, statement) => {
		await makeSubmitted(house.db);
		await expect(statement.execute(house.owner)).rejects.toMatchObject({ code: "23001" });
	});

	test("is frozen: the database takes no line later", async () => {
		const { id } = await makeSubmitted(house.db);
		const { submissionId } = await rowOf(id);
		await expect(
			sql`insert into cost_line (submission_id, position, line_id, support_item_code, description, provider_name,
				provider_tax_code, price_dong, allowed_dong)
				select submission_id, 9, line_id, support_item_code, description, provider_name, provider_tax_code, 10, 5
				from cost_line where submission_id = ${submissionId} order by position limit 1`.execute(house.db),
		).rejects.toMatchObject({ constraint: "submission_closed" });
	});

	test("closes lines, documents and channel", async () => {
		const { owner, reference, programmeId, associationId } = await makeSubmitted(house.db);
		const ctx = contextOf(house.db, owner);
		const refusal = { code: "application_refusal_submitted" };
		await expect(saveLines(ctx, { reference, draftVersion: 2, lines: [] })).rejects.toMatchObject(refusal);
		await expect(saveChannel(ctx, { reference, programmeId, associationId })).rejects.toMatchObject(refusal);
		const upload = { documentId: randomUUID(), kind: "other" as const, fileName: "a.pdf", bytes: aPdf };
		await expect(addDocument(ctx, { reference, ...upload })).rejects.toMatchObject(refusal);
	});
});

describe("changes asked for", () => {
	test("stop the clock; submitting again starts it, with a new frozen submission judged by the first day", async () => {
		const made = await makeSubmitted(house.db);
		const ctx = contextOf(house.db, made.owner);
		// Asked on Thursday 10, sent on Tuesday 15 September: Friday, Monday and Tuesday do not count.
		await askForChanges(made, new Date(NOW.getTime() + 48 * HOUR));
		expect(await rowOf(made.id)).toMatchObject({ state: "changes_requested", answerDueOn: null });
		const draft = await draftOf(made.owner, made.reference);
		const [first, second] = draft.lines;
		const mended = [{ ...first, price: "60.000.000" }, second] as typeof draft.lines;
		await saveLines(ctx, { reference: made.reference, draftVersion: draft.draftVersion, lines: mended });
		const later = { ...ctx, now: new Date("2026-09-15T03:00:00Z") };
		await submitApplication(later, { reference: made.reference, submissionId: randomUUID() });
		const row = await rowOf(made.id);
		expect(row).toMatchObject({ state: "in_review", allowedDong: 80_000_000n, answerDueOn: "2026-10-01" });
		expect(row.submittedAt).toEqual(NOW);
		expect(await submittedCase(house.db, row.submissionId ?? "")).toMatchObject({ number: 2 });
		const status = await statusPage(house.db, made.owner, made.reference, later.now);
		expect(status?.clock).toMatchObject({ pausedDays: 3, dueOn: "2026-10-01" });
		expect(status?.events[0]).toMatchObject({ what: "resubmitted", facts: { allowedDong: 80_000_000n } });
	});

	test.each([
		["a line", "lines"],
		["a document", "document"],
		["its name", "business"],
		["a message to the association", "message"],
		["the day until which a document can be used", "validity"],
		["another account", "account"],
		["a new assessment", "assessment"],
	] as const)("that nothing followed are asked about once; not after %s", async (_what, what) => {
		const made = await makeSubmitted(house.db);
		const ctx = contextOf(house.db, made.owner, new Date("2026-09-15T03:00:00Z"));
		const write = async (body: string, writtenAt: Date) => {
			const message = { id: randomUUID(), applicationId: made.id, side: "business", body, writtenAt };
			const author = { authorId: made.owner.personId, authorName: made.owner.name };
			await house.db
				.insertInto("caseMessage")
				.values({ ...message, ...author })
				.execute();
		};
		// Asked before anybody asked for changes, it answers nothing.
		await write("Bao giờ có kết quả?", new Date(NOW.getTime() + HOUR));
		await askForChanges(made, new Date(NOW.getTime() + 48 * HOUR));
		const { reference } = made;
		const { draftVersion, lines } = await draftOf(made.owner, reference);
		const unchanged = async () => (await applicationPage(house.db, made.owner, reference, ctx.now))?.unchanged;
		const shown = { draftVersion, allowedDong: 86_000_000n, unchanged: false };
		const submit = (isSaid: boolean) =>
			submitApplication(ctx, { reference, submissionId: randomUUID(), shown: { ...shown, unchanged: isSaid } });
		// Saved as it was is not changed.
		await saveLines(ctx, { reference, draftVersion, lines });
		shown.draftVersion = draftVersion + 1;
		expect(await unchanged()).toBe(true);
		await expect(submit(false)).rejects.toMatchObject({ code: "application_refusal_unchanged", field: "unchanged" });
		expect(await rowOf(made.id)).toMatchObject({ state: "changes_requested" });

		if (what === "lines") {
			const [first, second] = lines;
			const mended = [{ ...first, description: "Tư vấn quy trình kho" }, second] as typeof lines;
			await saveLines(ctx, { reference, draftVersion: shown.draftVersion, lines: mended });
			shown.draftVersion++;
		}
		if (what === "document") {
			const upload = { documentId: randomUUID(), kind: "other" as const, fileName: "trang-2.pdf", bytes: aPdf };
			await addDocument(ctx, { reference, ...upload });
		}
		if (what === "business") {
			const business = sql`update business set legal_name = 'Công ty TNHH Cá Linh' where id = ${made.business.id}`;
			await business.execute(house.db);
		}
		if (what === "message") {
			await write("Trang 2 ở trong tệp.", ctx.now);
		}
		if (what === "validity") {
			const [document] = (await findDraftCase(house.db, made.owner, reference, ctx.now))?.documents ?? [];
			await describeDocument(ctx, { documentId: document?.id ?? "", validUntil: "2026-12-31" });
		}
		if (what === "account") {
			const account = { bankBin: "970436", number: "0071009999", accountName: made.business.legalName };
			await saveBankAccount(ctx, { businessId: made.business.id, ...account });
		}
		if (what === "assessment") await makeAssessment(house.db, made.owner, { now: ctx.now });
		expect(await unchanged()).toBe(false);
		await submit(false);
		expect(await rowOf(made.id)).toMatchObject({ state: "in_review" });
	});

	test("that nothing followed can be submitted as it is by who says so", async () => {
		const made = await makeSubmitted(house.db);
		await askForChanges(made, NOW);
		const { draftVersion } = await draftOf(made.owner, made.reference);
		const shown = { draftVersion, allowedDong: 86_000_000n, unchanged: true };
		const later = contextOf(house.db, made.owner, new Date("2026-09-15T03:00:00Z"));
		await submitApplication(later, { reference: made.reference, submissionId: randomUUID(), shown });
		expect(await rowOf(made.id)).toMatchObject({ state: "in_review" });
	});

	test("can be answered after the programme has closed", async () => {
		const made = await makeSubmitted(house.db);
		await askForChanges(made, NOW);
		const late = contextOf(house.db, made.owner, new Date("2027-01-04T03:00:00Z"));
		await submitApplication(late, { reference: made.reference, submissionId: randomUUID() });
		expect(await rowOf(made.id)).toMatchObject({ state: "in_review" });
	});
});

describe("withdrawing", () => {
	test("ends an application before its decision, once", async () => {
		const { id, owner, reference } = await makeSubmitted(house.db);
		const ctx = contextOf(house.db, owner);
		await withdrawApplication(ctx, { reference });
		await withdrawApplication(ctx, { reference });
		expect(await rowOf(id)).toMatchObject({ state: "withdrawn" });
		expect(await jobsOf(id)).toEqual(["application.submitted", "application.withdrawn"]);
		expect((await auditOf(id)).filter((action) => action === "application.withdrawn")).toHaveLength(1);
	});

	test("is refused after a decision", async () => {
		const { id, owner, reference, associationId } = await makeSubmitted(house.db);
		const reviewer = await makeStaff(house.db, "reviewer", associationId);
		await inTransaction(house.db, async (trx) => {
			const ctx = contextOf(house.db, reviewer);
			const move = { applicationId: id, side: "association" as const };
			await moveApplication(trx, ctx, { ...move, from: "submitted", to: "in_review" });
			await moveApplication(trx, ctx, { ...move, from: "in_review", to: "rejected", facts: { reasons: "Không đủ." } });
		});
		await expect(withdrawApplication(contextOf(house.db, owner), { reference })).rejects.toMatchObject({
			code: "application_refusal_not_withdrawable",
		});
	});
});

describe("moving", () => {
	test("from a state that it has left is refused; a move that the table lacks is our mistake", async () => {
		const { id } = await makeSubmitted(house.db);
		const ctx = contextOf(house.db, await makePerson(house.db));
		const move = (from: "draft" | "submitted", to: "submitted" | "approved") =>
			inTransaction(house.db, (trx) =>
				moveApplication(trx, ctx, { applicationId: id, from, to, side: from === "draft" ? "business" : "association" }),
			);
		await expect(move("draft", "submitted")).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		await expect(move("submitted", "approved")).rejects.toThrow(/no association moves/);
	});
});

describe("who sees what", () => {
	test("another's application is not there, for reading and for every command", async () => {
		const made = await makeDraft(house.db);
		const { owner: stranger } = await makeBusiness(house.db);
		const [document] = (await draftOf(made.owner, made.reference)).documents;
		const { reference } = made;
		expect(await findDraftCase(house.db, stranger, reference, NOW)).toBeNull();
		expect(await statusPage(house.db, stranger, reference, NOW)).toBeNull();
		expect(await readDocument(house.db, stranger, document?.id ?? "")).toBeNull();
		const ctx = contextOf(house.db, stranger);
		const attempts = [
			saveLines(ctx, { reference, draftVersion: 2, lines: [] }),
			saveChannel(ctx, { reference, programmeId: made.programmeId, associationId: made.associationId }),
			addDocument(ctx, { reference, documentId: randomUUID(), kind: "other", fileName: "a.pdf", bytes: aPdf }),
			removeDocument(ctx, { reference, documentId: document?.id ?? "" }),
			submitApplication(ctx, { reference, submissionId: randomUUID() }),
			withdrawApplication(ctx, { reference }),
			startApplication(ctx, { ...made, applicationId: randomUUID(), businessId: made.business.id }),
		];
		for (const result of await Promise.allSettled(attempts)) {
			expect(result).toMatchObject({ status: "rejected", reason: { status: 404 } });
		}
	});

	test("an association sees what was sent to it, city staff all that was sent, nobody without a second factor", async () => {
		const draft = await makeDraft(house.db);
		const sent = await makeSubmitted(house.db, { associationId: draft.associationId, programmeId: draft.programmeId });
		const reviewer = await makeStaff(house.db, "reviewer", draft.associationId);
		const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
		const auditor = await makeStaff(house.db, "auditor");
		const documentsOf = (id: string) =>
			house.db.selectFrom("applicationDocument").select("id").where("applicationId", "=", id).execute();
		const seenBy = async (actor: Actor) => {
			const rows = await visibleApplications(house.db, actor).select("id").execute();
			return rows.map(({ id }) => id);
		};
		expect(await seenBy(reviewer)).toEqual([sent.id]);
		expect(await seenBy(elsewhere)).toEqual([]);
		const roles = ["auditor", "programme_officer", "finance_officer", "administrator"] as const;
		for (const role of roles) {
			const officer = await makeStaff(house.db, role);
			const seen = await seenBy(officer);
			expect(seen, role).toContain(sent.id);
			expect(seen, "a draft is nobody's but the business's").not.toContain(draft.id);
			expect(await findApplication(house.db, officer, draft.reference)).toBeNull();
			for (const { id } of await documentsOf(draft.id)) expect(await readDocument(house.db, officer, id)).toBeNull();
			// Finance officers read a file from its approval on, administrators none.
			const reads = role === "auditor" || role === "programme_officer";
			for (const { id } of await documentsOf(sent.id)) {
				expect((await readDocument(house.db, officer, id)) !== null, role).toBe(reads);
			}
		}
		const [own] = await documentsOf(draft.id);
		expect(await readDocument(house.db, draft.owner, own?.id ?? "")).not.toBeNull();
		expect(await seenBy({ ...reviewer, secondFactor: false })).toEqual([]);
		expect(await seenBy({ ...auditor, secondFactor: false })).toEqual([]);
		expect(await findApplication(house.db, reviewer, sent.reference)).toMatchObject({ id: sent.id });
	});
});
