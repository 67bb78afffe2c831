/** Invented e-invoices, in the shapes that the programs of different makers give them. */

export type InvoiceWishes = {
	seller?: string;
	sellerName?: string;
	buyer?: string | null;
	buyerName?: string;
	/** "1C26TAA" */
	serial?: string;
	number?: number | string;
	issuedOn?: string;
	beforeTax?: string | null;
	tax?: string | null;
	total?: string;
	currency?: string;
	authorityCode?: string | null;
	/** Inside `TTChung`. */
	related?: string;
	/** Inside the totals, after the tax. */
	moreTotals?: string;
	lines?: [name: string, amount: string][];
};

const wish = {
	seller: "0312687878",
	sellerName: "Công ty TNHH Giải pháp Vàm Sông",
	buyer: "0300588569",
	buyerName: "Công ty Cổ phần Bếp Nhà Mình & Con",
	serial: "1C26TAA",
	number: 318,
	issuedOn: "2026-09-08",
	beforeTax: "109259259",
	tax: "8740741",
	total: "118000000",
	currency: "VND",
	authorityCode: "00F1D2C3B4A5968778695A4B3C2D1E0F01",
	related: "",
	moreTotals: "",
	lines: [["Phần mềm quản lý sản xuất", "109259259"]] as [string, string][],
} satisfies InvoiceWishes;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const optional = (name: string, value: string | null) => (value === null ? "" : `<${name}>${escaped(value)}</${name}>`);

function partsOf(wishes: InvoiceWishes) {
	const it = { ...wish, ...wishes };
	const [formSymbol = "", symbol = ""] = [it.serial.slice(0, 1), it.serial.slice(1)];
	return {
		general: `<TTChung><PBan>2.1.0</PBan><THDon>Hóa đơn giá trị gia tăng</THDon><KHMSHDon>${formSymbol}</KHMSHDon><KHHDon>${symbol}</KHHDon><SHDon>${it.number}</SHDon><NLap>${it.issuedOn}</NLap><DVTTe>${it.currency}</DVTTe><TGia>1</TGia><HTTToan>Chuyển khoản</HTTToan>${it.related}</TTChung>`,
		seller: `<NBan><Ten>${escaped(it.sellerName)}</Ten><MST>${it.seller}</MST><DChi>12 Đường Số 3</DChi></NBan>`,
		buyer: `<NMua><Ten>${escaped(it.buyerName)}</Ten>${optional("MST", it.buyer)}<DChi>45 Đường Số 6</DChi></NMua>`,
		lines: `<DSHHDVu>${it.lines.map(([name, amount], at) => `<HHDVu><TChat>1</TChat><STT>${at + 1}</STT><THHDVu>${escaped(name)}</THHDVu><SLuong>1</SLuong><DGia>${amount}</DGia><ThTien>${amount}</ThTien><TSuat>8%</TSuat></HHDVu>`).join("")}</DSHHDVu>`,
		totals: `<TToan>${optional("TgTCThue", it.beforeTax)}${optional("TgTThue", it.tax)}${it.moreTotals}<TgTTTBSo>${it.total}</TgTTTBSo><TgTTTBChu>Một trăm mười tám triệu đồng</TgTTTBChu></TToan>`,
		code: it.authorityCode === null ? "" : `<MCCQT Id="MCCQT">${it.authorityCode}</MCCQT>`,
	};
}

const signature =
	'<DSCKS><NBan><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><SignatureValue>QUJD</SignatureValue></Signature></NBan></DSCKS>';

/** As most programs write it. */
export function invoiceXml(wishes: InvoiceWishes = {}): string {
	const { general, seller, buyer, lines, totals, code } = partsOf(wishes);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<HDon><DLHDon Id="data">${general}<NDHDon>${seller}${buyer}${lines}${totals}</NDHDon></DLHDon>${code}${signature}</HDon>`;
}

/** Every element with a prefix, and inside the message that carries it to the tax authority. */
export function prefixedInvoiceXml(wishes: InvoiceWishes = {}): string {
	const inner = invoiceXml(wishes)
		.replace(/^<\?xml[^>]*\?>\s*/, "")
		.replace(/<(\/?)(?=[A-Z])/g, "<$1inv:");
	return `<?xml version="1.0"?><TDiep xmlns:inv="urn:example:invoice"><TTChung><PBan>2.1.0</PBan></TTChung><DLieu>${inner}</DLieu></TDiep>`;
}

/** The totals beside the contents instead of in them, the code among the general data. */
export function rearrangedInvoiceXml(wishes: InvoiceWishes = {}): string {
	const { general, seller, buyer, lines, totals, code } = partsOf(wishes);
	return `<HDon xmlns="http://kekhaithue.example/HDon">${signature}<DLHDon>${general.replace("</TTChung>", `${code}</TTChung>`)}<NDHDon>${buyer}${seller}<HHoa>${lines}</HHoa></NDHDon>${totals}</DLHDon></HDon>`;
}

/** The block that names the invoice which this one replaces (1) or adjusts (2). */
export function relatedBlock(kind: 1 | 2, serial = "1C26TAA", number = "317"): string {
	return `<TTHDLQuan><TCHDon>${kind}</TCHDon><LHDCLQuan>1</LHDCLQuan><KHMSHDCLQuan>${serial.slice(0, 1)}</KHMSHDCLQuan><KHHDCLQuan>${serial.slice(1)}</KHHDCLQuan><SHDCLQuan>${number}</SHDCLQuan><NLHDCLQuan>2026-09-01</NLHDCLQuan></TTHDLQuan>`;
}

/** The bytes of a file with this text. */
export function bytesOf(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
