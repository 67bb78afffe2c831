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
	return each(report, "Stmt", "Ntry").flatMap((node) => {
		const transactions = each(node, "NtryDtls", "TxDtls");
		const entry = readEntry(node);
		// A single transaction may leave its amount to its entry; of several, each has its own.
		if (transactions.length <= 1) return rowsOf(entry, transactions[0] ?? {}, each(node, "Amt")[0]);
		return transactions.flatMap((transaction) => rowsOf(entry, transaction, undefined));
	});
}

/** What an entry says for all its transactions, read once. */
function readEntry(entry: XmlNode) {
	const days = ["BookgDt", "ValDt"].flatMap((name) => [textAt(entry, name, "Dt"), textAt(entry, name, "DtTm")]);
	return {
		side: textAt(entry, "CdtDbtInd"),
		isReversal: ["true", "1"].includes(textAt(entry, "RvslInd")),
		isBooked: (textAt(entry, "Sts", "Cd") || textAt(entry, "Sts")) === "BOOK",
		on: readDay(days.find((text) => text !== "") ?? ""),
		info: textAt(entry, "AddtlNtryInf"),
	};
}

function rowsOf(
	entry: ReturnType<typeof readEntry>,
	transaction: XmlNode,
	entryAmount: XmlNode | undefined,
): AnswerRow[] {
	const { isBooked, isReversal, on } = entry;
	const isDebit = (textAt(transaction, "CdtDbtInd") || entry.side) === "DBIT";
	const returned = each(transaction, "RtrInf")[0];
	const named = textAt(transaction, "Refs", "EndToEndId");
	const isOurs = ourReference.test(named);
	if (!isDebit && !isReversal && !returned && !isOurs) return [];
	const amount = amountOf(
		each(transaction, "Amt")[0] ?? each(transaction, "AmtDtls", "TxAmt", "Amt")[0] ?? entryAmount,
	);
	return [
		{
			reference: named === "NOTPROVIDED" ? "" : named,
			answer: answerOf({ isBooked, isDebit, isReversal: isReversal || returned !== undefined, amount }),
			amountDong: amount === "unclear" ? null : amount,
			on,
			said:
				saidBy(
					textAt(returned, "Rsn", "Cd") || textAt(returned, "Rsn", "Prtry"),
					textAt(returned, "AddtlInf") || textAt(transaction, "AddtlTxInf") || entry.info,
				) || (isDebit ? "" : entry.side),
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
