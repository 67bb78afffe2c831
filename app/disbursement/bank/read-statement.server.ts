import { each, textAt, type XmlNode } from "#app/kernel/xml.ts";
import { type AnswerRow, readDay, saidBy } from "./answer-row.ts";
import { amountOf } from "./read-status-report.server.ts";

const ourReference = /^CT-\d{4}-\d+$/;

/**
 * A `camt.053`, BankToCustomerStatement of any version: what left the account is paid, what came back to it with the
 * id of a payment is returned, or for a person where the bank does not call it a return. Other money that came in is none
 * of ours to match.
 */
export function readStatement(report: XmlNode): AnswerRow[] {
	return each(report, "Stmt", "Ntry").flatMap((entry) => {
		const transactions = each(entry, "NtryDtls", "TxDtls");
		// A single transaction may leave its amount to its entry; of several, each has its own.
		if (transactions.length <= 1) return rowsOf(entry, transactions[0] ?? {}, each(entry, "Amt")[0]);
		return transactions.flatMap((transaction) => rowsOf(entry, transaction, undefined));
	});
}

function rowsOf(entry: XmlNode, transaction: XmlNode, entryAmount: XmlNode | undefined): AnswerRow[] {
	const isDebit = (textAt(transaction, "CdtDbtInd") || textAt(entry, "CdtDbtInd")) === "DBIT";
	const isReversal = textAt(entry, "RvslInd") === "true" || textAt(entry, "RvslInd") === "1";
	const returned = each(transaction, "RtrInf")[0];
	const named = textAt(transaction, "Refs", "EndToEndId");
	const isOurs = ourReference.test(named);
	if (!isDebit && !isReversal && !returned && !isOurs) return [];
	const isBooked = (textAt(entry, "Sts", "Cd") || textAt(entry, "Sts")) === "BOOK";
	const amount = amountOf(
		each(transaction, "Amt")[0] ?? each(transaction, "AmtDtls", "TxAmt", "Amt")[0] ?? entryAmount,
	);
	const day = ["BookgDt", "ValDt"].flatMap((name) => [textAt(entry, name, "Dt"), textAt(entry, name, "DtTm")]);
	return [
		{
			reference: named === "NOTPROVIDED" ? "" : named,
			answer: answerOf({ isBooked, isDebit, isReversal: isReversal || returned !== undefined, amount }),
			amountDong: amount === "unclear" ? null : amount,
			on: readDay(day.find((text) => text !== "") ?? ""),
			said:
				saidBy(
					textAt(returned, "Rsn", "Cd") || textAt(returned, "Rsn", "Prtry"),
					textAt(returned, "AddtlInf") || textAt(transaction, "AddtlTxInf") || textAt(entry, "AddtlNtryInf"),
				) || (isDebit ? "" : textAt(entry, "CdtDbtInd")),
			batch: null,
		},
	];
}

function answerOf(entry: {
	isBooked: boolean;
	isDebit: boolean;
	isReversal: boolean;
	amount: bigint | null | "unclear";
}): AnswerRow["answer"] {
	if (!entry.isBooked) return "waiting";
	// Money that left because a credit was undone is not a payment of ours.
	if (!entry.isDebit && !entry.isReversal) return "unclear";
	if (entry.amount === null || entry.amount === "unclear" || (entry.isDebit && entry.isReversal)) return "unclear";
	return entry.isDebit ? "paid" : "failed";
}
