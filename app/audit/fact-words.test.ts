import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
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
	["filter", { from: "2026-07-01", action: "claim.verified" }, "Bộ lọc", /^Từ ngày: 01\/07\/2026; Việc: [A-ZĐ]/],
	["from", "in_review", "Từ tình trạng", "Đang xét"],
	["scoreTenths", 508, "Điểm", "50,8"],
	["because", "other", "Vì", "lý do khác"],
	["breaks", [{ id: "2", problem: "changed" }], "Chỗ sai", "Số dòng: 2; Điều sai: Dòng bị sửa"],
	["moon", 3, "moon", "3"],
])("%s %s is told as words", (name, value, term, told) => {
	const expected = told instanceof RegExp ? expect.stringMatching(told) : told;
	expect(factInWords(name, value, "vi", names)).toEqual({ term, value: expected });
});

/** The names of facts, and the words among their values, of every object in a command that names an action and facts. */
function writtenFacts(): { name: string; code: string | null }[] {
	const found: { name: string; code: string | null }[] = [];
	const nameOf = (property: ts.ObjectLiteralElementLike) =>
		property.name && ts.isIdentifier(property.name) ? property.name.text : "";
	const codesOf = (value: ts.Expression): string[] => {
		if (ts.isConditionalExpression(value)) return [...codesOf(value.whenTrue), ...codesOf(value.whenFalse)];
		return ts.isStringLiteral(value) ? [value.text] : [];
	};
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node) && node.properties.some((each) => nameOf(each) === "action")) {
			const facts = node.properties.find((each) => nameOf(each) === "facts");
			if (facts && ts.isPropertyAssignment(facts) && ts.isObjectLiteralExpression(facts.initializer)) {
				for (const fact of facts.initializer.properties) {
					const name = nameOf(fact);
					if (name === "") continue;
					found.push({ name, code: null });
					if (!ts.isPropertyAssignment(fact)) continue;
					found.push(...codesOf(fact.initializer).map((code) => ({ name, code })));
				}
			}
		}
		ts.forEachChild(node, visit);
	};
	for (const file of readdirSync("app", { recursive: true, encoding: "utf8" })) {
		if (!file.endsWith(".server.ts")) continue;
		const text = readFileSync(`app/${file}`, "utf8");
		if (text.includes("facts:")) visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
	}
	return found;
}

const written = writtenFacts();
/** Joins rows, or is the programmer's own. */
const unsaid = (name: string) => name.endsWith("Id") || ["template", "rules"].includes(name);

test("every fact that a command writes has a name in words", () => {
	const names = new Set(written.map(({ name }) => name));
	expect(names.size).toBeGreaterThan(80);
	const bare = [...names].filter((name) => !unsaid(name) && factInWords(name, "x", "vi")?.term === name);
	expect(bare).toEqual([]);
});

/** What facts take from a list of codes elsewhere, by the fact's name. */
const listed: Record<string, string> = {
	because:
		"recovery certificate lapsed cancelled other suspended password-changed second-factor-set second-factor-reset password-reset role-granted role-revoked ended-by-administrator ended-by-person",
	cause: "taken-back recorded-wrongly",
	decision: "end go-on",
	format: "xml csv xlsx pdf",
	from: "draft submitted in_review changes_requested recommended approved rejected agreed completed lapsed withdrawn cancelled none to-fill-in in-check ready",
	to: "none to-fill-in in-check ready",
	kind: "quotation financial-report other company cooperative household completion funding-decision invoice payment-proof acceptance costs advance retention top-up cut allot move take-back csv xlsx pain.002 camt.053 camt.054 code password sign-up reset confirm paid-on executes-on",
	language: "vi en",
	ownShare: "stripe to-provider",
	payee: "business provider",
	problem: "changed missing out-of-place forged cut-off unplaced",
	queueOrder: "submission-first priority-first",
	rail: "bank-file stripe",
	result: "met not-met ask",
	role: "reviewer association_manager programme_officer finance_officer auditor administrator",
	side: "business association city",
	size: "micro small medium",
	state:
		"submitted in_review changes_requested recommended approved rejected agreed completed lapsed withdrawn cancelled",
	yearEndReservations: "lapse carry-over",
};

test.each([
	...Object.entries(listed).flatMap(([name, codes]) => codes.split(" ").map((code) => [name, code] as const)),
	...written.flatMap(({ name, code }) => (code === null ? [] : [[name, code] as const])),
])("%s %s is told in words", (name, code) => {
	expect(factInWords(name, code, "vi")?.value).not.toBe(code);
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
