import { createHash } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { bytes } from "#app/house/command/inputs.ts";
import { giveRateBack, limitRate } from "#app/house/limits/rate-limit.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { type InvoiceFile, invoiceFileAsJson, isReducing } from "#app/invoice/invoice-file.ts";
import { readInvoice } from "#app/invoice/read-invoice.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "../claim.access.ts";
import { keepDocument } from "../claim-documents.server.ts";
import { claimDraft, readClaimDraft } from "../claim-draft.ts";
import { claimableLines } from "../claimable-lines.server.ts";
import { type ClaimRow, lockOwnClaim, ownClaim } from "../visible-claims.server.ts";
import { fillDraft } from "./fill-draft.ts";
import { invoiceFilesOf } from "./invoice-files.server.ts";
import { faultRefusal, nameIn } from "./invoice-words.ts";

const invoiceFileInput = claimDraft.extend({
	reference: z.string(),
	draftVersion: z.number(),
	isLast: z.boolean(),
	documentId: z.uuid(),
	fileName: z.string(),
	bytes,
});

type Input = z.output<typeof invoiceFileInput>;

/**
 * Reads the XML of an invoice into a claim: its bytes are kept as a document, its fields fill in an invoice of the draft,
 * and what was typed beside it is saved with it. The same `documentId` is read once.
 *
 * @returns the place of the invoice that it filled in, from 0.
 * @throws Refusal on `file` for what is no invoice or is there already; after many of these on one day; when the draft was saved meanwhile, or the claim
 * is with the association; NotFound for an advance.
 */
export const addInvoiceFile = command({
	name: "claim.add-invoice-file",
	input: invoiceFileInput,
	who: "person",
	refuses: [
		"claim_refusal_file_ambiguous",
		"claim_refusal_file_currency",
		"claim_refusal_file_currency_rate",
		"claim_refusal_file_doctype",
		"claim_refusal_file_encoding",
		"claim_refusal_file_fraction",
		"claim_refusal_file_no_change",
		"claim_refusal_file_not_an_invoice",
		"claim_refusal_file_not_xml",
		"claim_refusal_file_parts",
		"claim_refusal_file_pdf",
		"claim_refusal_file_several",
		"claim_refusal_file_too_large",
		"claim_refusal_file_twice",
		"claim_refusal_file_zip",
		"claim_refusal_invoice_read_already",
		"claim_refusal_reduces_none",
		"claim_refusal_submitted",
		"claim_refusal_too_many_documents",
		"claim_refusal_too_many_invoices",
		"house_refusal_other_tab",
		"house_refusal_too_many_tries",
		"house_refusal_upload_day",
		"house_refusal_upload_full",
		"house_refusal_upload_newcomer",
		"house_refusal_upload_site",
		"house_refusal_upload_total",
	],
	once: ({ documentId }) => documentId,
	async run(ctx: CommandContext, input): Promise<{ at: number }> {
		// Reading takes time of the server: only for whom the claim is, and not while it is locked.
		assertTakesInvoices(orNotFound(await ownClaim(ctx.db, ctx.actor, input.reference)));
		await limitRate("invoice-read", ctx.actor.personId);
		const read = readInvoice(input.bytes);
		if (!read.ok) throw faultRefusal(read.fault, ctx.locale);
		const { at, isNew } = await inTransaction(ctx.db, (trx) => addRead(trx, ctx, input, read.invoice));
		// What is kept counts in the room for files.
		if (isNew) await giveRateBack("invoice-read", ctx.actor.personId);
		return { at };
	},
});

async function addRead(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	input: Input,
	file: InvoiceFile,
): Promise<{ at: number; isNew: boolean }> {
	const { claim } = orNotFound(await lockOwnClaim(trx, ctx.actor, input.reference));
	assertTakesInvoices(claim);
	const place = readClaimDraft(claim.draft).invoices.findIndex(({ document }) => document === input.documentId);
	if (place >= 0) return { at: place, isNew: false };
	if (claim.draftVersion !== input.draftVersion) throw new Refusal("house_refusal_other_tab");
	const filled = await fill(trx, ctx, claim, input, file);
	if (!filled.kept) await keepFile(trx, ctx, claim, input, file);
	await trx
		.updateTable("claim")
		.set({ draft: JSON.stringify(filled.draft), isLast: input.isLast, draftVersion: claim.draftVersion + 1 })
		.where("id", "=", claim.id)
		.execute();
	return { at: filled.at, isNew: !filled.kept };
}

/** An advance has no invoices. */
function assertTakesInvoices(claim: Pick<ClaimRow, "kind" | "state">): void {
	orNotFound(claim.kind === "costs" || null);
	assertAllowed(canChangeClaim(claim));
}

async function keepFile(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	claim: ClaimRow,
	input: Input,
	file: InvoiceFile,
) {
	const sha256 = await keepDocument(trx, ctx, claim, { ...input, kind: "invoice", mediaType: "application/xml" });
	if (sha256 === null) throw new Refusal("house_refusal_other_tab");
	await trx
		.insertInto("invoiceFile")
		.values({
			documentId: input.documentId,
			claimId: claim.id,
			sha256,
			related: file.related?.name || null,
			read: invoiceFileAsJson(file),
		})
		.execute();
}

/** The draft with the file's invoice; `kept` where the claim has the file already, and only its invoice was removed. */
async function fill(trx: Transaction<Tables>, ctx: CommandContext, claim: ClaimRow, input: Input, file: InvoiceFile) {
	const files = (await invoiceFilesOf(trx, claim.id)).filter(({ removed }) => !removed);
	const sha256 = createHash("sha256").update(input.bytes).digest("hex");
	const same = files.find((each) => each.sha256 === sha256);
	const isUsed = isReducing(file) || input.invoices.some(({ document }) => document === same?.documentId);
	if (same && isUsed) {
		throw new Refusal("claim_refusal_file_twice", { name: same.fileName }, { field: "file" });
	}
	const first = readClaimDraft(claim.draft).lines;
	const filled = fillDraft({
		draft: { lines: input.lines, invoices: input.invoices },
		documentId: same?.documentId ?? input.documentId,
		file,
		lines: await claimableLines(trx, claim.applicationId, claim.id),
		costsUntouched: claim.draftVersion === 1 && JSON.stringify(first) === JSON.stringify(input.lines),
		isThere: (documentId) => files.some((each) => each.documentId === documentId),
		locale: ctx.locale,
	});
	if (filled.ok) return { ...filled, kept: same !== undefined };
	if (filled.reason === "reduces-none") {
		const facts = { name: nameIn(file.related?.name ?? "", ctx.locale), amount: -file.totalDong };
		throw new Refusal("claim_refusal_reduces_none", facts, { field: "file" });
	}
	throw filled.reason === "twice"
		? new Refusal("claim_refusal_invoice_read_already", {}, { field: "file" })
		: new Refusal("claim_refusal_too_many_invoices", { max: input.invoices.length }, { field: "file" });
}
