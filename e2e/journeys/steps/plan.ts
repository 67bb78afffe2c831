import { randomInt } from "node:crypto";
import { now } from "#app/house/clock.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { makeTaxCode } from "#testing/makers.ts";

/** What one business does on its way to a first subsidy. Amounts are typed as people type them. */
export type Plan = {
	owner: { name: string; email: string; password: string; totpSecret: null };
	business: {
		taxCode: string;
		legalName: string;
		account: string;
		revenue: string;
		capital: string;
		employees: string;
	};
	provider: { name: string; taxCode: string; account: string; email: string };
	lines: { item: string; description: string; price: string; allowedDong: number }[];
};

/**
 * A medium manufacturer: half of each price, up to 100,000,000 an item. The two lines together are above the amount from
 * which a second reviewer is needed, 150,000,000.
 */
export function planOfTwoLines(): Plan {
	const serial = randomInt(1_000_000, 9_000_000);
	return {
		owner: {
			name: "Lâm Thị Thanh Trúc",
			email: `truc${serial}@moclasen.example`,
			password: "ban ghe go soi 2026",
			totpSecret: null,
		},
		business: {
			taxCode: makeTaxCode(serial),
			legalName: `Công ty TNHH Nội thất Mộc Thử ${serial}`,
			account: "0071001234567",
			employees: "140",
			revenue: "120.000.000.000",
			capital: "60.000.000.000",
		},
		provider: {
			name: "Công ty TNHH Giải pháp Phần mềm Thử",
			taxCode: makeTaxCode(serial + 1),
			account: "19001234567890",
			email: `ban-hang${serial}@giai-phap-thu.example`,
		},
		lines: [
			{
				item: "Mua, thuê giải pháp chuyển đổi số",
				description: "Phần mềm quản lý sản xuất, 12 tháng",
				price: "240.000.000",
				allowedDong: 100_000_000,
			},
			{
				item: "Tư vấn sở hữu trí tuệ",
				description: "Đăng ký nhãn hiệu và kiểu dáng",
				price: "120.000.000",
				allowedDong: 60_000_000,
			},
		],
	};
}

/** A small manufacturer with one line, which one reviewer decides alone. */
export function planOfOneLine(): Plan {
	const plan = planOfTwoLines();
	return {
		...plan,
		business: { ...plan.business, employees: "34", revenue: "28.400.000.000", capital: "15.000.000.000" },
		lines: [
			{
				item: "Mua, thuê giải pháp chuyển đổi số",
				description: "Phần mềm quản lý kho",
				price: "80.000.000",
				allowedDong: 40_000_000,
			},
		],
	};
}

export function allowedDongOf(plan: Plan): number {
	return plan.lines.reduce((sum, line) => sum + line.allowedDong, 0);
}

/** "160.000.000", as amounts are written in Vietnamese. */
export function inFigures(amountDong: number): string {
	return new Intl.NumberFormat("de-DE").format(amountDong);
}

/** Today in Hồ Chí Minh City, as the boxes of a date and the serial of an invoice want it. */
export function todayInBoxes(): { day: string; month: string; year: string } {
	const [year = "", month = "", day = ""] = plainDateAt(now()).split("-");
	return { day, month, year };
}

/** A small real PDF that says what it is. */
export function pdfThatSays(text: string): Buffer {
	const content = `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`;
	const objects = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	];
	let file = "%PDF-1.4\n";
	const offsets = objects.map((object, at) => {
		const offset = file.length;
		file += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return String(offset).padStart(10, "0");
	});
	const table = offsets.map((offset) => `${offset} 00000 n \n`).join("");
	const size = objects.length + 1;
	return Buffer.from(
		`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
	);
}
