import { ownValue } from "#app/kernel/own-value.ts";
import { each, textAt, type XmlNode } from "#app/kernel/xml.ts";
import { type AnswerRow, readAmount, readDay, saidBy } from "./answer-row.ts";

/** Codes of ExternalPaymentTransactionStatus1Code: settled, refused, and the steps between. */
const answers: Record<string, AnswerRow["answer"]> = {
	ACSC: "paid",
	ACCC: "paid",
	RJCT: "failed",
	CANC: "failed",
	PDNG: "unknown",
	RCVD: "waiting",
	ACTC: "waiting",
	ACCP: "waiting",
	ACFC: "waiting",
	ACSP: "waiting",
	ACWC: "waiting",
	PATC: "waiting",
};

/**
 * A `pain.002`, CustomerPaymentStatusReport of any version: a row for each transaction. A status of the whole message or
 * of a payment instruction counts for its transactions that have none, and is a row without reference where it names no
 * transaction.
 */
export function readStatusReport(report: XmlNode): AnswerRow[] {
	const group = each(report, "OrgnlGrpInfAndSts")[0];
	const day = textAt(report, "GrpHdr", "CreDtTm");
	const batch = textAt(group, "OrgnlMsgId") || null;
	const levels = each(report, "OrgnlPmtInfAndSts");
	const ofGroup = toldBy(group);
	if (levels.length === 0) return group && ofGroup ? [rowOf(group, { day, batch, told: ofGroup, reference: "" })] : [];
	return levels.flatMap((level) => {
		const transactions = each(level, "TxInfAndSts");
		// Read once, however many transactions it counts for.
		const told = toldBy(level) ?? ofGroup;
		if (transactions.length === 0) return [rowOf(level, { day, batch, told, reference: "" })];
		return transactions.map((transaction) =>
			rowOf(transaction, {
				day,
				batch,
				told: toldBy(transaction) ?? told,
				reference: textAt(transaction, "OrgnlEndToEndId"),
			}),
		);
	});
}

/** A status, and the bank's words on it. */
type Told = { status: string; said: string };

function toldBy(node: XmlNode | undefined): Told | null {
	const status = textAt(node, "TxSts") || textAt(node, "PmtInfSts") || textAt(node, "GrpSts");
	return status === "" ? null : { status, said: reasonOf(node) || status };
}

type Around = { day: string; batch: string | null; told: Told | null; reference: string };

function rowOf(node: XmlNode, { day, batch, told, reference }: Around): AnswerRow {
	const instructed = each(node, "OrgnlTxRef", "Amt", "InstdAmt")[0];
	const amount = amountOf(instructed);
	const effective = textAt(node, "FctvIntrBkSttlmDt", "Dt") || textAt(node, "AccptncDtTm") || day;
	return {
		reference: reference === "NOTPROVIDED" ? "" : reference,
		answer: amount === "unclear" ? "unclear" : (ownValue(answers, told?.status ?? "") ?? "unclear"),
		amountDong: amount === "unclear" ? null : amount,
		on: readDay(effective),
		said: told?.said ?? "",
		batch,
	};
}

/** Whole đồng of an amount with its currency; null where there is none. */
export function amountOf(node: XmlNode | undefined): bigint | null | "unclear" {
	if (!node) return null;
	const amountDong = node["@Ccy"] === "VND" ? readAmount(textAt(node)) : null;
	return amountDong ?? "unclear";
}

/** "AC01: Account does not exist". */
function reasonOf(node: XmlNode | undefined): string {
	return each(node, "StsRsnInf")
		.map((reason) =>
			saidBy(
				textAt(reason, "Rsn", "Cd") || textAt(reason, "Rsn", "Prtry"),
				each(reason, "AddtlInf")
					.map((line) => textAt(line))
					.join(" "),
			),
		)
		.join("; ")
		.slice(0, 500);
}
