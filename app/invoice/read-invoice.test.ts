import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	bytesOf,
	type InvoiceWishes,
	invoiceXml,
	prefixedInvoiceXml,
	rearrangedInvoiceXml,
	relatedBlock,
} from "#testing/invoice-xml.ts";
import { type InvoiceFile, invoiceFileAsJson, invoiceFileFrom } from "./invoice-file.ts";
import { MAX_INVOICE_BYTES, readInvoice } from "./read-invoice.server.ts";

const usual: InvoiceFile = {
	sellerTaxCode: "0312687878",
	sellerName: "Công ty TNHH Giải pháp Vàm Sông",
	buyerTaxCode: "0300588569",
	buyerName: "Công ty Cổ phần Bếp Nhà Mình & Con",
	formSymbol: "1",
	symbol: "C26TAA",
	number: 318,
	issuedOn: "2026-09-08",
	beforeTaxDong: 109_259_259n,
	taxDong: 8_740_741n,
	feesDong: 0n,
	discountDong: 0n,
	totalDong: 118_000_000n,
	authorityCode: "00F1D2C3B4A5968778695A4B3C2D1E0F01",
	related: null,
	lines: [{ name: "Phần mềm quản lý sản xuất", amountDong: 109_259_259n }],
};

const read = (text: string) => readInvoice(bytesOf(text));
const faultOf = (text: string) => {
	const result = read(text);
	return result.ok ? null : result.fault;
};

const utf16 = (text: string, littleEndian: boolean) => {
	const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
	return littleEndian ? bytes : bytes.swap16();
};

/** With the two symbols as a program writes them. */
const written = (formSymbol: string, symbol: string) =>
	invoiceXml().replace("<KHMSHDon>1<", `<KHMSHDon>${formSymbol}<`).replace("<KHHDon>C26TAA<", `<KHHDon>${symbol}<`);

/** Of 540,000 đồng, in groups of three, with the total in these words. */
const small = (words = "") =>
	invoiceXml({ beforeTax: "500.000", tax: "40.000", total: "540.000", lines: [["Dịch vụ", "500.000"]] }).replace(
		/<TgTTTBChu>.*<\/TgTTTBChu>/,
		`<TgTTTBChu>${words}</TgTTTBChu>`,
	);

