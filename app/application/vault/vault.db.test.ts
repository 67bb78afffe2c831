import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FILE_DAYS } from "#app/application/draft/unused-files.server.ts";
import type { Actor } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { aPdf, type MadeApplication, MEGABYTE, makeDraft, makeSubmitted, ownPdf } from "#testing/make-application.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { takeUp } from "#testing/make-review.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { addDocument } from "../add-document.server.ts";
import { findDraftCase } from "../draft/draft-case.server.ts";
import { removeDocument } from "../remove-document.server.ts";
import { submittedCase } from "../submission.server.ts";
import { submitApplication } from "../submit-application.server.ts";
import { withdrawApplication } from "../withdraw-application.server.ts";
import { removeVaultDocument, restoreVaultDocument } from "./change-vault-document.server.ts";
import { describeDocument } from "./describe-document.server.ts";
import { reuseDocument } from "./reuse-document.server.ts";
import { sendToVault } from "./send-to-vault.server.ts";
import { removeUnusedVaultFiles } from "./unused-vault-files.server.ts";
import { readVaultDocument } from "./visible-vault.server.ts";

let house: TestHouse;
const given = { ...config };
beforeAll(async () => {
	house = await testHouse();
});
afterEach(() => {
	Object.assign(config, given);
});
afterAll(() => house.close());

const start = new Date("2026-09-08T03:00:00Z");
const on = (days: number) => new Date(start.getTime() + days * 86_400_000);

type Sent = { bytes?: Uint8Array; fileName?: string; replaces?: string; now?: Date };
async function send(actor: Actor, { bytes = ownPdf(), fileName = "bao-gia.pdf", replaces, now = start }: Sent = {}) {
	const documentId = randomUUID();
	await sendToVault(contextOf(house.db, actor, now), { documentId, fileName, bytes, replaces: replaces ?? null });
	return documentId;
}
const documentOf = (id: string) =>
	house.db.selectFrom("vaultDocument").selectAll().where("id", "=", id).executeTakeFirst();
const fileOf = async (id: string) => (await documentOf(id))?.fileId ?? "";
const isStored = async (fileId: string) =>
	(await house.db.selectFrom("storedFile").select("id").where("id", "=", fileId).execute()).length === 1;
const remove = (actor: Actor, documentId: string, now = start) =>
	removeVaultDocument(contextOf(house.db, actor, now), { documentId });
const reuse = ({ owner, reference }: MadeApplication, documentId: string) =>
	reuseDocument(contextOf(house.db, owner), { reference, documentId, copyId: randomUUID() });
const tidy = (days: number) =>
	removeUnusedVaultFiles({ db: house.db, actor: { system: "files.tidy" }, now: on(days), locale: "vi" });
const told = async (businessId: string) =>
	(
		await house.db
			.selectFrom("auditEntry")
			.select("action")
			.where("subjectId", "=", businessId)
			.where("action", "like", "business.%")
			.where((eb) => eb.or([eb("action", "like", "%document%"), eb("action", "like", "%files%")]))
			.orderBy("id")
			.execute()
	).map(({ action }) => action);

