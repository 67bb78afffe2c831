import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDocument } from "#app/application/add-document.server.ts";
import { findDraftCase } from "#app/application/draft/draft-case.server.ts";
import { standingOf } from "#app/application/draft/newcomer.server.ts";
import { FILE_DAYS } from "#app/application/draft/unused-files.server.ts";
import { removeDocument } from "#app/application/remove-document.server.ts";
import { saveLines } from "#app/application/save-lines.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { reuseDocument } from "#app/application/vault/reuse-document.server.ts";
import { sendToVault } from "#app/application/vault/send-to-vault.server.ts";
import { VAULT_DAYS } from "#app/application/vault/unused-vault-files.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { vaultPage } from "#app/case-file/vault/vault-page.server.ts";
import type { Actor } from "#app/house/access.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { aPdf, type MadeApplication, makeDraft, makeSubmitted, usualLines } from "#testing/make-application.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeDecision, takeUp } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
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

/* What the vault keeps for a newcomer. */

let serial = 0;
const send = async (owner: Actor, now: Date) => {
	const documentId = randomUUID();
	const bytes = new TextEncoder().encode(`${new TextDecoder().decode(aPdf)}%${++serial}`);
	await sendToVault(contextOf(house.db, owner, now), { documentId, fileName: "kho.pdf", bytes });
	return documentId;
};
const isHeld = async (id: string) =>
	(await house.db.selectFrom("vaultDocument").select("id").where("id", "=", id).execute()).length === 1;
const keptUntilOf = async (owner: Actor, id: string, now: Date) =>
	(await vaultPage(house.db, owner, { page: 1, kind: null, now })).files.find(({ held }) => held?.documentId === id)
		?.held?.keptUntil;
const dayOf = (days: number) => plainDateAt(on(days));
const vaultMailsTo = async ({ email }: Actor) =>
	(
		await house.db
			.selectFrom("outboxMail")
			.select("subject")
			.where("recipient", "=", email)
			.where("template", "=", "vault-files-end")
			.orderBy("writtenAt")
			.execute()
	).length;
/** The job of each of these days, in the morning. */
const tidyEach = async (from: number, to: number) => {
	for (let day = from; day <= to; day++) await tidy(day);
};

test("what a newcomer's vault keeps goes at the end of the day that the page says, a month after its people were told", async () => {
	const { owner } = await draft();
	const { unused, notice } = VAULT_DAYS;
	// Sent in the afternoon, before the job's hour of the last day.
	const first = await send(owner, new Date(on(0).getTime() - 3_600_000));
	const [soon, late] = [await send(owner, on(20)), await send(owner, on(70))];
	expect(await keptUntilOf(owner, first, on(0))).toBe(dayOf(unused));
	await tidy(unused - notice - 1);
	expect(await vaultMailsTo(owner)).toBe(0);
	await tidyEach(unused - notice, unused);
	// One mail for what follows within a month, and each stays until its own day.
	expect(await vaultMailsTo(owner)).toBe(1);
	expect([await isHeld(first), await keptUntilOf(owner, first, on(unused))]).toEqual([true, dayOf(unused)]);
	await tidyEach(unused + 1, unused + 20);
	expect([await isHeld(first), await isHeld(soon)]).toEqual([false, true]);
	await tidy(unused + 21);
	expect([await isHeld(soon), await isHeld(late), await vaultMailsTo(owner)]).toEqual([false, true, 1]);
	await tidyEach(70 + unused - notice, 70 + unused - notice + 1);
	expect(await vaultMailsTo(owner)).toBe(2);
});

test("whose job did not run is told first, and has its month from then on", async () => {
	const { owner } = await draft();
	const document = await send(owner, start);
	const late = 300;
	expect(await keptUntilOf(owner, document, on(late))).toBe(dayOf(late + VAULT_DAYS.notice));
	await tidyEach(late, late + VAULT_DAYS.notice);
	expect([await isHeld(document), await vaultMailsTo(owner)]).toEqual([true, 1]);
	expect(await keptUntilOf(owner, document, on(late + 5))).toBe(dayOf(late + VAULT_DAYS.notice));
	await tidy(late + VAULT_DAYS.notice + 1);
	expect(await isHeld(document)).toBe(false);
});

test("a vault is kept while an application is in hand, and counts from the day on which it no longer is", async () => {
	const known = await makeSubmitted(house.db, { associationId, programmeId, now: start });
	const rejected = await makeSubmitted(house.db, { associationId, programmeId, now: start });
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	await takeUp(contextOf(house.db, reviewer, start), known.reference);
	const [stays, goes] = [await send(known.owner, start), await send(rejected.owner, start)];
	await makeDecision(house.db, reviewer, rejected.reference, { kind: "reject", now: on(1) });
	expect(await standingOf(house.db, rejected.business.id)).toBe("newcomer");
	const { unused, notice } = VAULT_DAYS;
	expect(await keptUntilOf(known.owner, stays, on(1))).toBeNull();
	expect(await keptUntilOf(rejected.owner, goes, on(1))).toBe(dayOf(1 + unused));
	await tidyEach(unused - notice, unused + 1);
	expect([await isHeld(goes), await vaultMailsTo(rejected.owner)]).toEqual([true, 1]);
	await tidy(unused + 2);
	expect([await isHeld(goes), await isHeld(stays), await vaultMailsTo(known.owner)]).toEqual([false, true, 0]);
});

test("the vault keeps for its days what was in a draft that was swept, or was taken out of one, and says so", async () => {
	const idle = await draft();
	const { owner, reference } = idle;
	const [inDraft, out] = [await send(owner, start), await send(owner, start)];
	const [stays, goes] = [randomUUID(), randomUUID()];
	await reuseDocument(contextOf(house.db, owner, start), { reference, documentId: inDraft, copyId: stays });
	await reuseDocument(contextOf(house.db, owner, start), { reference, documentId: out, copyId: goes });
	await removeDocument(contextOf(house.db, owner, on(50)), { reference, documentId: goes });
	const { unused } = VAULT_DAYS;
	const outUntil = 50 + FILE_DAYS.takenOut + unused;
	expect([await keptUntilOf(owner, out, on(51)), await keptUntilOf(owner, inDraft, on(51))]).toEqual([
		dayOf(outUntil),
		null,
	]);
	const told = 50 + FILE_DAYS.untouched + 1;
	const swept = told + FILE_DAYS.notice;
	for (const day of [50 + FILE_DAYS.takenOut, told, swept, swept + 1]) await tidy(day);
	expect(await namesOf(idle)).toEqual([]);
	// Of the one that was taken out, its people were told meanwhile.
	expect([await isHeld(out), await isHeld(inDraft), await vaultMailsTo(owner)]).toEqual([true, true, 1]);
	expect(await keptUntilOf(owner, out, on(swept + 1))).toBe(dayOf(swept + VAULT_DAYS.notice));
	expect(await keptUntilOf(owner, inDraft, on(swept + 1))).toBe(dayOf(swept + unused));
});

test("sums of newcomers' uploads are forgotten after their day", async () => {
	await add(await draft(), "a.pdf", on(3_000));
	const days = async () => (await house.db.selectFrom("newcomerUpload").select("day").distinct().execute()).length;
	expect(await days()).toBeGreaterThan(0);
	await tidy(3_002);
	expect(await days()).toBe(0);
});
