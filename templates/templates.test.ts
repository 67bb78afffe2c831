import { describe, expect, test } from "vitest";
import type { Locale } from "#app/kernel/locale.ts";
import { agreement } from "./agreement.ts";
import { assessmentReport } from "./assessment-report.ts";
import { certificate } from "./certificate.ts";
import { decision } from "./decision.ts";
import { issueTime } from "./parts/issue-box.ts";
import { percentOf } from "./parts/share.ts";
import { paymentList } from "./payment-list.ts";
import { receipt } from "./receipt.ts";
import { readPdf, textOf } from "./testing/read-pdf.ts";
import {
	approval,
	assessed,
	batch,
	completion,
	longName,
	received,
	rejection,
	result,
	threeParty,
} from "./testing/samples.ts";

const documents = {
	"completion certificate": (locale: Locale) => certificate({ ...completion, locale }),
	"funding certificate": (locale: Locale) =>
		certificate({ ...completion, kind: "funding-decision", decidedOn: "2026-10-08", locale }),
	"assessment certificate": (locale: Locale) => certificate({ ...assessed, locale }),
	approval: (locale: Locale) => decision({ ...approval, locale }),
	rejection: (locale: Locale) => decision({ ...rejection, locale }),
	agreement: (locale: Locale) => agreement({ ...threeParty, locale }),
	"payment list": (locale: Locale) => paymentList({ ...batch, locale }),
	"assessment report": (locale: Locale) => assessmentReport({ ...result, locale }),
	receipt: (locale: Locale) => receipt({ ...received, locale }),
};

const names = Object.keys(documents) as (keyof typeof documents)[];
const withQr = names.filter((name) => !["payment list", "assessment report", "receipt"].includes(name));

describe.each<Locale>(["vi", "en"])("every document in %s", (locale) => {
	test.each(names)("%s is tagged PDF/A in its language", async (name) => {
		const { bytes, plain, pages } = await readPdf(documents[name](locale));
		expect(bytes.subarray(0, 8).toString()).toBe("%PDF-1.7");
		expect(pages).toBe(name === "agreement" || name === "assessment report" ? 2 : 1);
		expect(plain).toContain("/StructTreeRoot");
		expect(plain).toContain("/Marked true");
		expect(plain).toContain(`/Lang (${locale === "vi" ? "vi-VN" : "en-GB"})`);
		expect(plain).toContain("/DisplayDocTitle true");
		expect(plain).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</);
		expect(plain).toMatch(/<rdf:li xml:lang="x-default">[^<&]+<\/rdf:li>/);
		// A font that is named but not embedded has no file.
		expect(plain.match(/\/FontFile2/g)?.length).toBe(plain.match(/\/Type \/FontDescriptor/g)?.length);
	});

	test.each(withQr)("%s has its QR code as a picture with words", async (name) => {
		const { plain } = await readPdf(documents[name](locale));
		expect(plain).toMatch(/\/S \/Figure[^>]*\/Alt/s);
	});

	test("no text is missing", { timeout: 30_000 }, async () => {
		for (const name of names) {
			const text = await textOf(await readPdf(documents[name](locale)));
			expect(text, name).not.toMatch(/templates_|undefined|null|NaN|\[object/);
		}
	});
});

test("the same facts give the same bytes", async () => {
	const [once, again] = await Promise.all([
		readPdf(certificate(completion)),
		readPdf(certificate({ ...completion, issuedAt: new Date(completion.issuedAt) })),
	]);
	expect(once.bytes.equals(again.bytes)).toBe(true);
});

test("signs of markup in a name do not break the metadata", async () => {
	const { plain } = await readPdf(
		certificate({ ...completion, business: { ...completion.business, name: "A & <B>" } }),
	);
	const metadata = plain.slice(plain.indexOf("<x:xmpmeta"), plain.indexOf("</x:xmpmeta>"));
	expect(metadata).not.toMatch(/&(?!\w+;)|<B>/);
});

test("a certificate with long names stays on one page", async () => {
	const { pages } = await readPdf(
		certificate({ ...completion, business: { ...completion.business, name: longName }, locale: "en" }),
	);
	expect(pages).toBe(1);
});

