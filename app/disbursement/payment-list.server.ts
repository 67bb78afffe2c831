import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import type { Kysely } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { contentDisposition } from "#app/house/file-names.ts";
import { type SheetColumn, sheetResponse } from "#app/house/sheets.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { formatDate, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { m } from "#messages/messages.js";
import { paymentList } from "#templates/payment-list.ts";
import { creditTransferXml, type Payer } from "./bank/credit-transfer.ts";
import { payer } from "./bank/payer.server.ts";
import { type BatchRow, unsafeFindBatch } from "./batches.server.ts";
import { executionDay } from "./day-change/execution-day.server.ts";
import { canPay, canSeePayments } from "./disbursement.access.ts";
import { unsafeAccountNumber } from "./payee.server.ts";

export const listFormats = ["csv", "xlsx", "pdf", "xml"] as const;

export type ListFormat = (typeof listFormats)[number];

/** One payment as the bank gets it. */
export type ListedPayment = {
	reference: string;
	payeeName: string;
	accountName: string;
	/** Whole for who pays; only its end for everybody else. */
	account: string;
	bankBin: string;
	bankName: string;
	amountDong: bigint;
	/** The application and the claim that it pays. */
	application: string;
	claim: string;
	kind: ClaimKind;
	/** What was kept back of which claim, where it pays that. */
	retains: string | null;
	/** The day of the support notice, and of the contract's signature (Decree 80/2021/NĐ-CP, Article 32(5)). */
	noticeOn: PlainDate;
	contractOn: PlainDate;
};

export type PaymentList = {
	batch: BatchRow;
	masked: boolean;
	payments: ListedPayment[];
	/** Whose account is debited; null until it is configured. */
	payer: Payer | null;
};

/**
 * The list of a batch that was sent, without payments that came back and left it. Whole account numbers are for finance
 * officers only, and so is the file for the bank (`xml`). Every list that is taken is in the audit log before it leaves.
 *
 * @throws NotFound for a batch that is not sent yet, for who may not see payments, and for a file for the bank
 * without a payment, without a configured payer, or of a batch that Stripe pays.
 */
export const takePaymentList = command({
	name: "disbursement.take-payment-list",
	input: z.object({ reference: z.string(), format: z.enum(listFormats) }),
	who: ["finance_officer", "auditor"],
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext, { reference, format }): Promise<PaymentList> {
		const batch = canSeePayments(ctx.actor).allowed ? await unsafeFindBatch(ctx.db, reference) : null;
		const sent = orNotFound(batch?.exportedAt ? batch : null);
		const masked = !canPay(ctx.actor).allowed;
		const payments = await listedPayments(ctx.db, sent.id, masked);
		const forBank = !masked && payments.length > 0 && sent.rail === "bank-file";
		if (format === "xml") orNotFound(forBank ? payer() : null);
		const executesOn = await inTransaction(ctx.db, async (trx) => {
			const day = format === "xml" ? await executionDay(trx, ctx, reference) : sent.executesOn;
			await appendAudit(trx, ctx, {
				action: "disbursement.list-exported",
				subject: { kind: "payment-batch", id: sent.id, label: reference },
				facts: {
					format,
					masked,
					payments: payments.length,
					amountDong: sumDong(payments.map(({ amountDong }) => amountDong)),
				},
			});
			return day;
		});
		return { batch: { ...sent, executesOn }, masked, payments, payer: payer() };
	},
});

async function listedPayments(db: Kysely<Tables>, batchId: string, masked: boolean): Promise<ListedPayment[]> {
	const rows = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.innerJoin("agreement", "agreement.applicationId", "application.id")
		.leftJoin("claim as kept", "kept.id", "claim.retainsClaimId")
		.select(["claim.kind", "kept.reference as retains"])
		.select(["disbursement.id", "disbursement.reference", "payeeName", "accountName", "bankBin"])
		.select(["disbursement.amountDong", "offeredAt", "acceptedAt"])
		.select(["accountEncrypted", "accountLast4"])
		.select(["application.reference as application", "claim.reference as claim"])
		.where("disbursement.batchId", "=", batchId)
		.orderBy("disbursement.reference")
		.execute();
	return rows.map(({ id, accountEncrypted, accountLast4, offeredAt, acceptedAt, ...row }) => {
		assert(acceptedAt, `${row.reference} is paid, so its agreement was accepted`);
		return {
			...row,
			kind: row.kind as ClaimKind,
			account: masked ? `•••• ${accountLast4}` : unsafeAccountNumber({ id, accountEncrypted }),
			bankName: bankOf(row.bankBin)?.name ?? "",
			noticeOn: plainDateAt(offeredAt),
			contractOn: plainDateAt(acceptedAt),
		};
	});
}

