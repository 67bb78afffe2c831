import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeDocument } from "#app/application/remove-document.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { removeVaultDocument, restoreVaultDocument } from "#app/application/vault/change-vault-document.server.ts";
import { describeDocument } from "#app/application/vault/describe-document.server.ts";
import { reuseDocument } from "#app/application/vault/reuse-document.server.ts";
import { sendToVault } from "#app/application/vault/send-to-vault.server.ts";
import { ownPdf } from "#testing/make-application.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { type MadeAgreed, makeAgreed, makeSubmittedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { type MadeApplication, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { vaultPage } from "./vault-page.server.ts";

let house: TestHouse;
let file: MadeAgreed;
let claim: string;
let other: MadeApplication;
/** An application that the owner of `file` is writing. */
let draft: string;
beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	file = await makeAgreed(house.db, { programmeId, associationId });
	claim = await makeSubmittedClaim(house.db, file);
	other = await makeSubmittedApplication(house.db, { programmeId, associationId });
	const business = await house.db
		.selectFrom("application")
		.select("businessId")
		.where("id", "=", file.id)
		.executeTakeFirstOrThrow();
	draft = await startApplication(contextOf(house.db, file.owner), {
		applicationId: randomUUID(),
		businessId: business.businessId,
		programmeId,
		associationId,
	});
});
afterAll(() => house.close());

const open = (actor = file.owner, kind: string | null = null) =>
	vaultPage(house.db, actor, { page: 1, kind, now: new Date("2026-09-08T03:00:00Z") });
const reuse = (documentId: string, reference = draft, copyId = randomUUID()) =>
	reuseDocument(contextOf(house.db, file.owner), { reference, documentId, copyId });

async function quotationOf({ owner }: Pick<MadeApplication, "owner">): Promise<string> {
	const { files } = await open(owner, "application.quotation");
	return files[0]?.address.split("/").at(-1) ?? "";
}

test("lists each file once, with what it is used in, what it can go into, and what was given", async () => {
	const page = await open();
	const quotation = page.files.find(({ kind }) => kind === "application.quotation");
	expect(quotation).toMatchObject({
		uses: [{ reference: file.reference, address: `/applications/${file.reference}`, is: "submitted" }],
		replaceAt: null,
		reuse: { into: [{ reference: draft }] },
	});
	expect(page.files.find(({ kind }) => kind === "claim.invoice")).toMatchObject({
		uses: [{ reference: claim, is: "submitted" }],
		reuse: null,
	});
	expect(page.given.map(({ is, reference }) => [is, reference]).sort()).toEqual([
		["agreement-in-force", file.reference],
		["decision", file.reference],
	]);
	expect((await open(file.owner, "claim.invoice")).files.every(({ kind }) => kind === "claim.invoice")).toBe(true);
	expect((await open(file.owner, "no-such-kind")).kind).toBeNull();
});

test("a stranger's is empty", async () => {
	expect(await open(await makePerson(house.db))).toMatchObject({ files: [], total: 0, given: [], certificates: [] });
});

test("a file is used again without being sent again, once, and stays what it was", async () => {
	const quotation = await quotationOf(file);
	const stored = () =>
		house.db
			.selectFrom("storedFile")
			.select((eb) => eb.fn.countAll().as("count"))
			.executeTakeFirstOrThrow();
	const before = await stored();
	const copyId = randomUUID();
	await Promise.all([reuse(quotation, draft, copyId), reuse(quotation)]);
	expect(await stored()).toEqual(before);
	const [used, ...more] = (await open(file.owner, "application.quotation")).files;
	expect(more).toEqual([]);
	// Both at the test's one moment, so in either order.
	expect(used?.uses.map(({ reference, is }) => [reference, is]).sort()).toEqual([
		[file.reference, "submitted"],
		[draft, "draft"],
	]);
	expect(used).toMatchObject({ replaceAt: `/applications/${draft}/documents`, reuse: null });
	// Taken out of the draft, it is in the vault still, and can go there again.
	const [copy] = await house.db
		.selectFrom("applicationDocument")
		.innerJoin("application", "application.id", "applicationDocument.applicationId")
		.select("applicationDocument.id")
		.where("reference", "=", draft)
		.execute();
	await removeDocument(contextOf(house.db, file.owner), { reference: draft, documentId: copy?.id ?? "" });
	const [again] = (await open(file.owner, "application.quotation")).files;
	expect(again).toMatchObject({ uses: [{ reference: file.reference }], reuse: { into: [{ reference: draft }] } });
});

test("nobody's but one's own, and only into what is still written", async () => {
	const quotation = await quotationOf(file);
	await expect(reuse(await quotationOf(other))).rejects.toMatchObject({ status: 404 });
	await expect(reuse(quotation, other.reference)).rejects.toMatchObject({ status: 404 });
	await expect(reuse("no-id")).rejects.toMatchObject({ status: 404 });
	await expect(reuse(quotation, file.reference)).rejects.toMatchObject({ code: "application_refusal_submitted" });
});

