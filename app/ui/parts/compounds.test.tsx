import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Compounds } from "./compounds.tsx";

/** What stays on one line, and what the reader reads. */
function kept(text: string) {
	const html = renderToStaticMarkup(<Compounds of={text} />);
	const whole = [...html.matchAll(/<span class="whitespace-nowrap">([^<]+)<\/span>/g)].map(([, words]) => words);
	return { whole, said: html.replace(/<[^>]+>/g, "") };
}

test.each([
	["Còn phải trả lại 18.000.000 đ", ["trả lại"]],
	["Lao động, doanh thu, vốn năm 2025", ["Lao động", "doanh thu", "năm 2025"]],
	["Nhà cung cấp độc lập với doanh nghiệp", ["Nhà cung cấp", "độc lập", "doanh nghiệp"]],
	["Your turn: 4 things, the nearest by 12 December 2026", ["12 December 2026"]],
	["Trao đổi về hồ sơ HS-2026-000030", ["hồ sơ", "HS-2026-000030"]],
	// Not inside a longer word.
	["Doanh thuộc về ai", []],
	["Mức 2: Bắt đầu", []],
])("%s", (text, whole) => {
	expect(kept(text)).toEqual({ whole, said: text });
});

test("what is more than a sentence stays as it is", () => {
	expect(renderToStaticMarkup(<Compounds of={<em>hỗ trợ</em>} />)).toBe("<em>hỗ trợ</em>");
});
