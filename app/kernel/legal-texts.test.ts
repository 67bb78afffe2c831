import { expect, test } from "vitest";
import { briefLegalText, legalText, withOwnPage } from "./legal-texts.ts";

test.each([
	["Luật 04/2017/QH14, Điều 29", "--128706"],
	["Nghị định 80/2021/NĐ-CP, Điều 11", "--158783"],
	["Thông tư 06/2022/TT-BKHĐT, Điều 7", "--158782"],
	["Decree 80/2021/ND-CP, Article 11", "--158783"],
	["Circular 06/2022/TT-BKHDT, Article 7", "--158782"],
	["Nghị định 224/2026/NĐ-CP, Điều 73", "docid=218633"],
	["Thông tư 52/2023/TT-BTC, Điều 4 khoản 3 điểm b", "--163729"],
	["Luật 91/2025/QH15 và Nghị định 356/2025/NĐ-CP", "docid=214590"],
])("%s leads to its own page", (vi, end) => {
	expect(legalText(vi, "").url).toMatch(new RegExp(`^https://(?:vbpl|vanban\\.chinhphu)\\.vn/.+${end}$`));
});

test("a text whose page is not known has no link, and a front page is replaced", () => {
	const front = "https://vanban.chinhphu.vn/";
	expect(legalText("Quy chế chương trình 2026, mục 3", "").url).toBeNull();
	expect(withOwnPage({ vi: "Quy chế chương trình 2026", en: "", url: front }).url).toBeNull();
	expect(withOwnPage({ vi: "Nghị định 80/2021/NĐ-CP", en: "", url: front }).url).toContain("--158783");
	expect(withOwnPage({ vi: "Quyết định 1", en: "", url: "https://city.example/quyet-dinh-1" }).url).toBe(
		"https://city.example/quyet-dinh-1",
	);
});

test.each([
	["Nghị định 80/2021/NĐ-CP, Điều 5", "NĐ 80/2021, Điều 5"],
	["Thông tư 06/2022/TT-BKHĐT, Phụ lục 1 (hợp đồng ba bên)", "TT 06/2022, Phụ lục 1 (hợp đồng ba bên)"],
	["Decree 80/2021/NĐ-CP, Article 5", "Decree 80/2021, Article 5"],
	["Quy chế chương trình 2026, mục 3", "Quy chế 2026, mục 3"],
	["Luật Hỗ trợ doanh nghiệp nhỏ và vừa", "Luật Hỗ trợ doanh nghiệp nhỏ và vừa"],
])("%s is %s in a line of its own title", (words, brief) => {
	expect(briefLegalText(words)).toBe(brief);
});
