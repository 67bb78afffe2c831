import { expect, test } from "vitest";
import { answersInQuery, rememberAnswers, rememberedAnswers } from "./check-answers.server.ts";

function requestWith(cookie: string): Request {
	return new Request("https://donbay.example/check", { headers: { Cookie: cookie } });
}

test("answers come back as they were typed", () => {
	const answers = { section: "C", employees: "34", revenueDong: "28.400.000.000 đ" };
	const [pair = ""] = rememberAnswers(answers).split(";");
	expect(rememberedAnswers(requestWith(`locale=en; ${pair}; theme=dark`))).toEqual(answers);
});

test.each([
	["check=%7B"],
	["check=%E0%A4%A"],
	["check=null"],
	["check=%5B1%5D"],
	["check=%22C%22"],
	["mycheck=%7B%22section%22%3A%22C%22%7D"],
	[""],
])("a cookie of %s is nothing", (cookie) => {
	expect(rememberedAnswers(requestWith(cookie))).toEqual({});
});

test("only the form's own fields are taken, and not at any length", () => {
	const query = new URLSearchParams({
		section: "C",
		role: "administrator",
		priceDong: "9".repeat(100),
		capitalDong: "",
	});
	expect(answersInQuery(query)).toEqual({ section: "C", priceDong: "9".repeat(60) });
	const cookie = `check=${encodeURIComponent(JSON.stringify({ employees: 5, constructor: "x", section: "G" }))}`;
	expect(rememberedAnswers(requestWith(cookie))).toEqual({ section: "G" });
});