describe("the same invoice", () => {
	test.each<[string, string | Uint8Array]>([
		["as most programs write it", invoiceXml()],
		["with prefixes, inside a message", prefixedInvoiceXml()],
		["with the totals and the code elsewhere, in a namespace", rearrangedInvoiceXml()],
		["with a byte order mark", `\uFEFF${invoiceXml()}`],
		["in UTF-16", utf16(invoiceXml().replace("UTF-8", "utf-16"), true)],
		["in UTF-16, the other way round", utf16(invoiceXml().replace("UTF-8", "UTF-16"), false)],
		["in UTF-8 that says it is UTF-16", invoiceXml().replace("UTF-8", "utf-16")],
		[
			"with decimals of nothing",
			invoiceXml({ beforeTax: "109259259.000000", tax: "8740741.0", total: "118000000.00" }),
		],
		["with blanks and a leading zero", invoiceXml({ number: "\n 00000318 ", seller: " 0312687878 " })],
		["with a moment instead of a day", invoiceXml({ issuedOn: "2026-09-08T10:15:00" })],
		["without a currency", invoiceXml({ currency: "" })],
		["with the currency in Vietnamese", invoiceXml({ currency: "Đồng" })],
		["with the currency's number", invoiceXml({ currency: "704" })],
		["with both symbols in one", written("1", "1C26TAA")],
		["with both symbols in one, and no other", written("", "1C26TAA")],
		["with a zero before the form symbol", written("01", "C26TAA")],
		["with small letters and signs in the symbol", written("1", "c26-t.aa")],
		["with the day first", invoiceXml({ issuedOn: "08/09/2026" })],
		["with the day first and an hour", invoiceXml({ issuedOn: "08-09-2026 10:15:00" })],
		["with the day in eight digits", invoiceXml({ issuedOn: "20260908" })],
		["with the day in words", invoiceXml({ issuedOn: "Ngày 08 tháng 9 năm 2026" })],
		["with a zone", invoiceXml({ issuedOn: "2026-09-07T18:30:00Z" })],
		["with the day in fourteen digits", invoiceXml({ issuedOn: "20260908101500" })],
		["with the hour of a program in Vietnamese", invoiceXml({ issuedOn: "08/09/2026 12:00:00 SA" })],
		["with dashes of a text program in the day", invoiceXml({ issuedOn: "08\u201309\u20132026" })],
		["with the year first and slashes", invoiceXml({ issuedOn: "2026/9/8" })],
		...["VND (đồng)", "VNĐ.", "VN đồng", "Việt Nam Đồng (VND)", "VN\u00d0", "vnd/đ"].map(
			(currency): [string, string] => [`with the currency ${currency}`, invoiceXml({ currency })],
		),
		["with an exponent", invoiceXml({ beforeTax: "1.09259259E8", tax: "8740741.0", total: "1.18E+8" })],
		["with the form symbol as a decimal", written("1.0", "C26TAA")],
		["with the number as a decimal", invoiceXml({ number: "318.0" })],
		["with a Cyrillic letter in the symbol", written("1", "\u042126TAA")],
		["with words before the seller's tax code", invoiceXml({ seller: "MST: 0312687878" })],
		["with an empty line before the declaration", `\r\n${invoiceXml()}`],
		[
			"with a block of related invoices of zeros",
			invoiceXml({ related: "<TTHDLQuan><TCHDon>0</TCHDon><SHDCLQuan>0</SHDCLQuan></TTHDLQuan>" }),
		],
		[
			"with several rates of tax",
			invoiceXml().replace(
				"<TToan>",
				"<TToan><THTTLTSuat><LTSuat><TSuat>8%</TSuat><ThTien>9</ThTien><TThue>1</TThue></LTSuat><LTSuat><TSuat>KCT</TSuat><ThTien>5</ThTien><TThue>0</TThue></LTSuat></THTTLTSuat>",
			),
		],
		[
			"with groups and a decimal comma",
			invoiceXml({
				beforeTax: "109.259.259,00",
				tax: "8.740.741",
				total: "118.000.000",
				lines: [["Phần mềm quản lý sản xuất", "109.259.259"]],
			}),
		],
		["with a decimal comma alone", invoiceXml({ total: "118000000,00" })],
		["with numeric character references", invoiceXml().replace("Công ty TNHH", "C&#244;ng ty &#x54;NHH")],
		[
			"with an empty block of related invoices",
			invoiceXml({ related: "<TTHDLQuan><TCHDon/><SHDCLQuan/></TTHDLQuan>" }),
		],
	])("is read %s", (_how, file) => {
		expect(typeof file === "string" ? read(file) : readInvoice(file)).toEqual({ ok: true, invoice: usual });
	});

	test("comes back from the database as it was read", () => {
		expect(invoiceFileFrom(JSON.parse(invoiceFileAsJson(usual)))).toEqual(usual);
	});
});

