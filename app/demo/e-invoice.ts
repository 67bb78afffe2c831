import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Random } from "./random.ts";

type Invented = {
	seller: { name: string; taxCode: string };
	buyer: { name: string; taxCode: string };
	/** "1C26TAA" */
	serial: string;
	number: string;
	issuedOn: PlainDate;
	lines: readonly { name: string; costDong: bigint }[];
	/** The tax authority's code is missing, as in a file that was taken too early. */
	withoutCode: boolean;
};

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const tag = (name: string, text: string | number | bigint) => `<${name}>${escaped(String(text))}</${name}>`;
const party = (name: string, of: Invented["seller"]) =>
	`<${name}>${tag("Ten", of.name)}${tag("MST", of.taxCode)}</${name}>`;

/** The XML of an invented e-invoice, as a program of the seller's would write it; prices hold 8% of tax. */
export function eInvoiceXml(invented: Invented, random: Random): Buffer {
	const { seller, buyer, serial, number, issuedOn, lines, withoutCode } = invented;
	const beforeTax = (costDong: bigint) => (costDong * 100n) / 108n;
	const total = lines.reduce((sum, { costDong }) => sum + costDong, 0n);
	const net = lines.reduce((sum, { costDong }) => sum + beforeTax(costDong), 0n);
	const code = Array.from({ length: 32 }, () => random.between(0, 15).toString(16).toUpperCase()).join("");
	const goods = lines.map(({ name, costDong }, at) => {
		const amount = `${beforeTax(costDong)}.000000`;
		return `<HHDVu>${tag("TChat", 1)}${tag("STT", at + 1)}${tag("THHDVu", name)}${tag("SLuong", 1)}${tag("DGia", amount)}${tag("ThTien", amount)}${tag("TSuat", "8%")}</HHDVu>`;
	});
	const general = `${tag("PBan", "2.1.0")}${tag("THDon", "Hóa đơn giá trị gia tăng")}${tag("KHMSHDon", serial.slice(0, 1))}${tag("KHHDon", serial.slice(1))}${tag("SHDon", number)}${tag("NLap", issuedOn)}${tag("DVTTe", "VND")}${tag("HTTToan", "Chuyển khoản")}`;
	const totals = `${tag("TgTCThue", net)}${tag("TgTThue", total - net)}${tag("TgTTTBSo", total)}`;
	return Buffer.from(
		`<?xml version="1.0" encoding="UTF-8"?>\n<HDon><DLHDon Id="data"><TTChung>${general}</TTChung><NDHDon>${party("NBan", seller)}${party("NMua", buyer)}<DSHHDVu>${goods.join("")}</DSHHDVu><TToan>${totals}</TToan></NDHDon></DLHDon>${withoutCode ? "" : tag("MCCQT", code)}</HDon>\n`,
	);
}