/** The columns of the list: what a bank's batch transfer asks for. */
function paymentListColumns(locale: Locale): SheetColumn<ListedPayment>[] {
	type Head = typeof m.disbursement_list_reference;
	const text = (head: Head, cell: (row: ListedPayment) => string, width: number): SheetColumn<ListedPayment> => ({
		head: head({}, { locale }),
		kind: "text",
		cell,
		width,
	});
	return [
		text(m.disbursement_list_reference, (row) => row.reference, 16),
		text(m.disbursement_list_payee, (row) => row.payeeName, 36),
		text(m.disbursement_list_account_name, (row) => row.accountName, 36),
		text(m.disbursement_list_account, (row) => row.account, 22),
		text(m.disbursement_list_bank_bin, (row) => row.bankBin, 10),
		text(m.disbursement_list_bank, (row) => row.bankName, 36),
		{ head: m.disbursement_list_amount({}, { locale }), kind: "number", cell: (row) => row.amountDong },
		text(m.disbursement_list_words, (row) => dongInWords(row.amountDong, "vi"), 48),
		text(m.disbursement_list_application, (row) => row.application, 18),
		text(m.disbursement_list_notice_on, (row) => formatDate(row.noticeOn, locale), 16),
		text(m.disbursement_list_contract_on, (row) => formatDate(row.contractOn, locale), 16),
		text(m.disbursement_list_claim, (row) => row.claim, 18),
	];
}

/** The list as a file to save. */
export function paymentListResponse(
	list: PaymentList,
	{ format, locale, signal }: { format: ListFormat; locale: Locale; signal: AbortSignal },
): Response {
	const { batch, payments } = list;
	const fileName = `${batch.reference}.${format}`;
	if (format === "pdf") {
		const pdf = createReadableStreamFromReadable(pdfOf(list, locale));
		return new Response(pdf, { headers: headersOf("application/pdf", fileName) });
	}
	if (format === "xml") {
		return new Response(creditTransferOf(list), { headers: headersOf("application/xml; charset=utf-8", fileName) });
	}
	const sheet = { name: batch.reference, columns: paymentListColumns(locale), batches: Readable.from([payments]) };
	return sheetResponse(sheet, { fileName, format, signal });
}

function headersOf(mediaType: string, fileName: string) {
	return {
		"Content-Type": mediaType,
		"Content-Disposition": contentDisposition(fileName),
		"X-Content-Type-Options": "nosniff",
		"Cache-Control": "private, no-store",
	};
}

/** What the payee reads, and the statement too: the payment, the claim, and of a retention the claim that it was kept back of. */
function remittanceOf({
	reference: payment,
	application,
	claim,
	kind,
	retains,
}: Pick<ListedPayment, "reference" | "application" | "claim" | "kind" | "retains">) {
	const options = { locale: "vi" } as const;
	if (retains) return m.disbursement_remittance_retention({ payment, application, claim, retains }, options);
	return kind === "advance"
		? m.disbursement_remittance_advance({ payment, application, claim }, options)
		: m.disbursement_remittance({ payment, application, claim }, options);
}

/** For the bank, in Vietnamese whoever takes it: the payee reads its words on the statement. */
function creditTransferOf({ batch, payments, payer }: PaymentList): string {
	assert(batch.exportedAt && batch.executesOn && payer, "looked at when the list was taken");
	return creditTransferXml({
		reference: batch.reference,
		sentAt: batch.exportedAt,
		executesOn: batch.executesOn,
		payer,
		transfers: payments.map(
			({ application, claim, kind, retains, noticeOn: _notice, contractOn: _contract, ...payment }) => ({
				...payment,
				remittance: remittanceOf({ reference: payment.reference, application, claim, kind, retains }),
			}),
		),
	});
}

function pdfOf({ batch, masked, payments }: PaymentList, locale: Locale) {
	return paymentList({
		locale,
		issuer: { parent: m.disbursement_issuer_parent({}, { locale }), name: m.disbursement_issuer({}, { locale }) },
		reference: batch.reference,
		madeAt: batch.createdAt,
		masked,
		payments: payments.map(({ reference, payeeName, account, bankName, amountDong, ...basis }) => ({
			reference,
			payee: payeeName,
			account,
			bank: bankName,
			amountDong,
			basis: m.disbursement_list_basis(
				{
					application: basis.application,
					claim: basis.claim,
					noticeOn: formatDate(basis.noticeOn, locale),
					contractOn: formatDate(basis.contractOn, locale),
				},
				{ locale },
			),
		})),
		preparedBy: batch.createdByName,
		releasedBy: batch.releasedByName ?? undefined,
	});
}
