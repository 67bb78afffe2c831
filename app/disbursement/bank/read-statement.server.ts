import { each, textAt, type XmlNode } from "#app/house/body/xml.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { type AnswerRow, saidBy } from "./answer-row.ts";
import {
	accountOf,
	amountOf,
	batchNamed,
	claimsNamed,
	firstAmount,
	firstDay,
	given,
	isOwnReference,
	keysOf,
	paymentNamed,
	remittanceWords,
	transactionAmounts,
} from "./iso/parts.ts";

/**
 * A `camt.053`, BankToCustomerStatement, or a `camt.054`, BankToCustomerDebitCreditNotification, of any version: what left
 * the account is paid, what came back to it with the id of a payment is returned, or for a person where the bank does not
 * call it a return. Other money that came in is none of ours to match.
 */
export function readStatement(report: XmlNode): AnswerRow[] {
	return [...each(report, "Stmt"), ...each(report, "Ntfctn")].flatMap((statement) => {
		const around = {
			account: accountOf(each(statement, "Acct")[0]),
			currency: textAt(statement, "Acct", "Ccy"),
		};
		return each(statement, "Ntry").flatMap((entry) => entryRows(entry, around));
	});
}

type Around = { account: string | undefined; currency: string };

function entryRows(node: XmlNode, around: Around): AnswerRow[] {
	const entry = readEntry(node);
	const details = each(node, "NtryDtls");
	if (details.length === 0) return rowsOf({}, { entry, batch: { name: null, count: null }, shared: node, ...around });
	return details.flatMap((detail) => {
		const transactions = each(detail, "TxDtls");
		const batch = readBatch(detail);
		// Of several transactions, each has its own amount; one that is alone may leave it to its entry.
		const only = details.length === 1 ? node : undefined;
		if (transactions.length === 0) return wholeRows(detail, { entry, batch, shared: only, ...around });
		const shared = transactions.length === 1 && (batch.count ?? 1) === 1 ? only : undefined;
		return transactions.flatMap((transaction) => rowsOf(transaction, { entry, batch, shared, ...around }));
	});
}

/** The debit of a batch, or of something whose details the bank leaves out. */
function wholeRows(detail: XmlNode, around: Parameters<typeof rowsOf>[1]): AnswerRow[] {
	const { name, count } = around.batch;
	if (name === null && (count ?? 1) === 1) return rowsOf({}, around);
	const [total] = each(detail, "Btch", "TtlAmt");
	const shared = total ? { Amt: [total] } : around.shared;
	return rowsOf({}, { ...around, shared }).map((row) =>
		isOwnReference(row.reference) ? row : { ...row, whole: { count } },
	);
}

type Batch = { name: string | null; count: number | null };

function readBatch(detail: XmlNode): Batch {
	const [, count] = /^0{0,10}(\d{1,6})$/.exec(textAt(detail, "Btch", "NbOfTxs")) ?? [];
	return {
		name: batchNamed(textAt(detail, "Btch", "PmtInfId"), textAt(detail, "Btch", "MsgId")),
		count: count === undefined ? null : Number(count),
	};
}

type Entry = ReturnType<typeof readEntry>;

/** What an entry says for all its transactions, read once. */
function readEntry(entry: XmlNode) {
	const info = textAt(entry, "AddtlNtryInf");
	return {
		side: textAt(entry, "CdtDbtInd"),
		isReversal: ["true", "1"].includes(textAt(entry, "RvslInd").toLowerCase()) || isReturn(entry),
		status: (textAt(entry, "Sts", "Cd") || textAt(entry, "Sts", "Prtry") || textAt(entry, "Sts")).toUpperCase(),
		on: firstDay(entry, ["BookgDt"], ["ValDt"]),
		info,
		name: textAt(entry, "NtryRef"),
		keys: keysOf(entry, { AcctSvcrRef: "AcctSvcrRef" }),
	};
}

/** A bank transaction code of a payment that was returned, or called back (ExternalBankTransactionSubFamily1Code). */
function isReturn(node: XmlNode): boolean {
	return ["RRTN", "RPCR"].includes(textAt(node, "BkTxCd", "Domn", "Fmly", "SubFmlyCd"));
}

