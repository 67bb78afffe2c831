import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { bytesOf, type InvoiceWishes, invoiceXml } from "#testing/invoice-xml.ts";
import { type MadeAgreed, makeAgreed, makeClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { findClaimCase } from "../claim-case.server.ts";
import { readClaimDocument, removeClaimDocument } from "../claim-documents.server.ts";
import { claimFaults } from "../draft/claim-faults.ts";
import { saveClaim } from "../save-claim.server.ts";
import { startClaim } from "../start-claim.server.ts";
import { submitClaim } from "../submit-claim.server.ts";
import { addInvoiceFile } from "./add-invoice-file.server.ts";
import { compareSubmitted } from "./claim-mismatches.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
let reviewer: Actor;
let application: MadeAgreed;
let number = 1000;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
});

const asOwner = () => contextOf(house.db, application.owner);
const caseOf = async (reference: string) => {
	const found = await findClaimCase(house.db, application.owner, reference);
	if (!found) throw new Error(`${reference} is not there`);
	return found;
};

/** An invoice that fits the application's claim. */
async function xmlFor(wishes: InvoiceWishes = {}): Promise<Uint8Array> {
	const { taxCode, branch } = await house.db
		.selectFrom("business")
		.select(["taxCode", "branch"])
		.where("id", "=", application.business.id)
		.executeTakeFirstOrThrow();
	const buyer = branch ? `${taxCode}-${branch}` : taxCode;
	const issuedOn = plainDateAt(asOwner().now);
	const serial = `1C${issuedOn.slice(2, 4)}TAA`;
	return bytesOf(invoiceXml({ seller: makeTaxCode(77), buyer, issuedOn, serial, number: ++number, ...wishes }));
}

/** Sends a file to a claim with what its draft has, unless told otherwise. */
async function send(reference: string, bytes: Uint8Array, more: Partial<Parameters<typeof addInvoiceFile>[1]> = {}) {
	const { draft, draftVersion, isLast } = await caseOf(reference);
	const documentId = randomUUID();
	const input = { reference, ...draft, draftVersion, isLast, documentId, fileName: "hoa-don.xml", bytes, ...more };
	const { at } = await addInvoiceFile(asOwner(), input);
	return { at, documentId: input.documentId };
}

const start = () => startClaim(asOwner(), { claimId: randomUUID(), reference: application.reference });