describe("a file that is sent", () => {
	test("is the business's, once, with the kind that its name tells until somebody says it", async () => {
		const { owner, id } = await makeBusiness(house.db);
		const ctx = contextOf(house.db, owner);
		const input = { documentId: randomUUID(), fileName: "BCTC-2025.pdf", bytes: ownPdf() };
		await Promise.all([sendToVault(ctx, input), sendToVault(ctx, input)]);
		expect(await documentOf(input.documentId)).toMatchObject({
			...{ businessId: id, kind: "financial-report", isGuess: true, removedAt: null },
		});
		await describeDocument(ctx, { documentId: input.documentId, kind: "other", validUntil: null });
		expect(await documentOf(input.documentId)).toMatchObject({ kind: "other", isGuess: false });
		expect(await told(id)).toEqual(["business.document-sent", "business.document-described"]);
	});

	test("is refused where the business has the same bytes, in its vault or in an application; not where another has", async () => {
		const { owner, business, reference } = await makeDraft(house.db, { quotations: false });
		const bytes = ownPdf();
		const both = await Promise.allSettled([send(owner, { bytes }), send(owner, { bytes, fileName: "bản hai.pdf" })]);
		const same = { code: "application_refusal_in_vault", field: "file" };
		expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
		expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: same });
		await expect(send(owner, { bytes })).rejects.toMatchObject(same);
		const inDraft = ownPdf();
		const document = { reference, kind: "other" as const, fileName: "trong-ho-so.pdf", bytes: inDraft };
		await addDocument(contextOf(house.db, owner), { ...document, documentId: randomUUID() });
		// A draft may be given up, and its files with it: one that is in the vault stays.
		await send(owner, { bytes: inDraft });
		const submitted = await makeSubmitted(house.db, { now: start });
		await expect(send(submitted.owner, { bytes: aPdf })).rejects.toMatchObject(same);
		await send((await makeBusiness(house.db)).owner, { bytes });
		expect(await told(business.id)).toEqual(["business.document-sent", "business.document-sent"]);
	});

	test("keeps to the room of its sender, of newcomers and of the vault", async () => {
		Object.assign(config, { UPLOAD_MB_NEWCOMER: 2, UPLOAD_MB_IN_ALL: 5 });
		const known = await makeSubmitted(house.db, { now: start });
		await send(known.owner, { bytes: ownPdf(1.5 * MEGABYTE) });
		const more = () => send(known.owner, { bytes: ownPdf(1.5 * MEGABYTE) });
		await expect(more()).rejects.toMatchObject({ code: "house_refusal_upload_newcomer", field: "file" });
		const reviewer = await makeStaff(house.db, "reviewer", known.associationId);
		await takeUp(contextOf(house.db, reviewer), known.reference);
		const second = await more();
		await more();
		// What was deleted takes its room until it goes.
		await remove(known.owner, second);
		await expect(more()).rejects.toMatchObject({ code: "house_refusal_upload_total", facts: { limit: 5 } });
		await tidy(FILE_DAYS.takenOut + 1);
		await send(known.owner, { bytes: ownPdf(1.5 * MEGABYTE), now: on(FILE_DAYS.takenOut + 1) });
	});

	test("is again what it was, when it is sent or taken back after it gave way", async () => {
		const { owner } = await makeBusiness(house.db);
		const bytes = ownPdf();
		const first = await send(owner, { bytes });
		const fileId = await fileOf(first);
		const second = await send(owner, { replaces: first });
		expect(await documentOf(second)).toMatchObject({ replacesFileId: fileId });
		const again = await send(owner, { bytes });
		expect(await documentOf(again)).toMatchObject({ fileId, removedAt: null });
		expect(await documentOf(second)).toMatchObject({ replacesFileId: null, removedAt: null });

		const third = await send(owner, { replaces: again });
		expect((await documentOf(again))?.removedAt).not.toBeNull();
		await restoreVaultDocument(contextOf(house.db, owner), { documentId: again });
		expect(await documentOf(again)).toMatchObject({ removedAt: null });
		expect(await documentOf(third)).toMatchObject({ replacesFileId: null, removedAt: null });
	});

	test("takes the place of an older one, which stays with what was submitted with it", async () => {
		const made = await makeDraft(house.db);
		const { owner } = made;
		const unused = await send(owner, { fileName: "BCTC-2024.pdf" });
		const newer = await send(owner, { fileName: "x.pdf", replaces: unused });
		expect(await documentOf(newer)).toMatchObject({ kind: "financial-report", isGuess: false });
		expect((await documentOf(unused))?.removedAt).not.toBeNull();
		await reuse(made, newer);
		await submitApplication(contextOf(house.db, owner), { reference: made.reference, submissionId: randomUUID() });
		const newest = await send(owner, { replaces: newer });
		expect(await documentOf(newest)).toMatchObject({ replacesFileId: await fileOf(newer) });
		expect((await documentOf(newer))?.removedAt).toBeNull();
		const stranger = await send((await makeBusiness(house.db)).owner);
		await expect(send(owner, { replaces: stranger })).rejects.toMatchObject({ status: 404 });
	});
});

