import { expect, test } from "vitest";
import { noFilter } from "./report.forms.ts";
import { filterInWords } from "./report-filter-words.ts";

const choices = {
	programmes: [{ id: "cds-2026", nameVi: "Chuyển đổi số 2026", nameEn: "Digital 2026" }],
	associations: [{ id: "hawa", nameVi: "Hội Mỹ nghệ", nameEn: "Handicraft Association" }],
};

test.each([
	[{}, ["Kỳ báo cáo: mọi hồ sơ đã nộp"]],
	[{ from: "2026-07-01" }, ["Kỳ báo cáo: nộp từ 01/07/2026"]],
	[{ to: "2026-09-30" }, ["Kỳ báo cáo: nộp đến hết 30/09/2026"]],
	[
		{
			from: "2026-07-01",
			to: "2026-09-30",
			programme: "cds-2026",
			association: "hawa",
			section: "C",
			state: "completed",
		},
		[
			"Kỳ báo cáo: nộp từ 01/07/2026 đến hết 30/09/2026",
			"Chương trình: Chuyển đổi số 2026",
			"Hiệp hội: Hội Mỹ nghệ",
			"Ngành: Công nghiệp chế biến, chế tạo",
			"Tình trạng: Hoàn thành",
		],
	],
	[
		{ ward: "26740", size: "micro" },
		["Kỳ báo cáo: mọi hồ sơ đã nộp", "Phường, xã, đặc khu: Phường Sài Gòn", /^Quy mô: /],
	],
	[{ programme: "=1+1" }, ["Kỳ báo cáo: mọi hồ sơ đã nộp", "Chương trình: =1+1"]],
] as const)("the filter %j is said in words", (chosen, words) => {
	const said = filterInWords({ ...noFilter, ...chosen }, choices, "vi");
	expect(said).toHaveLength(words.length);
	words.forEach((word, at) => {
		if (typeof word === "string") expect(said[at]).toBe(word);
		else expect(said[at]).toMatch(word);
	});
});
