import { isPlainDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import { childrenNamed, readXml, textAt, type XmlNode } from "#app/kernel/xml.ts";
import { readInvoiceSerial } from "../invoice.rules.ts";
import type { FileFault, InvoiceFile, InvoiceLine, InvoicePart, ReadInvoice, RelatedInvoice } from "./invoice-file.ts";
import { firstNamed, textNamed } from "./xml-by-name.ts";

/** An invoice of a thousand lines with its signatures has about a tenth of it. */
export const MAX_INVOICE_BYTES = 2 * 1024 * 1024;

/** Of XML: tags, attributes, character references. */
const MAX_MARKS = 60_000;

/** Shown to people; an invoice with more keeps them in its bytes. */
const MAX_LINES = 200;
const MAX_NAME = 300;

/**
 * Reads the XML of an e-invoice, whoever made it. Programs differ in namespaces, in what they wrap around `HDon` and in
 * where the totals sit, so everything is found by its local name. Never throws: what is no invoice is a fault in words.
 */
export function readInvoice(bytes: Uint8Array): ReadInvoice {
	if (bytes.byteLength > MAX_INVOICE_BYTES) return fault({ is: "too-large" });
	if (startsWith(bytes, "%PDF-")) return fault({ is: "pdf" });
	if (startsWith(bytes, "PK\u0003\u0004")) return fault({ is: "zip" });
	const text = decode(bytes);
	if (text === null) return fault({ is: "encoding" });
	if (!/^\s*</.test(text)) return fault({ is: "not-xml" });
	const document = readXml(text, { maxMarks: MAX_MARKS });
	if (document === "too-large") return fault({ is: "too-large" });
	if (document === "doctype") return fault({ is: "doctype" });
	if (document === "broken") return fault({ is: "not-xml" });
	const named = childrenNamed(document, "DLHDon");
	const invoices = named.length > 0 ? named : childrenNamed(document, "HDon");
	const [data] = invoices;
	if (!data) return fault({ is: "not-an-invoice" });
	if (invoices.length > 1) return fault({ is: "several" });
	return readData(document, data);
}

function fault(is: FileFault): ReadInvoice {
	return { ok: false, fault: is };
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	return [...text].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

/**
 * The bytes say what they are, not the declaration: programs write `encoding="utf-16"` above UTF-8. Any other encoding
 * than these two would turn names into other names, and is refused.
 */
function decode(bytes: Uint8Array): string | null {
	const [first, second] = bytes;
	const encoding =
		first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
	try {
		const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
		const [, declared = "utf-8"] = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(text) ?? [];
		return /^(?:utf-?8|utf-?16(?:le|be)?|us-ascii)$/i.test(declared) ? text : null;
	} catch {
		return null;
	}
}

function readData(document: XmlNode, data: XmlNode): ReadInvoice {
	const currency = textNamed(data, "DVTTe").toUpperCase();
	if (currency !== "" && currency !== "VND") return fault({ is: "currency", currency: shown(currency, 10) });
	const key = readKey(data);
	const amounts = readAmounts(data);
	const parts = [...key.missing, ...amounts.missing];
	if (parts.length > 0) return fault({ is: "parts", parts });
	const [fraction] = amounts.fractions;
	if (fraction) return fault({ is: "fraction", part: fraction });
	const seller = firstNamed(data, "NBan");
	const buyer = firstNamed(data, "NMua");
	return {
		ok: true,
		invoice: {
			...key.read,
			...amounts.read,
			sellerName: nameOf(seller),
			buyerTaxCode: taxCodeIn(buyer) ?? null,
			buyerName: nameOf(buyer) || shown(textAt(buyer, "HVTNMHang")),
			authorityCode: shown(textNamed(document, "MCCQT"), 60) || null,
			related: readRelated(data),
			lines: readLines(data),
		},
	};
}

function nameOf(party: XmlNode | undefined): string {
	return shown(textAt(party, "Ten"));
}

/** No longer than a page can show, and without half a character where it was cut. */
function shown(text: string, max = MAX_NAME): string {
	return text.slice(0, max).replace(/\p{Surrogate}/gu, "");
}

/** A tax code that cannot be read stays as it is, so that people can compare it; undefined where there is none. */
function taxCodeIn(party: XmlNode | undefined): string | undefined {
	const text = textAt(party, "MST");
	const read = readTaxCode(text);
	return read.ok ? formatTaxCode(read.taxCode) : shown(text, 30) || undefined;
}

function readKey(data: XmlNode): {
	read: Pick<InvoiceFile, "sellerTaxCode" | "formSymbol" | "symbol" | "number" | "issuedOn">;
	missing: InvoicePart[];
} {
	const sellerTaxCode = taxCodeIn(firstNamed(data, "NBan")) ?? "";
	const formSymbol = textNamed(data, "KHMSHDon");
	const symbol = textNamed(data, "KHHDon").toUpperCase();
	const number = textNamed(data, "SHDon");
	// A day, or a moment of it; the format has the day.
	const issuedOn = textNamed(data, "NLap").replace(/T.*$/s, "");
	const missing: InvoicePart[] = [];
	if (!readTaxCode(sellerTaxCode).ok) missing.push("seller");
	if (!/^[1-9]$/.test(formSymbol)) missing.push("form-symbol");
	if (!readInvoiceSerial(`1${symbol}`)) missing.push("symbol");
	if (!/^0{0,20}[1-9]\d{0,7}$/.test(number)) missing.push("number");
	if (!isPlainDate(issuedOn)) missing.push("date");
	return { read: { sellerTaxCode, formSymbol, symbol, number: Number(number), issuedOn }, missing };
}

type Amount = bigint | "missing" | "wrong" | "fraction";

/** "2200.000000" is 2,200 đồng. */
function amountOf(text: string): Amount {
	if (text === "") return "missing";
	const [, whole, fraction = ""] = /^(-?\d{1,15})(?:\.(\d{0,20}))?$/.exec(text) ?? [];
	if (whole === undefined) return "wrong";
	return /^0*$/.test(fraction) ? BigInt(whole) : "fraction";
}

function sumOf(texts: readonly string[]): Amount {
	return texts.reduce<Amount>((sum, text) => {
		const amount = amountOf(text);
		return typeof sum === "bigint" && typeof amount === "bigint" ? sum + amount : amount === "missing" ? sum : amount;
	}, 0n);
}

function readAmounts(data: XmlNode) {
	const missing: InvoicePart[] = [];
	const fractions: InvoicePart[] = [];
	const take = (part: InvoicePart, amount: Amount): bigint | null => {
		if (typeof amount === "bigint") return amount;
		if (amount === "wrong") missing.push(part);
		if (amount === "fraction") fractions.push(part);
		return null;
	};
	const total = amountOf(textNamed(data, "TgTTTBSo"));
	if (total === "missing" || (typeof total === "bigint" && total <= 0n)) missing.push("total");
	const fees = childrenNamed(data, "LPhi").map((fee) => textAt(fee, "TPhi"));
	const read = {
		beforeTaxDong: take("before-tax", amountOf(textNamed(data, "TgTCThue"))),
		taxDong: take("tax", amountOf(textNamed(data, "TgTThue"))),
		feesDong: take("fees", sumOf(fees)) ?? 0n,
		discountDong: take("discount", sumOf([textNamed(data, "TTCKTMai")])) ?? 0n,
		totalDong: take("total", total) ?? 0n,
	};
	return { read, missing, fractions };
}

/** `TCHDon`: 1 replaces, 2 adjusts. */
function readRelated(data: XmlNode): RelatedInvoice | null {
	const block = firstNamed(data, "TTHDLQuan");
	const number = textAt(block, "SHDCLQuan");
	const kind = textAt(block, "TCHDon");
	// Some programs write the block empty on every invoice.
	if (!block || (kind === "" && number === "")) return null;
	const serial = readInvoiceSerial(
		textAt(block, "KHMSHDCLQuan").slice(0, 5) + textAt(block, "KHHDCLQuan").slice(0, 20),
	);
	const named = serial !== null && /^0{0,20}[1-9]\d{0,7}$/.test(number);
	return {
		how: kind === "1" ? "replaces" : "adjusts",
		name: named ? `${serial.formSymbol}${serial.symbol} ${Number(number)}` : "",
	};
}

function readLines(data: XmlNode): InvoiceLine[] {
	return childrenNamed(data, "HHDVu")
		.slice(0, MAX_LINES)
		.map((line) => {
			const amount = amountOf(textAt(line, "ThTien"));
			return {
				name: shown(textAt(line, "THHDVu")),
				amountDong: typeof amount === "bigint" ? amount : null,
			};
		});
}