describe("what differs from one invoice to the next", () => {
	test.each<[string, InvoiceWishes, Partial<InvoiceFile>]>([
		["a branch that sells", { seller: "0312687878-001" }, { sellerTaxCode: "0312687878-001" }],
		["a branch without its hyphen", { seller: "0312687878001" }, { sellerTaxCode: "0312687878-001" }],
		[
			"a household that sells",
			{ seller: "079085001234", serial: "2C26MYY" },
			{ sellerTaxCode: "079085001234", formSymbol: "2" },
		],
		["a buyer without a tax code", { buyer: null }, { buyerTaxCode: null }],
		["a buyer's tax code with a wrong digit", { buyer: "0300588568" }, { buyerTaxCode: "0300588568" }],
		[
			"a sales invoice, which has no tax",
			{ serial: "2K26TBB", beforeTax: null, tax: null, authorityCode: null },
			{ beforeTaxDong: null, taxDong: null, authorityCode: null },
		],
		[
			"a code of a cash register",
			{ authorityCode: "M1-26-A1B2C-00000000318" },
			{ authorityCode: "M1-26-A1B2C-00000000318" },
		],
		[
			"an invoice that replaces another",
			{ related: relatedBlock(1) },
			{ related: { how: "replaces", name: "1C26TAA 317" } },
		],
		[
			"an invoice that adjusts another",
			{ related: relatedBlock(2, "1C26TAB", "00000012") },
			{ related: { how: "adjusts", name: "1C26TAB 12" } },
		],
		[
			"one that says in words that it replaces another",
			{ related: relatedBlock(1).replace("<TCHDon>1<", "<TCHDon>Thay thế<") },
			{ related: { how: "replaces", name: "1C26TAA 317" } },
		],
		[
			"one whose kind has a zero before it",
			{ related: relatedBlock(1).replace("<TCHDon>1<", "<TCHDon>01<") },
			{ related: { how: "replaces", name: "1C26TAA 317" } },
		],
		[
			"one that changes several",
			{ related: relatedBlock(2) + relatedBlock(2, "1C26TAA", "319"), total: "-5000" },
			{ related: { how: "adjusts", name: "" }, totalDong: -5000n },
		],
		["a discount with its sign", { moreTotals: "<TTCKTMai>-5000</TTCKTMai>" }, { discountDong: 5000n }],
		["a branch behind a slash", { seller: "0312687878/001" }, { sellerTaxCode: "0312687878-001" }],
		["a month first, where nothing else can be", { issuedOn: "9/28/2026 12:00:00 AM" }, { issuedOn: "2026-09-28" }],
		["the 29th of February", { issuedOn: "29/02/2028" }, { issuedOn: "2028-02-29" }],
		[
			"one that names both symbols in one",
			{ related: relatedBlock(2).replace(">C26TAA<", ">1C26TAA<") },
			{ related: { how: "adjusts", name: "1C26TAA 317" } },
		],
		[
			"one that lowers another",
			{
				related: relatedBlock(2),
				beforeTax: "-500000",
				tax: "-40000",
				total: "-540000",
				lines: [["Giảm giá", "-500000"]],
			},
			{ totalDong: -540_000n, beforeTaxDong: -500_000n, lines: [{ name: "Giảm giá", amountDong: -500_000n }] },
		],
		[
			"other reductions",
			{ moreTotals: "<TGTKCThue>1000</TGTKCThue><TGTKhac>500.0</TGTKhac>" },
			{ reductionsDong: 1500n },
		],
		[
			"one that replaces a paper invoice",
			{ related: relatedBlock(1, "01GTKT0/001", "12") },
			{ related: { how: "replaces", name: "" } },
		],
		[
			"fees and a discount",
			{
				moreTotals:
					"<TTCKTMai>5000.00</TTCKTMai><DSLPhi><LPhi><TLPhi>Phí A</TLPhi><TPhi>1000</TPhi></LPhi><LPhi><TPhi>500.0</TPhi></LPhi></DSLPhi>",
			},
			{ feesDong: 1500n, discountDong: 5000n },
		],
		[
			"a line with a part of a đồng",
			{ lines: [["Dịch vụ", "1234.5"]] },
			{ lines: [{ name: "Dịch vụ", amountDong: null }] },
		],
	])("%s", (_what, wishes, expected) => {
		expect(read(invoiceXml(wishes))).toMatchObject({ ok: true, invoice: expected });
	});
});

test("lines are read for what they are", () => {
	const line = (kind: string, amount: string) =>
		`<HHDVu><TChat>${kind}</TChat><THHDVu>x</THHDVu><ThTien>${amount}</ThTien></HHDVu>`;
	const text = invoiceXml().replace(
		"</DSHHDVu>",
		`${line("2", "0")}${line("3", "5000")}${line("4", "")}${line("9", "1")}${line("02", "0")}${line("__proto__", "1")}</DSHHDVu>`,
	);
	const result = read(text);
	expect(result.ok && result.invoice.lines.map(({ kind }) => kind)).toEqual([
		undefined,
		"promotion",
		"discount",
		"note",
		undefined,
		"promotion",
		undefined,
	]);
});

test.each([
	["Năm trăm bốn mươi nghìn đồng", 540_000n],
	["Năm trăm bốn mươi ngàn đồng chẵn./.", 540_000n],
	["Năm trăm bốn mươi đồng", 540n],
])("the total in words (%s) tells what 540.000 is", (words, totalDong) => {
	expect(read(small(words))).toMatchObject({ ok: true, invoice: { totalDong } });
});