test("nobody but the business's own people send, see, describe, use or delete one", async () => {
	const made = await makeDraft(house.db);
	const document = await send(made.owner);
	const other = await makeDraft(house.db);
	const people: [string, Actor][] = [
		["nobody's", await makePerson(house.db)],
		["another business's", other.owner],
		["a reviewer of the association", await makeStaff(house.db, "reviewer", made.associationId)],
		["its manager", await makeStaff(house.db, "association_manager", made.associationId)],
	];
	for (const role of ["programme_officer", "finance_officer", "auditor", "administrator"] as const) {
		people.push([role, await makeStaff(house.db, role)]);
	}
	const notThere = { status: 404 };
	for (const [who, actor] of people) {
		const ctx = contextOf(house.db, actor);
		expect(await readVaultDocument(house.db, actor, document), who).toBeNull();
		await expect(
			describeDocument(ctx, { documentId: document, kind: "other", validUntil: null }),
			who,
		).rejects.toMatchObject(notThere);
		await expect(remove(actor, document), who).rejects.toMatchObject(notThere);
		await expect(restoreVaultDocument(ctx, { documentId: document }), who).rejects.toMatchObject(notThere);
		if (actor !== other.owner) await expect(send(actor), who).rejects.toMatchObject(notThere);
	}
	await expect(reuse(other, document)).rejects.toMatchObject(notThere);
	const colleague = await makePerson(house.db);
	const member = { businessId: made.business.id, personId: colleague.personId, role: "staff", since: start };
	await house.db.insertInto("businessMember").values(member).execute();
	expect(await readVaultDocument(house.db, colleague, document)).toMatchObject({ fileName: "bao-gia.pdf" });
	expect(await readVaultDocument(house.db, colleague, "no-id")).toBeNull();
	await remove(colleague, document);
	expect(await readVaultDocument(house.db, made.owner, document)).toBeNull();
});

describe("until when a document can be used", () => {
	const documentsOf = async ({ id }: MadeApplication) => {
		const { submissionId } = await house.db
			.selectFrom("application")
			.select("submissionId")
			.where("id", "=", id)
			.executeTakeFirstOrThrow();
		return (await submittedCase(house.db, submissionId ?? "")).documents;
	};

	test("is said of a file wherever it stands, and stays as it was when the application was submitted", async () => {
		const made = await makeDraft(house.db);
		const ctx = contextOf(house.db, made.owner);
		const document = await send(made.owner);
		await describeDocument(ctx, { documentId: document, kind: "financial-report", validUntil: "2026-08-31" });
		await reuse(made, document);
		const draft = async () => (await findDraftCase(house.db, made.owner, made.reference, start))?.documents ?? [];
		const quotation = (await draft()).find(({ kind }) => kind === "quotation");
		await describeDocument(ctx, { documentId: quotation?.id ?? "", validUntil: "2026-12-31" });
		expect((await draft()).map(({ kind, validUntil }) => [kind, validUntil]).toSorted()).toEqual([
			["financial-report", "2026-08-31"],
			["quotation", "2026-12-31"],
		]);
		await submitApplication(ctx, { reference: made.reference, submissionId: randomUUID() });
		await describeDocument(ctx, { documentId: quotation?.id ?? "", validUntil: null });
		await describeDocument(ctx, { documentId: document, validUntil: "2027-08-31" });
		expect((await documentsOf(made)).map(({ kind, validUntil }) => [kind, validUntil]).toSorted()).toEqual([
			["financial-report", "2026-08-31"],
			["quotation", "2026-12-31"],
		]);
		const forced = house.owner.updateTable("submissionDocument").set({ validUntil: null });
		await expect(forced.execute()).rejects.toThrow();
	});

	test("is said by its own people, and goes with the file", async () => {
		const made = await makeDraft(house.db);
		const document = await send(made.owner);
		const said = { validUntil: "2026-12-31" };
		const [inDraft] = (await findDraftCase(house.db, made.owner, made.reference, start))?.documents ?? [];
		const stranger = contextOf(house.db, (await makeBusiness(house.db)).owner);
		for (const documentId of [document, inDraft?.id ?? "", "no-id"]) {
			await expect(describeDocument(stranger, { documentId, ...said })).rejects.toMatchObject({ status: 404 });
		}
		await describeDocument(contextOf(house.db, made.owner), { documentId: document, ...said });
		const fileId = await fileOf(document);
		const validity = () =>
			house.db.selectFrom("fileValidity").select("validUntil").where("fileId", "=", fileId).execute();
		expect(await validity()).toEqual([said]);
		await remove(made.owner, document);
		await tidy(FILE_DAYS.takenOut + 1);
		expect(await validity()).toEqual([]);
	});
});

