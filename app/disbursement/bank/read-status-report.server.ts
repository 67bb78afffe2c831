import { each, textAt, type XmlNode } from "#app/house/body/xml.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { type AnswerRow, saidBy } from "./answer-row.ts";
import {
	accountOf,
	batchNamed,
	claimsNamed,
	firstAmount,
	firstDay,
	given,
	keysOf,
	paymentNamed,
	remittanceWords,
} from "./iso/parts.ts";

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
	ACPD: "waiting",
	ACWP: "waiting",
	PRES: "waiting",
	ACSP: "waiting",
	ACWC: "waiting",
	PATC: "waiting",
};

/**
 * A `pain.002`, CustomerPaymentStatusReport of any version: a row for each transaction. A status of the whole message or
 * of a payment instruction counts for its transactions that have none, and is a row of the whole batch where it names no
 * transaction.
 */
export function readStatusReport(report: XmlNode): AnswerRow[] {
	const group = each(report, "OrgnlGrpInfAndSts")[0];
	const toldOn = firstDay(report, ["GrpHdr", "CreDtTm"]);
	const batch = given(textAt(group, "OrgnlMsgId")) || null;
	// Version 2 has its transactions beside the group.
	const levels = [...each(report, "OrgnlPmtInfAndSts"), ...(each(report, "TxInfAndSts").length > 0 ? [report] : [])];
	const ofGroup = toldBy(group);
	if (levels.length === 0) {
		return group && ofGroup ? [rowOf(group, { toldOn, batch, told: ofGroup, isWhole: true })] : [];
	}
	return levels.flatMap((level) => {
		const transactions = each(level, "TxInfAndSts");
		// Read once, however many transactions it counts for.
		const around = {
			toldOn,
			batch:
				batchNamed(batch ?? "", textAt(level, "OrgnlPmtInfId")) ?? batch ?? (textAt(level, "OrgnlPmtInfId") || null),
			told: toldBy(level) ?? ofGroup,
		};
		if (transactions.length === 0) return [rowOf(level, { ...around, isWhole: true })];
		return transactions.map((transaction) =>
			rowOf(transaction, { ...around, told: toldBy(transaction) ?? around.told, isWhole: false }),
		);
	});
}

/** A status, and the bank's words on it. */
type Told = { status: string; said: string };

function toldBy(node: XmlNode | undefined): Told | null {
	const status = textAt(node, "TxSts") || textAt(node, "PmtInfSts") || textAt(node, "GrpSts");
	return status === "" ? null : { status: status.toUpperCase(), said: reasonOf(node) || status };
}

type Around = { toldOn: PlainDate | null; batch: string | null; told: Told | null; isWhole: boolean };

const amounts = [
	["OrgnlTxRef", "Amt", "InstdAmt"],
	["OrgnlTxRef", "Amt", "EqvtAmt", "Amt"],
	["OrgnlTxRef", "IntrBkSttlmAmt"],
] as const;

function rowOf(node: XmlNode, { toldOn, batch, told, isWhole }: Around): AnswerRow {
	const amount = firstAmount(node, amounts);
	const answer = amount === "unclear" ? "unclear" : (ownValue(answers, told?.status ?? "") ?? "unclear");
	// When the bank refused it is when it says so; when it paid is another matter than when it tells.
	const settled = firstDay(node, ["FctvIntrBkSttlmDt"], ["OrgnlTxRef", "IntrBkSttlmDt"]);
	const row = {
		answer,
		amountDong: amount === "unclear" ? null : amount,
		on: settled ?? (answer === "failed" ? toldOn : null),
		said: told?.said ?? "",
		batch: batchNamed(batch ?? ""),
	};
	// What is no batch of ours says nothing of a payment, but helps a person to find out what the whole is.
	return isWhole
		? { ...row, batch: row.batch ?? batch, reference: "", whole: wholeOf(node) }
		: { ...row, ...namesOf(node) };
}

/** How many payments a message or an instruction had, and what they summed up to. */
function wholeOf(node: XmlNode): { count: number | null } {
	const [, count] = /^0{0,10}(\d{1,6})$/.exec(textAt(node, "OrgnlNbOfTxs")) ?? [];
	return { count: count === undefined ? null : Number(count) };
}

function namesOf(transaction: XmlNode): Pick<AnswerRow, "reference" | "keys" | "claims" | "account"> {
	const original = each(transaction, "OrgnlTxRef")[0];
	const words = remittanceWords(each(original, "RmtInf")[0]);
	const ids = ["OrgnlEndToEndId", "OrgnlInstrId", "OrgnlTxId"].map((name) => textAt(transaction, name));
	const keys = keysOf(transaction, { AcctSvcrRef: "AcctSvcrRef", ClrSysRef: "ClrSysRef", OrgnlUETR: "UETR" });
	const claims = claimsNamed(words);
	const account = accountOf(each(original, "DbtrAcct")[0]);
	return {
		reference: given(paymentNamed({ ids, words })),
		...(keys.length > 0 ? { keys } : {}),
		...(claims.length > 0 ? { claims } : {}),
		...(account ? { account } : {}),
	};
}

/** "AC01: Account does not exist". */
function reasonOf(node: XmlNode | undefined): string {
	return each(node, "StsRsnInf")
		.map((reason) =>
			saidBy(
				["Rsn", "StsRsn"].map((name) => textAt(reason, name, "Cd") || textAt(reason, name, "Prtry")).join(""),
				[...each(reason, "AddtlInf"), ...each(reason, "AddtlStsRsnInf")].map((line) => textAt(line)).join(" "),
			),
		)
		.join("; ")
		.slice(0, 500);
}