describe("what is no invoice", () => {
	test.each([
		["a PDF", "%PDF-1.7\n", { is: "pdf" }],
		["a PDF behind a byte order mark", "\uFEFF%PDF-1.7\n", { is: "pdf" }],
		["an archive", "PK\u0003\u0004…", { is: "zip" }],
		["a text", "Kính gửi quý khách,", { is: "not-xml" }],
		["nothing", "", { is: "not-xml" }],
		["XML that breaks off", invoiceXml().slice(0, 700), { is: "not-xml" }],
		[
			"a DOCTYPE",
			`<!DOCTYPE HDon [<!ENTITY a SYSTEM "file:///etc/passwd">]>${invoiceXml().slice(39)}`,
			{ is: "doctype" },
		],
		["an entity bomb", '<!doctype a [<!ENTITY a "&b;&b;">]><HDon>&a;</HDon>', { is: "doctype" }],
		["another document", "<Document><Stmt/></Document>", { is: "not-an-invoice" }],
		[
			"two invoices",
			`<DSHDon>${invoiceXml()
				.replace(/^<\?xml.*\?>/, "")
				.repeat(2)}</DSHDon>`,
			{ is: "several" },
		],
		["another encoding", invoiceXml().replace("UTF-8", "windows-1258"), { is: "encoding" }],
		["dollars", invoiceXml({ currency: "USD" }), { is: "currency", currency: "USD" }],
		[
			"an empty invoice",
			"<HDon><DLHDon/></HDon>",
			{ is: "parts", parts: ["seller", "form-symbol", "symbol", "number", "date", "total"] },
		],
		["a seller's code with a wrong digit", invoiceXml({ seller: "0312687879" }), { is: "parts", parts: ["seller"] }],
		[
			"the form symbol of a paper invoice",
			invoiceXml().replace("<KHMSHDon>1<", "<KHMSHDon>01GTKT<"),
			{ is: "parts", parts: ["form-symbol"] },
		],
		["a number of nine digits", invoiceXml({ number: 123_456_789 }), { is: "parts", parts: ["number"] }],
		["a day that is none", invoiceXml({ issuedOn: "2026-02-30" }), { is: "parts", parts: ["date"] }],
		["a month first", invoiceXml({ issuedOn: "09/28/2026" }), { is: "parts", parts: ["date"] }],
		[
			"a day that may be two, with the hour of a program in English",
			invoiceXml({ issuedOn: "9/8/2026 12:00:00 AM" }),
			{ is: "parts", parts: ["date"] },
		],
		["an exponent with a part of a đồng", invoiceXml({ total: "1.180000005E8" }), { is: "fraction", part: "total" }],
		["two currencies", invoiceXml({ currency: "USD/VND" }), { is: "currency", currency: "USD/VND" }],
		["no total", invoiceXml({ total: "" }), { is: "parts", parts: ["total"] }],
		["a total of nothing", invoiceXml({ total: "0" }), { is: "parts", parts: ["total"] }],
		["less than nothing", invoiceXml({ total: "-500" }), { is: "parts", parts: ["total"] }],
		["two points in the total", invoiceXml({ total: "118.000.00" }), { is: "parts", parts: ["total"] }],
		["a symbol with another form symbol in it", written("1", "2C26TAA"), { is: "parts", parts: ["symbol"] }],
		[
			"dollars and their rate",
			invoiceXml({ currency: "USD" }).replace("<TGia>1<", "<TGia>26150<"),
			{ is: "currency", currency: "USD", rate: "26150" },
		],
		[
			"an adjustment of words alone",
			invoiceXml({ related: relatedBlock(2), total: "0" }),
			{ is: "no-change", name: "1C26TAA 317" },
		],
		["an amount that may be two", small(), { is: "ambiguous", part: "total", text: "540.000" }],
		["a part of a đồng", invoiceXml({ total: "118000000.5" }), { is: "fraction", part: "total" }],
		["tax with a part of a đồng", invoiceXml({ tax: "8740740.74" }), { is: "fraction", part: "tax" }],
	])("%s", (_what, text, expected) => expect(faultOf(text)).toEqual(expected));

	test("bytes that are no text", () => {
		expect(readInvoice(new Uint8Array([0x3c, 0xff, 0xfe, 0x80]))).toEqual({ ok: false, fault: { is: "encoding" } });
	});

	test("a file over the limit, unread", () => {
		expect(readInvoice(new Uint8Array(MAX_INVOICE_BYTES + 1))).toEqual({ ok: false, fault: { is: "too-large" } });
	});

	test("depth without end", () => {
		expect(faultOf("<a>".repeat(20_000) + "</a>".repeat(20_000))).toEqual({ is: "not-xml" });
	});

	test("more elements than an invoice has", () => {
		expect(faultOf(`<HDon>${"<a/>".repeat(70_000)}</HDon>`)).toEqual({ is: "too-large" });
	});
});

