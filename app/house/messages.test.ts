import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { m } from "#messages/messages.js";

const files = readdirSync("messages/vi").filter((name) => name.endsWith(".json"));

function read(locale: string, file: string): Record<string, string> {
	const { $schema: _schema, ...texts } = JSON.parse(readFileSync(`messages/${locale}/${file}`, "utf8"));
	return texts;
}

type Sentence = (facts: object, options: { locale: "vi" | "en" }) => string;

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
		[/\bwhoever\b/i, "the person who, anyone who"],
		[/\bstands? still\b/i, "is paused"],
		[/\banew\b|\bonce more\b/i, "again"],
		[/\bmeanwhile\b/i, "in the meantime, until then"],
		[/\bfor ever\b|\blets? go of\b|cannot be had|\bis had\b/i, "plain English"],
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

/** What is always a number where a text names it so, and what is one before these words. */
const numbers =
	"administrators|all|count|days|employees|entries|envelopes|files|high|length|max|median|minutes|months|most|needed|off|open|parts|pillars|points|questions|refused|settled|smallest|steps|tries|turns|withFactor|words|worked";
const numbersBefore = {
	from: "lao|employees?",
	left: "lần|ngày|mã|tries|try|working",
	limit: "MB",
	money: "người",
	received: "tệp",
	to: "ngày|working",
	total: "phần|hạng|câu|parts|cost|questions",
};
/** What follows a number and is nothing that is counted: “3 of 5”. */
const notCounted =
	"are|at|before|has|have|in|is|not|of|or|out|overall|that|to|was|with|đã|đến|không|mà|trên|trong|trở|trước";

test("a number stays on the line of what it counts: the space between them does not break", () => {
	const apart = new RegExp(
		[
			`\\{(?:${numbers})\\} (?!(?:${notCounted})(?!\\p{L}))\\p{L}+`,
			...Object.entries(numbersBefore).map(([name, words]) => `\\{${name}\\} (?:${words})(?!\\p{L})`),
		].join("|"),
		"gu",
	);
	const said = files.flatMap((file) => ["vi", "en"].flatMap((locale) => Object.entries(read(locale, file))));
	const found = said.flatMap(([key, text]) =>
		(JSON.stringify(text).match(apart) ?? []).map((each) => `${key}: ${each}`),
	);
	expect(found).toEqual([]);
});

test("a range of days stays on one line: it is said in words, and a line breaks after a dash", () => {
	const said = files.flatMap((file) => ["vi", "en"].flatMap((locale) => Object.entries(read(locale, file))));
	const broken = said.filter(([, text]) => /\}(?:–| (?:to|đến) )\{\w+\}\u00a0/.test(JSON.stringify(text)));
	expect(broken.map(([key]) => key)).toEqual([]);
});

/** Bounds of the house and what is fixed in its questions and programmes: there is never just one of these. */
const fixed = new Set(["all", "length", "max", "most", "pillars", "questions", "smallest", "words"]);
/** What has a text of its own for one, is only said of several, or counts what is always the same. */
const neverOne = new Set(
	`account_make_codes account_codes_question account_codes_new_title account_old_codes_die
	account_sessions_title account_sessions_end_note application_tasks_lead application_tasks_lead_changes
	assessment_overview_title assessment_list_open_text books_statements_businesses_more
	emails_recovery_planned_text home_door_assess_fact home_door_assess_fact_needed home_step_measure_text
	counted_level_text house_body_fields house_in_associations mail_unsent_sub
	programme_size_too_many_employees recovery_detail_planned recovery_plan_count report_rows_paper
	review_refusal_unanswered review_refusal_unanswered_business review_thread_shown review_desk_silent_sub
	turn_mine_all`.split(/\s+/),
);
/** One of many, in English: “1 working days”, “1 things are”. */
const oneOfMany =
	/\b1\s(?:(?!(?:the|as|in|takes|pays)\s)\p{Ll}+\s)?(?:applications|assessments|associations|businesses|characters|claims|codes|conditions|days|devices|documents|drafts|emails|employees|entries|envelopes|fields|files|invoices|items|lines|messages|minutes|months|parts|payments|people|pillars|points|questions|reservations|steps|things|times|tries|words)(?!\p{L})/u;

test("one thing is said as one, in English", () => {
	const told = files.flatMap((file) =>
		Object.entries(read("en", file)).flatMap(([key, text]) => {
			const names = [...JSON.stringify(text).matchAll(/\{(\w+)\}|input (\w+)/g)].map(
				([, shown, given]) => shown ?? given,
			);
			if (names.length === 0 || neverOne.has(key)) return [];
			const facts = Object.fromEntries(names.map((name) => [name, fixed.has(name ?? "") ? 5 : 1]));
			return (m[key as keyof typeof m] as Sentence)(facts, { locale: "en" });
		}),
	);
	expect(told.length).toBeGreaterThan(500);
	expect(told.filter((sentence) => oneOfMany.test(sentence))).toEqual([]);
});

test("says nothing that no page, letter or refusal needs", () => {
	const sources = ["app", "db", "emails", "templates"].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: "utf8" })
			.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
			.map((path) => readFileSync(`${folder}/${path}`, "utf8")),
	);
	// `m.key` says it; a refusal is thrown by its key, and the door says it (refusal-text.server.ts).
	const named = /\bm\s*\.\s*(\w+)|"(\w+_refusal_\w+)"/g;
	const used = new Set(
		sources.flatMap((source) => [...source.matchAll(named)].map(([, said, thrown]) => said ?? thrown)),
	);
	const keys = files.flatMap((file) => Object.keys(read("vi", file)));
	expect(keys.filter((key) => !used.has(key))).toEqual([]);
});

test("what the browser runs names each text: a computed key would load the texts of all rooms with the page", () => {
	const sources = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
		(path) => /\.tsx?$/.test(path) && !/\.(server|test)\.tsx?$/.test(path),
	);
	expect(sources.length).toBeGreaterThan(100);
	expect(sources.filter((path) => /\bm\[/.test(readFileSync(`app/${path}`, "utf8")))).toEqual([]);
});