test("an approval of many lines goes on to further pages", async () => {
	const lines = Array.from({ length: 30 }, (_, index) => ({
		item: `Hạng mục ${index + 1}`,
		costDong: 10_000_000n,
		supportDong: 5_000_000n,
	}));
	const read = await readPdf(decision({ ...approval, lines }));
	expect(read.pages).toBe(2);
	const text = await textOf(read);
	expect(text).toContain("Hạng mục 30");
	expect(text.match(/Ngân sách hỗ trợ \(đồng\)/g), "the head is repeated").toHaveLength(2);
	expect(text).toContain("150.000.000");
});

describe("what stands in them", () => {
	test("a certificate: for what, how much, by whom, how to check", async () => {
		const text = await textOf(await readPdf(certificate(completion)));
		for (const words of [
			"GIẤY CHỨNG NHẬN",
			"Công ty TNHH Nội thất Mộc Lá Sen",
			"Mã số thuế 0399903457",
			"86.000.000 đ",
			"Tám mươi sáu triệu đồng",
			"Mức 2, Bắt đầu",
			"Mức 3, Hình thành",
			"Cấp bởi: Hội Mỹ nghệ và Chế biến gỗ",
			"Thời gian: 20-11-2026 09:15:32 +07:00",
			"ngày 20 tháng 11 năm 2026",
			"donbay.example/verify",
			"7K4M 92QX",
		]) {
			expect(text).toContain(words);
		}
		expect(text, "no signature is claimed that is not there").not.toMatch(/[Kk]ý số|chữ ký/);
	});

	test("a certificate in English", async () => {
		const text = await textOf(await readPdf(certificate({ ...completion, locale: "en" })));
		expect(text).toContain("VND 86,000,000 Eighty-six million đồng");
		expect(text).toContain("Issued by: Hội Mỹ nghệ và Chế biến gỗ");
		expect(text).toContain("Level 3, Hình thành");
	});

	test("a decision leaves number and day to the clerk", async () => {
		const text = await textOf(await readPdf(decision(approval)));
		expect(text).toMatch(/Số: \/QĐ-STC/);
		expect(text).toContain("Thành phố Hồ Chí Minh, ngày tháng 10 năm 2026");
		expect(text).toContain("GIÁM ĐỐC SỞ TÀI CHÍNH");
		expect(text).toContain("190.000.000");
		expect(text).toContain("Tổng số tiền hỗ trợ bằng chữ: Tám mươi sáu triệu đồng.");
		expect(text).toContain("- Như Điều 3; - Kho bạc Nhà nước Khu vực II; - Lưu: VT, DNNVV.");
	});

	test("a decision that was issued shows both, with leading zeros", async () => {
		const text = await textOf(await readPdf(decision({ ...approval, issued: { number: 5, on: "2026-02-09" } })));
		expect(text).toContain("Số: 05/QĐ-STC");
		expect(text).toContain("ngày 09 tháng 02 năm 2026");
	});

	test("an approval in part says why, a rejection why and until when to appeal", async () => {
		const reasons = "Máy in không thuộc nội dung hỗ trợ.";
		const part = await textOf(await readPdf(decision({ ...approval, outcome: "approve-in-part", reasons })));
		expect(part).toContain(`Hỗ trợ một phần với lý do sau: ${reasons}`);
		const refused = await textOf(await readPdf(decision(rejection)));
		expect(refused).toContain("Lý do: giải pháp chưa được công bố");
		expect(refused).toContain("có thể khiếu nại chậm nhất ngày 30/10/2026");
		expect(refused).not.toContain("Tổng cộng");
	});

	test("an agreement: who pays whom, and who accepted", async () => {
		const consent = { by: "Trần Thị Mai Khanh", position: "Giám đốc", at: new Date("2026-10-12T02:40:00Z") };
		const business = { ...threeParty.business, consent };
		const [provider = { name: "" }] = threeParty.providers;
		const inForceFrom = new Date("2026-10-14T08:05:00Z");
		const agreed = { ...provider, consent: { by: "Đinh Quang Khải", position: "Giám đốc", at: inForceFrom } };
		const signed = { ...threeParty, business, providers: [agreed], inForceFrom };
		const text = await textOf(await readPdf(agreement(signed)));
		expect(text).toContain("THỎA THUẬN BA BÊN");
		expect(text).toContain("Số: 12/2026/BTT-HAWA, ngày 08/10/2026");
		expect(text).toMatch(/Sở Tài chính Thành phố Hồ Chí Minh trả Bên C 86.000.000 45,26%/);
		expect(text).toContain("Bên B trả Bên C 104.000.000 54,74%");
		expect(text).toContain(
			"Bên A đề nghị ngày 08/10/2026. Bên B chấp nhận ngày 12/10/2026. Bên C chấp nhận ngày 14/10/2026.",
		);
		expect(text).toContain("có hiệu lực từ 15:05, 14/10/2026");
		expect(text).toContain("Bên A không giữ và không trả tiền");
		expect(text).not.toMatch(/[Bb]ạn (có thể|mua|trả|khai)/);
		const open = await textOf(await readPdf(agreement({ ...threeParty, payee: "business", providers: [] })));
		expect(open).toContain("chưa có hiệu lực: chưa đủ các bên chấp nhận. Hạn chấp nhận: chậm nhất ngày 22/10/2026");
		expect(open).not.toContain("BÊN C");
		const two = [agreed, { name: "Công ty TNHH Mây Tre Gió Đồng" }];
		const several = await textOf(await readPdf(agreement({ ...signed, providers: two, inForceFrom: undefined })));
		expect(several).toContain("BÊN C2 (nhà cung cấp): Công ty TNHH Mây Tre Gió Đồng");
		expect(several).toContain("“Bên C” là từng nhà cung cấp nêu trên");
		expect(several).not.toContain("có hiệu lực từ 15:05");
	});

	test("a payment list adds up in figures and in words", async () => {
		const text = await textOf(await readPdf(paymentList(batch)));
		expect(text).toContain("57.054.000");
		expect(text).toContain("Tổng số tiền bằng chữ: Năm mươi bảy triệu không trăm năm mươi tư nghìn đồng.");
		expect(text).toContain("1002003004");
		expect(text).not.toContain("Bản che số tài khoản");
	});

	test("a receipt: number, time, who acts next, each file with its whole hash", async () => {
		const text = await textOf(await readPdf(receipt(received)));
		expect(text).toContain("Đã nhận hồ sơ HS-2026-004218");
		expect(text).toContain("Nộp lúc 9:00, 16/11/2026");
		expect(text).toContain("Hạn trả lời: 14 ngày làm việc.");
		expect(text.replaceAll(" ", "")).toContain("0123456789abcdef".repeat(4));
	});

	test("a report: level, points, next steps", async () => {
		const text = await textOf(await readPdf(assessmentReport(result)));
		expect(text).toContain("Mức 2: Bắt đầu");
		expect(text).toContain("36,9 trên 100 điểm");
		expect(text).toContain("Tự khai, chưa có bằng chứng.");
		expect(text).toContain("1. Dữ liệu: 28/100");
		expect(text).toContain("Nội dung hỗ trợ: Mua, thuê giải pháp chuyển đổi số (Nghị định 80/2021/NĐ-CP, Điều 11)");
		expect(text).toContain("Nhỏ: 50.000.000 đ");
		expect(text).toContain("Bộ câu hỏi phiên bản 1. Theo Quyết định");
	});
});

test.each([
	["2026-11-20T02:15:32.000Z", "20-11-2026 09:15:32 +07:00"],
	["2026-11-19T17:00:00.000Z", "20-11-2026 00:00:00 +07:00"],
	["2026-11-19T16:59:59.999Z", "19-11-2026 23:59:59 +07:00"],
])("a time of issue is written in Ho Chi Minh City: %s", (instant, written) => {
	expect(issueTime(new Date(instant))).toBe(written);
});

test.each<[bigint, bigint, Locale, [string, string]]>([
	[86n, 190n, "vi", ["45,26%", "54,74%"]],
	[86n, 190n, "en", ["45.26%", "54.74%"]],
	[1n, 2n, "vi", ["50%", "50%"]],
	[1n, 3n, "en", ["33.33%", "66.67%"]],
	[0n, 0n, "vi", ["0%", "100%"]],
])("the shares of a payment add up to 100 %%: %s of %s", (part, whole, locale, shares) => {
	expect(percentOf(part, whole, locale)).toEqual(shares);
});
