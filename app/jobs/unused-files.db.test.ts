import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDocument } from "#app/application/add-document.server.ts";
import { findDraftCase } from "#app/application/draft/draft-case.server.ts";
import { FILE_DAYS } from "#app/application/draft/unused-files.server.ts";
import { removeDocument } from "#app/application/remove-document.server.ts";
import { reuseDocument } from "#app/application/reuse-document.server.ts";
import { saveLines } from "#app/application/save-lines.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { aPdf, type MadeApplication, makeDraft, makeSubmitted, usualLines } from "#e2e/support/make-application.ts";
import { makeProgramme } from "#e2e/support/make-programme.ts";
import { contextOf, makeAssociation } from "#e2e/support/makers.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { tidyFiles } from "./unused-files.server.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
});
afterAll(() => house.close());

const start = new Date("2026-09-08T03:00:00Z");
const on = (days: number) => new Date(start.getTime() + days * 86_400_000);
const tidy = (days: number) => tidyFiles({}, on(days));
const draft = (now = start) => makeDraft(house.db, { associationId, programmeId, now });

const documentsOf = ({ id }: MadeApplication) =>
	house.db
		.selectFrom("applicationDocument")
		.leftJoin("storedFile", "storedFile.id", "fileId")
		.select(["applicationDocument.id", "fileName", "fileId", "storedFile.id as kept"])
		.where("applicationId", "=", id)
		.orderBy("uploadedAt")
		.orderBy("applicationDocument.id")
		.execute();
const namesOf = async (made: MadeApplication) => (await documentsOf(made)).map(({ fileName }) => fileName);
const mailsTo = async ({ owner }: MadeApplication) =>
	(
		await house.db
			.selectFrom("outboxMail")
			.select("subject")
			.where("recipient", "=", owner.email)
			.where("template", "=", "draft-files-end")
			.orderBy("writtenAt")
			.execute()
	).map(({ subject }) => subject);
const add = ({ reference, owner }: MadeApplication, fileName: string, now: Date) =>
	addDocument(contextOf(house.db, owner, now), {
		...{ reference, documentId: randomUUID(), kind: "other", fileName, bytes: aPdf },
	});

test("a draft that nobody touches loses its files two weeks after its people were told, and nothing else", async () => {
	const idle = await draft();
	const total = async () => (await house.db.selectFrom("storedTotal").select("bytes").executeTakeFirstOrThrow()).bytes;
	await tidy(FILE_DAYS.untouched - 1);
	expect([await mailsTo(idle), await namesOf(idle)]).toEqual([[], ["bao-gia.pdf"]]);
	await tidy(FILE_DAYS.untouched + 1);
	await tidy(FILE_DAYS.untouched + 2);
	expect(await mailsTo(idle)).toEqual([expect.stringContaining(idle.reference)]);
	const told = on(FILE_DAYS.untouched + 1);
	const page = await findDraftCase(house.db, idle.owner, idle.reference, told);
	expect(page?.filesEndOn).toBe(addDays(plainDateAt(told), FILE_DAYS.notice));
	await tidy(FILE_DAYS.untouched + FILE_DAYS.notice);
	expect(await namesOf(idle)).toEqual(["bao-gia.pdf"]);

	const before = await total();
	const [document] = await documentsOf(idle);
	await tidy(FILE_DAYS.untouched + FILE_DAYS.notice + 1);
	expect(await namesOf(idle)).toEqual([]);
	expect(before - (await total())).toBe(BigInt(aPdf.byteLength));
	const file = house.db
		.selectFrom("storedFile")
		.select("id")
		.where("id", "=", document?.fileId ?? "");
	expect(await file.execute()).toEqual([]);
	const now = await findDraftCase(house.db, idle.owner, idle.reference, on(FILE_DAYS.untouched + 20));
	expect(now?.lines).toHaveLength(usualLines.length);
	const told2 = house.db.selectFrom("auditEntry").select("facts").where("action", "=", "application.files-removed");
	expect(await told2.where("subjectLabel", "=", idle.reference).execute()).toMatchObject([
		{ facts: { count: 1, fileName: "bao-gia.pdf" } },
	]);
});

