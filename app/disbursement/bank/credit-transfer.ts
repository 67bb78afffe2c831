import { toAccountName } from "#app/kernel/account-name.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { cleanLine, withoutMarks } from "#app/kernel/text.ts";
import { type Element, xmlDocument } from "./xml.ts";

/** Whose account is debited. */
export type Payer = { name: string; account: string; bankBin: string };

export type CreditTransfer = {
	/** Identifies the payment for ever, at every bank and in every answer. */
	reference: string;
	accountName: string;
	account: string;
	bankBin: string;
	bankName: string;
	amountDong: bigint;
	/** What the receiver reads on the statement. */
	remittance: string;
};

export type CreditTransferFile = {
	reference: string;
	sentAt: Date;
	/** The working day on which the bank is to pay. */
	executesOn: PlainDate;
	payer: Payer;
	transfers: readonly CreditTransfer[];
};

/** Lengths of ISO 20022: Max35Text of identifiers, Max140Text of names and of one line of remittance. */
const MAX = { identifier: 35, name: 140, account: 34 };

/**
 * The letters that every clearing of ISO 20022 takes: a-z A-Z 0-9 / - ? : ( ) . , ' + and space (SWIFT's character set
 * X, also the common ground of the CGI-MP handbook). Vietnamese loses its accents as on every bank account; what is left
 * over becomes a space. No text starts with "/" or holds "//", which would start a code word.
 */
export function toBankText(text: string, max: number): string {
	const plain = withoutMarks(cleanLine(text))
		.replace(/[\u2212\p{Pd}]/gu, "-")
		.replace(/[‘’ʼ]/g, "'")
		.replace(/[^a-zA-Z0-9/\-?:().,'+ ]/g, " ")
		.replace(/\/{2,}/g, "/")
		.replace(/\s+/g, " ")
		.replace(/^[/ ]+/, "");
	return plain.slice(0, max).replace(/(?<![/ ])[/ ]+$/, "");
}

/** A name or an identifier must be there: a bank refuses an empty element. */
function required(text: string, max: number): string {
	const plain = toBankText(text, max);
	assert(plain !== "", "nothing is left of a text for the bank");
	return plain;
}

/**
 * A released batch as ISO 20022 `pain.001.001.09`, CustomerCreditTransferInitiation: one payment instruction, a transfer
 * for each payment. All identifiers and times come from the batch, so that the same batch is the same file each time and
 * a bank that gets it twice knows it. Banks are named by their NAPAS number as clearing member, accounts as `Othr`, since
 * Viet Nam has no IBAN. The đồng has no decimals (ISO 4217, exponent 0).
 *
 * @param file.transfers at least one.
 */
export function creditTransferXml({ reference, sentAt, executesOn, payer, transfers }: CreditTransferFile): string {
	assert(transfers.length > 0, "a payment file has a payment");
	const id = required(reference, MAX.identifier);
	const totals = [
		leaf("NbOfTxs", String(transfers.length)),
		leaf("CtrlSum", String(sumDong(transfers.map(({ amountDong }) => amountDong)))),
	];
	const payerName = leaf("Nm", required(payer.name, MAX.name));
	return xmlDocument({
		name: "Document",
		attributes: { xmlns: "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09" },
		content: [
			node("CstmrCdtTrfInitn", [
				node("GrpHdr", [
					leaf("MsgId", id),
					leaf("CreDtTm", sentAt.toISOString()),
					...totals,
					node("InitgPty", [payerName]),
				]),
				node("PmtInf", [
					leaf("PmtInfId", id),
					leaf("PmtMtd", "TRF"),
					// A debit for each payment: a statement then names each, and not their sum.
					leaf("BtchBookg", "false"),
					...totals,
					node("ReqdExctnDt", [leaf("Dt", executesOn)]),
					node("Dbtr", [payerName]),
					accountOf("DbtrAcct", payer.account),
					agentOf("DbtrAgt", payer.bankBin),
					leaf("ChrgBr", "DEBT"),
					...transfers.map(transferOf),
				]),
			]),
		],
	});
}

function transferOf(transfer: CreditTransfer): Element {
	assert(transfer.amountDong > 0n, "a payment is more than nothing");
	return node("CdtTrfTxInf", [
		node("PmtId", [leaf("EndToEndId", required(transfer.reference, MAX.identifier))]),
		node("Amt", [{ name: "InstdAmt", attributes: { Ccy: "VND" }, content: String(transfer.amountDong) }]),
		agentOf("CdtrAgt", transfer.bankBin, transfer.bankName),
		node("Cdtr", [leaf("Nm", required(toAccountName(transfer.accountName), MAX.name))]),
		accountOf("CdtrAcct", transfer.account),
		node("RmtInf", [leaf("Ustrd", required(transfer.remittance, MAX.name))]),
	]);
}

function accountOf(name: "DbtrAcct" | "CdtrAcct", account: string): Element {
	return node(name, [node("Id", [node("Othr", [leaf("Id", required(account, MAX.account))])]), leaf("Ccy", "VND")]);
}

/** A bank by its NAPAS number; its name beside it is for people. */
function agentOf(name: "DbtrAgt" | "CdtrAgt", bin: string, bankName = ""): Element {
	const called = toBankText(bankName, MAX.name);
	const institution = [node("ClrSysMmbId", [leaf("MmbId", bin)]), ...(called ? [leaf("Nm", called)] : [])];
	return node(name, [node("FinInstnId", institution)]);
}

function node(name: string, content: readonly Element[]): Element {
	return { name, content };
}

function leaf(name: string, content: string): Element {
	return { name, content };
}