describe("a file that is deleted", () => {
	test("can be taken back, or sent again, until it goes after a month", async () => {
		const { owner, id } = await makeBusiness(house.db);
		const [bytes, other] = [ownPdf(), ownPdf()];
		const [first, second] = [await send(owner, { bytes }), await send(owner, { bytes: other })];
		await remove(owner, first);
		await remove(owner, first);
		await restoreVaultDocument(contextOf(house.db, owner), { documentId: first });
		await remove(owner, first);
		const stored = await fileOf(first);
		const again = await send(owner, { bytes, fileName: "lại.pdf" });
		expect(await documentOf(again)).toMatchObject({ fileId: stored, fileName: "lại.pdf", removedAt: null });
		await remove(owner, again);
		await remove(owner, second);
		await restoreVaultDocument(contextOf(house.db, owner), { documentId: second });
		// The whole of the day that the page says: a little before midnight in the city.
		await tidy(FILE_DAYS.takenOut + 13 / 24);
		expect(await isStored(stored)).toBe(true);
		await tidy(FILE_DAYS.takenOut + 1);
		expect([await documentOf(again), await isStored(stored)]).toEqual([undefined, false]);
		expect(await isStored(await fileOf(second))).toBe(true);
		await expect(restoreVaultDocument(contextOf(house.db, owner), { documentId: again })).rejects.toMatchObject({
			status: 404,
		});
		expect((await told(id)).at(-1)).toBe("business.files-removed");
	});

	test("is none that an application uses; one that was taken out of its draft is", async () => {
		const made = await makeDraft(house.db);
		const document = await send(made.owner);
		await reuse(made, document);
		const used = { code: "application_refusal_vault_used" };
		await expect(remove(made.owner, document)).rejects.toMatchObject(used);
		const [copy] = await house.db
			.selectFrom("applicationDocument")
			.select("id")
			.where("fileId", "=", await fileOf(document))
			.execute();
		const { reference, owner } = made;
		await removeDocument(contextOf(house.db, owner), { reference, documentId: copy?.id ?? "" });
		await remove(owner, document);
		await tidy(FILE_DAYS.takenOut + 1);
		expect(await documentOf(document)).toBeUndefined();
		await expect(reuse(made, document)).rejects.toMatchObject({ status: 404 });
	});

	test("is one of a draft that was discarded too, as nothing was submitted with it", async () => {
		const made = await makeDraft(house.db, { now: start });
		const document = await send(made.owner);
		await reuse(made, document);
		const fileId = await fileOf(document);
		const again = ownPdf();
		await withdrawApplication(contextOf(house.db, made.owner, on(1)), { reference: made.reference });
		await remove(made.owner, document, on(2));
		expect((await documentOf(document))?.removedAt).not.toBeNull();
		await restoreVaultDocument(contextOf(house.db, made.owner, on(3)), { documentId: document });
		// What stood in the discarded draft alone is no document to replace any more.
		const [use] = await house.db.selectFrom("applicationDocument").select("id").where("fileId", "=", fileId).execute();
		await expect(send(made.owner, { bytes: again, replaces: use?.id ?? "" })).rejects.toMatchObject({ status: 404 });
		const submitted = await makeDraft(house.db);
		const kept = await send(submitted.owner);
		await reuse(submitted, kept);
		const ctx = contextOf(house.db, submitted.owner);
		await submitApplication(ctx, { reference: submitted.reference, submissionId: randomUUID() });
		await withdrawApplication(ctx, { reference: submitted.reference });
		await expect(remove(submitted.owner, kept)).rejects.toMatchObject({ code: "application_refusal_vault_used" });
	});

	test("is either deleted or used, never both", async () => {
		const made = await makeDraft(house.db);
		for (let round = 0; round < 6; round++) {
			const document = await send(made.owner);
			const [deleted, used] = await Promise.allSettled(
				round % 2 === 0
					? [remove(made.owner, document), reuse(made, document)]
					: [reuse(made, document), remove(made.owner, document)].reverse(),
			);
			expect([deleted?.status, used?.status].toSorted()).toEqual(["fulfilled", "rejected"]);
			const uses = await house.db
				.selectFrom("applicationDocument")
				.select("id")
				.where("fileId", "=", await fileOf(document))
				.execute();
			expect((await documentOf(document))?.removedAt === null).toBe(uses.length === 1);
		}
	});
});

describe("a file that nobody uses", () => {
	test("in a draft any more, but in the vault, is not swept with the draft's", async () => {
		const made = await makeDraft(house.db, { now: start });
		const document = await send(made.owner);
		await reuse(made, document);
		const fileId = await fileOf(document);
		await house.db.deleteFrom("applicationDocument").where("fileId", "=", fileId).execute();
		const forced = house.db.selectNoFrom((eb) => eb.fn("remove_unused_files", [eb.val([fileId])]).as("done"));
		await forced.execute();
		expect(await isStored(fileId)).toBe(true);
	});

	test("keeps its bytes, whoever writes to the table", async () => {
		const document = await send((await makeBusiness(house.db)).owner);
		const change = house.db.updateTable("vaultDocument").set({ sha256: "0" }).where("id", "=", document);
		await expect(change.execute()).rejects.toMatchObject({ constraint: "vault_document_kept" });
	});
});