test("who saves it, or adds a file, keeps the files, and is told anew before they go", async () => {
	const [saved, added] = [await draft(), await draft()];
	await tidy(FILE_DAYS.untouched + 1);
	const later = on(FILE_DAYS.untouched + 5);
	await saveLines(contextOf(house.db, saved.owner, later), {
		...{ reference: saved.reference, draftVersion: 2, lines: usualLines },
	});
	await add(added, "them.pdf", later);
	await tidy(FILE_DAYS.untouched + FILE_DAYS.notice + 2);
	expect(await namesOf(saved)).toEqual(["bao-gia.pdf"]);
	expect(await namesOf(added)).toEqual(["bao-gia.pdf", "them.pdf"]);
	expect((await findDraftCase(house.db, saved.owner, saved.reference, later))?.filesEndOn).toBeNull();
	await tidy(2 * FILE_DAYS.untouched + 7);
	expect([(await mailsTo(saved)).length, (await mailsTo(added)).length]).toEqual([2, 2]);
	await tidy(2 * FILE_DAYS.untouched + FILE_DAYS.notice + 8);
	expect([await namesOf(saved), await namesOf(added)]).toEqual([[], []]);
});

test("what was taken out or given up goes after a month; what was submitted, or is used elsewhere, stays for ever", async () => {
	const submitted = await makeSubmitted(house.db, { associationId, programmeId, now: start });
	const made = await draft();
	const { business, owner } = made;
	const ctx = contextOf(house.db, owner, start);
	const other = await startApplication(ctx, {
		...{ applicationId: randomUUID(), businessId: business.id, programmeId, associationId },
	});
	await add(made, "bo.pdf", on(1));
	await add(made, "dung-lai.pdf", on(2));
	const [quotation, gone, reused] = await documentsOf(made);
	await reuseDocument(ctx, { reference: other, documentId: reused?.id ?? "", copyId: randomUUID() });
	for (const document of [gone, reused]) {
		await removeDocument(contextOf(house.db, owner, on(3)), {
			reference: made.reference,
			documentId: document?.id ?? "",
		});
	}
	await tidy(3 + FILE_DAYS.takenOut - 1);
	expect(await namesOf(made)).toEqual(["bao-gia.pdf", "bo.pdf", "dung-lai.pdf"]);
	await tidy(3 + FILE_DAYS.takenOut);
	expect(await documentsOf(made)).toEqual([quotation]);
	const kept = await house.db
		.selectFrom("storedFile")
		.select("id")
		.where("id", "in", [gone?.fileId ?? "", reused?.fileId ?? ""])
		.execute();
	expect(kept).toEqual([{ id: reused?.fileId }]);

	await withdrawApplication(contextOf(house.db, owner, on(40)), { reference: made.reference });
	await withdrawApplication(contextOf(house.db, submitted.owner, on(40)), { reference: submitted.reference });
	await tidy(40 + FILE_DAYS.takenOut - 1);
	expect(await namesOf(made)).toEqual(["bao-gia.pdf"]);
	await tidy(40 + FILE_DAYS.takenOut);
	expect([await namesOf(made), await mailsTo(made)]).toEqual([[], []]);
	await tidy(2_000);
	expect(await namesOf(submitted)).toEqual(["bao-gia.pdf"]);
	const [document] = await documentsOf(submitted);
	const forced = house.db.deleteFrom("applicationDocument").where("id", "=", document?.id ?? "");
	await expect(forced.execute()).rejects.toMatchObject({ constraint: "application_document_frozen" });
	await expect(
		house.owner
			.deleteFrom("storedFile")
			.where("id", "=", document?.fileId ?? "")
			.execute(),
	).rejects.toThrow("foreign key");
});

test("sums of newcomers' uploads are forgotten after their day", async () => {
	await add(await draft(), "a.pdf", on(3_000));
	const days = async () => (await house.db.selectFrom("newcomerUpload").select("day").distinct().execute()).length;
	expect(await days()).toBeGreaterThan(0);
	await tidy(3_002);
	expect(await days()).toBe(0);
});