test("what soon expires stands on top until it has a new version, which takes its place in nothing that was submitted", async () => {
	const now = new Date("2026-09-08T03:00:00Z");
	const ctx = contextOf(house.db, file.owner, now);
	const quotation = await quotationOf(file);
	const page = () => vaultPage(house.db, file.owner, { page: 1, kind: null, now });
	await describeDocument(ctx, { documentId: quotation, validUntil: "2026-09-15" });
	expect((await page()).expiring).toMatchObject([
		{ replaces: quotation, validity: { until: "2026-09-15", is: "soon", workingDays: 5 } },
	]);
	const documentId = randomUUID();
	await sendToVault(ctx, { documentId, fileName: "x.pdf", bytes: ownPdf(), replaces: quotation });
	const { expiring, files } = await page();
	expect(expiring).toEqual([]);
	expect(files.find(({ describes }) => describes === documentId)).toMatchObject({
		...{ kind: "application.quotation", uses: [], validity: null, isReplaced: false },
		held: { isGuess: false, isRemovable: true, keptUntil: null },
	});
	expect(files.find(({ describes }) => describes === quotation)).toMatchObject({
		...{ isReplaced: true, replaces: null, reuse: null },
		uses: [{ reference: file.reference, is: "submitted" }],
	});
	const late = await vaultPage(house.db, file.owner, { page: 1, kind: null, now: new Date("2026-09-16T03:00:00Z") });
	expect(late.files.find(({ describes }) => describes === quotation)).toMatchObject({ validity: { is: "ended" } });
});

test("a newcomer's page says until when what it does not use is kept", async () => {
	const { owner } = await makeBusiness(house.db);
	const now = new Date("2026-09-08T03:00:00Z");
	await sendToVault(contextOf(house.db, owner, now), { documentId: randomUUID(), fileName: "x.pdf", bytes: ownPdf() });
	const { files } = await vaultPage(house.db, owner, { page: 1, kind: null, now });
	expect(files).toMatchObject([{ kind: "application.other", held: { isGuess: true, keptUntil: "2026-12-07" } }]);
});

test("of many that soon expire the first five stand on top, and the page says how many more there are", async () => {
	const now = new Date("2026-09-08T03:00:00Z");
	const { owner } = await makeBusiness(house.db, { now });
	const ctx = contextOf(house.db, owner, now);
	for (let day = 10; day < 17; day++) {
		const documentId = randomUUID();
		await sendToVault(ctx, { documentId, fileName: `bao-gia-${day}.pdf`, bytes: ownPdf() });
		await describeDocument(ctx, { documentId, validUntil: `2026-09-${day}` });
	}
	const { expiring, expiringCount } = await vaultPage(house.db, owner, { page: 1, kind: null, now });
	expect(expiring.map(({ validity }) => validity?.until)).toEqual([10, 11, 12, 13, 14].map((day) => `2026-09-${day}`));
	expect(expiringCount).toBe(7);
});

test("what was deleted or gave way is listed, with the last day on which its own people take it back", async () => {
	const { owner } = await makeBusiness(house.db);
	const at = (day: string) => contextOf(house.db, owner, new Date(`${day}T18:00:00Z`));
	const page = async (day: string) =>
		(await vaultPage(house.db, owner, { page: 1, kind: null, now: new Date(`${day}T03:00:00Z`) })).removed;
	const [deleted, old, newer] = [randomUUID(), randomUUID(), randomUUID()];
	const send = (documentId: string, fileName: string, replaces: string | null = null) =>
		sendToVault(at("2026-09-08"), { documentId, fileName, bytes: ownPdf(), replaces });
	await send(deleted, "xoa.pdf");
	await send(old, "BCTC-2024.pdf");
	expect(await page("2026-09-09")).toEqual([]);
	// Past midnight in the city: the 9th.
	await send(newer, "BCTC-2025.pdf", old);
	await removeVaultDocument(at("2026-09-09"), { documentId: deleted });
	expect(await page("2026-09-11")).toMatchObject([
		{ documentId: deleted, fileName: "xoa.pdf", keptUntil: "2026-10-10", replacedBy: null },
		{ documentId: old, kind: "application.financial-report", keptUntil: "2026-10-09", replacedBy: "BCTC-2025.pdf" },
	]);
	expect((await page("2026-10-10")).map(({ documentId }) => documentId)).toEqual([deleted]);
	const stranger = await vaultPage(house.db, file.owner, {
		page: 1,
		kind: null,
		now: new Date("2026-09-11T03:00:00Z"),
	});
	expect(stranger.removed).toEqual([]);

	await restoreVaultDocument(at("2026-09-11"), { documentId: old });
	const files = (await vaultPage(house.db, owner, { page: 1, kind: null, now: new Date("2026-09-12T03:00:00Z") }))
		.files;
	expect(files.map(({ fileName, isReplaced, replaces }) => [fileName, isReplaced, replaces !== null]).sort()).toEqual([
		["BCTC-2024.pdf", false, true],
		["BCTC-2025.pdf", false, true],
	]);
	const names = await house.db
		.selectFrom("auditEntry")
		.select("facts")
		.where("action", "in", ["business.document-sent", "business.document-removed", "business.document-restored"])
		.execute();
	expect(names.length).toBeGreaterThanOrEqual(5);
	expect(JSON.stringify(names), "its people alone see what the vault holds").not.toMatch(/\.pdf/);
});
