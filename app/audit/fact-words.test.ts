import { expect, test } from "vitest";
import { factInWords } from "./fact-words.ts";

const names = {
	"26743": { vi: "Phường Bến Thành", en: "Bến Thành Ward" },
	"dx-2026": { vi: "Chuyển đổi số 2026", en: "Digital transformation 2026" },
};

test.each([
	["amountDong", "160000000", "Số tiền", "160.000.000\u00a0đ"],
	["acceptBy", "2026-10-22", "Ký chậm nhất", "22/10/2026"],
	["womenOwned", true, "Nữ làm chủ", "có"],
	["payments", ["CT-2026-00001", "CT-2026-00002"], "Mã chi", "CT-2026-00001; CT-2026-00002"],
	["role", "finance_officer", "Vai trò", "Kế toán chi"],
	["effectiveAt", "2026-11-25T01:00:00.000Z", "Có hiệu lực từ", "8:00, 25/11/2026"],
	["kind", "quotation", "Loại", "Báo giá"],
	["kind", "payment-proof", "Loại", "Chứng từ đã trả phần của doanh nghiệp"],
	["section", "C", "Ngành", "Công nghiệp chế biến, chế tạo"],
	["wardCode", "26743", "Phường, xã", "Phường Bến Thành"],
	[
		"filter",
		{ state: "agreed", programme: "dx-2026" },
		"Bộ lọc",
		"Trạng thái: Đã ký; Chương trình: Chuyển đổi số 2026",
	],
	["moon", 3, "moon", "3"],
])("%s %s is told as words", (name, value, term, told) => {
	expect(factInWords(name, value, "vi", names)).toEqual({ term, value: told });
});

test("amounts and terms follow the language", () => {
	expect(factInWords("amountDong", "160000000", "en")).toEqual({ term: "Amount", value: "VND\u00a0160,000,000" });
});

test.each([
	["decisionId", "0110ff62-eec2-4e83-93f0-96b09b35b67d"],
	["rules", "8f32f3bd-9d4c-4561-a638-dce2b296eea1"],
	["replaced", null],
	["reasons", ""],
])("%s %s says nothing to a reader", (name, value) => {
	expect(factInWords(name, value, "vi")).toBeNull();
});

test.each(["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty"])(
	"a fact that is called %s keeps its name",
	(name) => {
		expect(factInWords(name, name, "vi")).toEqual({ term: name, value: name });
	},
);
