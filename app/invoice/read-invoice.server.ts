import { childrenNamed, elementsByName, readXml, textAt, type XmlNode } from "#app/house/body/xml.ts";
import { uploadTypeOf } from "#app/house/upload-kinds.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { formatTaxCode, readTaxCode } from "#app/kernel/tax-code.ts";
import { type DecimalMark, decimalMarkOf, decimalMarks, readSigned } from "#app/kernel/written-amount.ts";
import type {
	FileFault,
	InvoiceFile,
	InvoiceLine,
	InvoicePart,
	LineKind,
	ReadInvoice,
	RelatedInvoice,
} from "./invoice-file.ts";
import { isDong, readIssuedOn, readNumber, readSymbols, withoutExponent } from "./spelling/spelled-parts.ts";
import { allNamed, firstNamed, type Named, textNamed } from "./xml-by-name.ts";

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
	if (uploadTypeOf(bytes) === "application/pdf") return fault({ is: "pdf" });
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

function readData(document: XmlNode, inside: XmlNode): ReadInvoice {
	const data = elementsByName(inside);
	const currency = textNamed(data, "DVTTe").normalize("NFC").toUpperCase();
	if (!isDong(currency)) {
		const rate = shown(textNamed(data, "TGia"), 20);
		const isRate = /[2-9]|1.*\d/.test(rate);
		return fault({ is: "currency", currency: shown(currency, 10), ...(isRate ? { rate } : {}) });
	}
	const key = readKey(data);
	const related = readRelated(data);
	const amounts = readAmounts(data, { adjusts: related?.how === "adjusts" });
	if (amounts.ambiguous) return fault({ is: "ambiguous", ...amounts.ambiguous });
	const parts = [...key.missing, ...amounts.missing];
	if (parts.length > 0) return fault({ is: "parts", parts });
	const [fraction] = amounts.fractions;
	if (fraction) return fault({ is: "fraction", part: fraction });
	if (related && amounts.read.totalDong === 0n) return fault({ is: "no-change", name: related.name });
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
			authorityCode: shown(textNamed(elementsByName(document), "MCCQT"), 60) || null,
			related,
			lines: readLines(data, amounts.mark),
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

function readKey(data: Named): {
	read: Pick<InvoiceFile, "sellerTaxCode" | "formSymbol" | "symbol" | "number" | "issuedOn">;
	missing: InvoicePart[];
} {
	const sellerTaxCode = taxCodeIn(firstNamed(data, "NBan")) ?? "";
	const { formSymbol, symbol } = readSymbols(textNamed(data, "KHMSHDon"), textNamed(data, "KHHDon"));
	const number = readNumber(textNamed(data, "SHDon"));
	const issuedOn = readIssuedOn(textNamed(data, "NLap"));
	const missing: InvoicePart[] = [];
	if (!readTaxCode(sellerTaxCode).ok) missing.push("seller");
	if (formSymbol === "") missing.push("form-symbol");
	if (symbol === "") missing.push("symbol");
	if (number === 0) missing.push("number");
	if (issuedOn === null) missing.push("date");
	return { read: { sellerTaxCode, formSymbol, symbol, number, issuedOn: issuedOn ?? "" }, missing };
}

type Amount = bigint | "missing" | "wrong" | "fraction";

/** "2200.000000" is 2,200 đồng, and so is "2.200,00"; `mark` decides only where both could be. */
function amountOf(text: string, mark: DecimalMark): Amount {
	if (text.trim() === "") return "missing";
	const [dot, comma] = decimalMarks.map((each) => readSigned(withoutExponent(text), each));
	const chosen = dot === null ? comma : comma === null ? dot : mark === "." ? dot : comma;
	return chosen ?? "wrong";
}

function sumOf(texts: readonly string[], mark: DecimalMark): Amount {
	return texts.reduce<Amount>((sum, text) => {
		const amount = amountOf(text, mark);
		return typeof sum === "bigint" && typeof amount === "bigint" ? sum + amount : amount === "missing" ? sum : amount;
	}, 0n);
}

/**
 * How the file writes amounts. The format has a decimal point and no groups; programs exist that group. Where "540.000"
 * may be either, a longer amount without groups, or the total in words, decides.
 */
function markOf(data: Named): DecimalMark | "ask" {
	const texts = [
		...["TgTCThue", "TgTThue", "TTCKTMai", "TGTKhac", "TGTKCThue", "TgTTTBSo"].map((name) => textNamed(data, name)),
		...allNamed(data, "HHDVu").flatMap((line) => [textAt(line, "ThTien"), textAt(line, "DGia")]),
		...allNamed(data, "LPhi").map((fee) => textAt(fee, "TPhi")),
	].filter((text) => text !== "");
	const mark = decimalMarkOf(texts);
	if (mark !== "ask") return mark;
	if (texts.some((text) => /^-?\d{4,}(?:\.\d*)?$/.test(text.trim()))) return ".";
	const inWords = plainWords(textNamed(data, "TgTTTBChu"));
	const total = textNamed(data, "TgTTTBSo");
	const fits = decimalMarks.filter((each) => {
		const amount = readSigned(total, each);
		return typeof amount === "bigint" && amount > 0n && plainWords(dongInWords(amount, "vi")) === inWords;
	});
	return fits.length === 1 && fits[0] ? fits[0] : "ask";
}

/** Words of an amount without what people write in different ways. */
function plainWords(text: string): string {
	return toAccountName(text)
		.replace(/[^A-Z ]/g, " ")
		.replace(/\b(?:CHAN|VIET NAM)\b/g, "")
		.replace(/\bNGAN\b/g, "NGHIN")
		.replace(/\bLINH\b/g, "LE")
		.replace(/\s+/g, " ")
		.trim();
}

function readAmounts(data: Named, { adjusts }: { adjusts: boolean }) {
	const missing: InvoicePart[] = [];
	const fractions: InvoicePart[] = [];
	const asked = markOf(data);
	const mark = asked === "ask" ? "." : asked;
	const take = (part: InvoicePart, amount: Amount): bigint | null => {
		if (typeof amount === "bigint") return amount;
		if (amount === "wrong") missing.push(part);
		if (amount === "fraction") fractions.push(part);
		return null;
	};
	const totalText = textNamed(data, "TgTTTBSo");
	const total = amountOf(totalText, mark);
	// Only an invoice that adjusts another lowers it, or leaves it as it is.
	if (total === "missing" || (typeof total === "bigint" && total <= 0n && !adjusts)) missing.push("total");
	const fees = allNamed(data, "LPhi").map((fee) => textAt(fee, "TPhi"));
	const reductions = sumOf([textNamed(data, "TGTKhac"), textNamed(data, "TGTKCThue")], mark);
	const reductionsDong = take("discount", reductions) ?? 0n;
	const discountDong = take("discount", sumOf([textNamed(data, "TTCKTMai")], mark)) ?? 0n;
	const read = {
		beforeTaxDong: take("before-tax", amountOf(textNamed(data, "TgTCThue"), mark)),
		taxDong: take("tax", amountOf(textNamed(data, "TgTThue"), mark)),
		feesDong: take("fees", sumOf(fees, mark)) ?? 0n,
		discountDong: adjusts ? discountDong : sizeOf(discountDong),
		...(reductionsDong === 0n ? {} : { reductionsDong: sizeOf(reductionsDong) }),
		totalDong: take("total", total) ?? 0n,
	};
	const ambiguous = asked === "ask" ? { part: "total" as const, text: shown(totalText, 30) } : null;
	return { read, missing, fractions, mark, ambiguous } as const;
}

/** What is taken off, whether a program writes it with its sign or without. */
function sizeOf(amountDong: bigint): bigint {
	return amountDong < 0n ? -amountDong : amountDong;
}

/** The one invoice that this one changes; one that changes several names none. */
function readRelated(data: Named): RelatedInvoice | null {
	const [first = null, ...others] = allNamed(data, "TTHDLQuan").flatMap((block) => readRelatedBlock(block) ?? []);
	return first && others.some(({ name }) => name !== first.name) ? { ...first, name: "" } : first;
}

/** `TCHDon`: 1 replaces, 2 adjusts. */
function readRelatedBlock(block: XmlNode): RelatedInvoice | null {
	const number = textAt(block, "SHDCLQuan");
	const kind = textAt(block, "TCHDon");
	// Some programs write the block empty on every invoice, or with zeros.
	if (/^0*$/.test(kind) && /^0*$/.test(number)) return null;
	const { formSymbol, symbol } = readSymbols(
		textAt(block, "KHMSHDCLQuan").slice(0, 5),
		textAt(block, "KHHDCLQuan").slice(0, 20),
	);
	const named = formSymbol !== "" && symbol !== "" && readNumber(number) > 0;
	return {
		how: /^0?1$/.test(kind) || /^THAY THE/.test(toAccountName(kind)) ? "replaces" : "adjusts",
		name: named ? `${formSymbol}${symbol} ${readNumber(number)}` : "",
	};
}

/** `TChat`: 1 goods and services, 2 promotion, 3 trade discount, 4 note. */
const kindsOfLines: Record<string, LineKind> = { 2: "promotion", 3: "discount", 4: "note" };

function readLines(data: Named, mark: DecimalMark): InvoiceLine[] {
	return allNamed(data, "HHDVu")
		.slice(0, MAX_LINES)
		.map((line) => {
			const amount = amountOf(textAt(line, "ThTien"), mark);
			const kind = ownValue(kindsOfLines, textAt(line, "TChat").replace(/^0/, ""));
			return {
				name: shown(textAt(line, "THHDVu")),
				amountDong: typeof amount === "bigint" ? amount : null,
				...(kind ? { kind } : {}),
			};
		});
}