describe("the file of an invoice", () => {
	test("is kept byte by byte, and fills in the first invoice and its cost", async () => {
		const reference = await start();
		const bytes = await xmlFor({ beforeTax: "92592593", tax: "7407407", total: "100000000.000000" });
		const { at, documentId } = await send(reference, bytes);
		expect(at).toBe(0);
		const claim = await caseOf(reference);
		expect(claim.draft.lines.map(({ cost }) => cost)).toEqual(["100.000.000"]);
		expect(claim.draft.invoices).toMatchObject([
			{ number: String(number), total: "100.000.000", document: documentId },
		]);
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		expect(claim.invoiceFiles).toMatchObject([{ documentId, sha256, removed: false }]);
		expect(claim.documents).toMatchObject([{ kind: "invoice", mediaType: "application/xml" }]);
		const kept = await readClaimDocument(house.db, application.owner, documentId);
		expect(kept && (await unsafeReadFile(house.db, kept.fileId))?.equals(bytes)).toBe(true);
		await expect(sql`update invoice_file set read = '{}'`.execute(house.owner)).rejects.toThrow();
		await expect(sql`delete from invoice_file`.execute(house.owner)).rejects.toThrow();
	});

	test("saves what was typed beside it, and is read once", async () => {
		const reference = await start();
		const { draft } = await caseOf(reference);
		const bytes = await xmlFor();
		const documentId = randomUUID();
		const lines = draft.lines.map((line) => ({ ...line, cost: "99 triệu" }));
		const input = { reference, lines, invoices: draft.invoices, draftVersion: 1, isLast: true, documentId };
		const sending = () => addInvoiceFile(asOwner(), { ...input, fileName: "a.xml", bytes });
		expect(await sending()).toEqual({ at: 0 });
		expect(await sending()).toEqual({ at: 0 });
		const claim = await caseOf(reference);
		expect(claim).toMatchObject({ draftVersion: 2, isLast: true, documents: [{ id: documentId }] });
		expect(claim.draft.lines.map(({ cost }) => cost)).toEqual(["99 triệu"]);
	});

	test("is refused a second time, and read again once its invoice was removed", async () => {
		const reference = await start();
		const bytes = await xmlFor();
		await send(reference, bytes);
		await expect(send(reference, bytes)).rejects.toMatchObject({ code: "claim_refusal_file_twice", field: "file" });
		const padded = bytesOf(`${new TextDecoder().decode(bytes)}\n`);
		await expect(send(reference, padded)).rejects.toMatchObject({ code: "claim_refusal_invoice_read_already" });
		const { draft, draftVersion } = await caseOf(reference);
		const change = { kind: "remove", at: 0 } as const;
		await saveClaim(asOwner(), { reference, ...draft, draftVersion, isLast: false, change });
		await send(reference, bytes);
		const claim = await caseOf(reference);
		expect(claim.documents).toHaveLength(1);
		expect(claim.draft.invoices).toMatchObject([{ document: claim.documents[0]?.id }]);
	});

	test("leaves the fields when it is taken out", async () => {
		const reference = await start();
		const { documentId } = await send(reference, await xmlFor());
		await removeClaimDocument(asOwner(), { reference, documentId });
		const claim = await caseOf(reference);
		expect(claim.draft.invoices).toMatchObject([{ number: String(number) }]);
		expect(claim.invoiceFiles).toMatchObject([{ removed: true }]);
	});

	test.each([
		["what is no invoice", "<a/>", "claim_refusal_file_not_an_invoice"],
		[
			"a DOCTYPE",
			'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><HDon>&b;</HDon>',
			"claim_refusal_file_doctype",
		],
		["an empty invoice", "<HDon><DLHDon/></HDon>", "claim_refusal_file_parts"],
	])("is refused for %s, and nothing is kept", async (_what, text, code) => {
		const reference = await start();
		await expect(send(reference, bytesOf(text))).rejects.toMatchObject({ code, field: "file" });
		expect(await caseOf(reference)).toMatchObject({ draftVersion: 1, documents: [] });
	});

	test("is not for an old tab, a stranger, or a claim with the association", async () => {
		const reference = await start();
		const bytes = await xmlFor();
		await expect(send(reference, bytes, { draftVersion: 7 })).rejects.toMatchObject({
			code: "house_refusal_other_tab",
		});
		const { draft } = await caseOf(reference);
		const input = {
			reference,
			...draft,
			draftVersion: 1,
			isLast: false,
			documentId: randomUUID(),
			fileName: "a",
			bytes,
		};
		await expect(addInvoiceFile(contextOf(house.db, reviewer), input)).rejects.toMatchObject({ status: 404 });
		await sql`update claim set state = 'submitted', submitted_at = now(), cost_dong = 1, subsidy_dong = 1
			where reference = ${reference}`.execute(house.db);
		await expect(send(reference, bytes)).rejects.toMatchObject({ code: "claim_refusal_submitted" });
	});
});

describe("a claim with the file of its invoice", () => {
	/** Ready to submit, but for its invoice, which the file fills in. */
	async function claimWith(wishes: InvoiceWishes): Promise<string> {
		const reference = await makeClaim(house.db, application);
		const { draft, draftVersion } = await caseOf(reference);
		const change = { kind: "remove", at: 0 } as const;
		await saveClaim(asOwner(), { reference, ...draft, draftVersion, isLast: false, change });
		await send(reference, await xmlFor(wishes));
		return reference;
	}

	test("cannot be submitted while the file names another buyer, and can once it does not", async () => {
		const reference = await claimWith({ buyer: makeTaxCode(99), total: "118000000" });
		const claim = await caseOf(reference);
		const faults = claimFaults(claim, plainDateAt(asOwner().now));
		expect(Object.keys(faults)).toEqual(["invoices.0.file"]);
		await expect(submitClaim(asOwner(), { reference })).rejects.toMatchObject({ code: "claim_refusal_incomplete" });
		await removeClaimDocument(asOwner(), { reference, documentId: claim.invoiceFiles[0]?.documentId ?? "" });
		await submitClaim(asOwner(), { reference });
	});

	test("shows the reviewer what was submitted beside what the file says, for good", async () => {
		const reference = await claimWith({ total: "119000000", authorityCode: null });
		const { draft, draftVersion } = await caseOf(reference);
		const invoices = draft.invoices.map((invoice) => ({ ...invoice, total: "118500000" }));
		const lines = draft.lines.map((line) => ({ ...line, cost: "118000000" }));
		await saveClaim(asOwner(), { reference, lines, invoices, draftVersion, isLast: false });
		await submitClaim(asOwner(), { reference });
		const seen = await findClaimCase(house.db, reviewer, reference);
		const [compared] = seen ? compareSubmitted(seen) : [];
		expect(compared?.mismatches.map(({ code }) => code)).toEqual(["total-below", "sum", "no-code"]);
		expect(compared?.typed.totalDong).toBe(118_500_000n);
		await expect(
			sql`update invoice set document_id = null where document_id is not null`.execute(house.db),
		).rejects.toMatchObject({ constraint: "claim_rows_frozen" });
		await answerClaim(contextOf(house.db, reviewer), { reference, answer: "verify", reasons: "" });
	});
});
