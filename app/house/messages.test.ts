import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const files = readdirSync("messages/vi").filter((name) => name.endsWith(".json"));

function read(locale: string, file: string): Record<string, string> {
	const { $schema: _schema, ...texts } = JSON.parse(readFileSync(`messages/${locale}/${file}`, "utf8"));
	return texts;
}

const placeholders = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort();

describe.each(files)("%s", (file) => {
	const [vi, en] = [read("vi", file), read("en", file)];

	test("says everything in both languages, with the same facts", () => {
		expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
		for (const key of Object.keys(vi)) expect([key, placeholders(en[key])]).toEqual([key, placeholders(vi[key])]);
	});

	test("is written in the plain register: no shouting, no regret, no empty text", () => {
		for (const [key, text] of [...Object.entries(vi), ...Object.entries(en)]) {
			const said = JSON.stringify(text);
			expect([key, said]).not.toEqual([key, '""']);
			expect([key, /!(?!=)|rất tiếc/i.test(said)]).toEqual([key, false]);
		}
	});
});

/** Second words for what has one already, codes that only programmers know, and English that is not. */
const forbidden: Record<string, [RegExp, string][]> = {
	vi: [
		[/liên kết/i, "đường dẫn"],
		[/đánh giá lại/i, "đo lại"],
		[/kết quả đo(?!\p{L})|lần đo(?!\p{L})/iu, "kết quả đánh giá, lần đánh giá"],
		[/thành phố(?! Hồ)/, "Thành phố"],
		[/-NNN|HAWA|SACA|\bHTA\b/, "words"],
		[/không hợp lệ/i, "what is wrong"],
		[/(?:Mức|Được phép) theo quy định/, "Số tiền theo quy định"],
		[/hồ sơ nào đứng yên|Hồ sơ đứng yên/, "tồn đọng"],
		[/không chấp nhận đề nghị|chấp nhận đề nghị này/i, "Không được trả"],
	],
	en: [
		[/e-mail|\bmails?\b(?! server)|\bmailed\b/i, "email"],
		[/\bmend(?:s|ed|ing)?\b/i, "correct"],
		[/Asked, by the rules|comes about|at the latest by|Paid ahead|Worth a look|Who is helped/i, "plain English"],
		[/-NNN|HAWA|SACA|\bHTA\b/, "words"],
		[/\binvalid\b/i, "what is wrong"],
		[/^Not yet: /, "what to do first"],
		[/\bbuy or rent\b|\bbought or rented\b|No last day/i, "buy or hire; No deadline"],
	],
};

test.each(["vi", "en"])("one word for a thing, in %s", (locale) => {
	const said = files.flatMap((file) => Object.entries(read(locale, file)));
	const wrong = said.flatMap(([key, text]) =>
		(forbidden[locale] ?? []).flatMap(([pattern, better]) =>
			pattern.test(JSON.stringify(text).slice(1, -1)) ? [`${key}: ${better}`] : [],
		),
	);
	expect(wrong).toEqual([]);
});

test("both languages have the same files, and all are compiled", () => {
	expect(readdirSync("messages/en").filter((name) => name.endsWith(".json"))).toEqual(files);
	const settings = readFileSync("project.inlang/settings.json", "utf8");
	for (const file of files) expect(settings).toContain(`./messages/{locale}/${file}`);
});

test("what the browser runs names each text: a computed key would load the texts of all rooms with the page", () => {
	const sources = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
		(path) => /\.tsx?$/.test(path) && !/\.(server|test)\.tsx?$/.test(path),
	);
	expect(sources.length).toBeGreaterThan(100);
	expect(sources.filter((path) => /\bm\[/.test(readFileSync(`app/${path}`, "utf8")))).toEqual([]);
});