/** Either an invoice that is whole and can be kept, or a fault. */
function expectInvoiceOrFault(bytes: Uint8Array): void {
	const result = readInvoice(bytes);
	if (!result.ok) {
		expect(result.fault.is).toBeTypeOf("string");
		return;
	}
	const json = invoiceFileAsJson(result.invoice);
	expect(invoiceFileFrom(JSON.parse(json))).toEqual(result.invoice);
	expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
	expect(result.invoice.totalDong > 0n && result.invoice.number > 0).toBe(true);
}

describe("whatever is sent", () => {
	const shapes = fc.constantFrom(invoiceXml, prefixedInvoiceXml, rearrangedInvoiceXml);
	const piece = fc.oneof(
		fc.string({ unit: "binary", maxLength: 12 }),
		fc.constantFrom(
			"&#0;",
			"&#xD800;",
			"&amp;",
			"<",
			">",
			"]]>",
			"<![CDATA[",
			"-->",
			"<!--",
			"<TgTTTBSo>1</TgTTTBSo>",
			"__proto__",
			"constructor",
			'"',
		),
	);

	test("ends in an invoice or a fault: bytes at random", () => {
		fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), expectInvoiceOrFault), { numRuns: 500 });
	});

	test("ends in an invoice or a fault: an invoice with pieces cut out and put in", () => {
		const cut = fc.record({ at: fc.nat(), length: fc.nat({ max: 30 }), put: piece });
		fc.assert(
			fc.property(shapes, fc.array(cut, { minLength: 1, maxLength: 4 }), (shape, cuts) => {
				const text = cuts.reduce((before, { at, length, put }) => {
					const place = at % before.length;
					return before.slice(0, place) + put + before.slice(place + length);
				}, shape());
				expectInvoiceOrFault(bytesOf(text));
			}),
			{ numRuns: 1000 },
		);
	});

	test("ends in an invoice or a fault: anything in any field", () => {
		const field = fc.option(fc.oneof(fc.string({ maxLength: 20 }), fc.bigInt().map(String), fc.double().map(String)), {
			nil: undefined,
		});
		const wishes = fc.record({
			seller: field,
			number: field,
			issuedOn: field,
			total: field,
			beforeTax: field,
			currency: field,
			related: field,
			sellerName: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
		});
		fc.assert(
			fc.property(wishes, (wished) => {
				const given = Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== undefined));
				expectInvoiceOrFault(bytesOf(invoiceXml(given)));
			}),
			{ numRuns: 1000 },
		);
	});

	test("amounts keep every đồng", () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), fc.nat({ max: 8 }), (total, zeros) => {
				const text = zeros > 0 ? `${total}.${"0".repeat(zeros)}` : String(total);
				expect(read(invoiceXml({ total: text }))).toMatchObject({ invoice: { totalDong: total } });
			}),
		);
	});
});

test("an invoice of many different elements is refused in a moment", () => {
	const elements = Array.from({ length: 29_000 }, (_, at) => `<a${at}/>`).join("");
	const before = process.cpuUsage();
	expect(faultOf(`<HDon><DLHDon>${elements}</DLHDon></HDon>`)).toEqual({ is: "too-large" });
	const { user, system } = process.cpuUsage(before);
	expect((user + system) / 1000).toBeLessThan(500);
});