/** Where else a bank repeats a reference that it was given. */
const otherNames = ["MsgId", "AcctOwnrTxId", "AcctSvcrRef", "AcctSvcrTxId", "ClrSysRef", "Prtry"] as const;

function otherNamesOf(transaction: XmlNode, refs: XmlNode | undefined): string[] {
	const related = each(transaction, "RltdRmtInf").map((info) => textAt(info, "RmtId"));
	return [...otherNames.flatMap((name) => [textAt(refs, name), textAt(refs, name, "Ref")]), ...related];
}

/** Where an entry has no status its money may not have moved; INFO is no booking at all. */
const moved: Record<string, boolean> = { BOOK: true, PDNG: false, FUTR: false, INFO: false };

/** @param around.shared the entry, where it speaks for this transaction alone. */
function rowsOf(
	transaction: XmlNode,
	around: Around & { entry: Entry; batch: Batch; shared: XmlNode | undefined },
): AnswerRow[] {
	const { entry, batch, shared, account, currency } = around;
	const isDebit = (textAt(transaction, "CdtDbtInd") || entry.side) === "DBIT";
	const returned = each(transaction, "RtrInf")[0];
	const isReversal = entry.isReversal || returned !== undefined || isReturn(transaction);
	const refs = each(transaction, "Refs")[0];
	const info = textAt(transaction, "AddtlTxInf");
	const words = [...remittanceWords(each(transaction, "RmtInf")[0]), info, entry.info].filter((text) => text !== "");
	const ids = ["EndToEndId", "InstrId", "TxId", "ChqNb"].map((name) => textAt(refs, name));
	const others = [...otherNamesOf(transaction, refs), ...(shared ? [entry.name] : [])];
	const reference = given(paymentNamed({ ids, words: [...words, ...others] }));
	if (!isDebit && !isReversal && !isOwnReference(reference)) return [];
	const own = firstAmount(transaction, transactionAmounts, currency);
	const amount = own ?? (shared ? sharedAmount(shared, currency) : null);
	const keys = keysOf(refs, { AcctSvcrRef: "AcctSvcrRef", ClrSysRef: "ClrSysRef", UETR: "UETR" });
	const allKeys = [...new Set(shared ? [...keys, ...entry.keys] : keys)];
	const claims = claimsNamed(words);
	return [
		{
			reference,
			answer: answerOf({ isMoved: ownValue(moved, entry.status) ?? null, isDebit, isReversal, amount }),
			amountDong: amount === "unclear" ? null : amount,
			on: entry.on ?? firstDay(transaction, ["RltdDts", "IntrBkSttlmDt"], ["RltdDts", "TxDtTm"]),
			said: saidOf(returned, info || entry.info) || (isDebit ? "" : entry.side),
			batch: batchNamed(textAt(refs, "PmtInfId"), textAt(refs, "MsgId")) ?? batch.name,
			...(allKeys.length > 0 ? { keys: allKeys } : {}),
			...(claims.length > 0 ? { claims } : {}),
			...(account ? { account } : {}),
		},
	];
}

function sharedAmount(entry: XmlNode, currency: string) {
	return amountOf(each(entry, "Amt")[0], currency) ?? firstAmount(entry, transactionAmounts, currency);
}

function saidOf(returned: XmlNode | undefined, info: string): string {
	return saidBy(
		textAt(returned, "Rsn", "Cd") || textAt(returned, "Rsn", "Prtry"),
		each(returned, "AddtlInf")
			.map((line) => textAt(line))
			.join(" ") || info,
	);
}

function answerOf(entry: {
	isMoved: boolean | null;
	isDebit: boolean;
	isReversal: boolean;
	amount: bigint | null | "unclear";
}): AnswerRow["answer"] {
	if (entry.isMoved === false) return "waiting";
	// Money that left because a credit was undone is not a payment of ours.
	if (entry.isMoved === null || (!entry.isDebit && !entry.isReversal)) return "unclear";
	if (entry.amount === null || entry.amount === "unclear" || (entry.isDebit && entry.isReversal)) return "unclear";
	return entry.isDebit ? "paid" : "failed";
}
