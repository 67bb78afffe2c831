import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { analyse } from "scslre";
import ts from "typescript";
import { expect, test } from "vitest";

/*
 * A regular expression whose time grows with the square of the text holds the only thread of the server for seconds, for
 * one long line in a file or an address. It is read in linear time where each run of what may repeat has one place to
 * begin (`(?<![T\s])[T\s]+`) and one way to be divided, or a bound (`0{1,2}$`).
 */

const folders = ["app", "db", "emails", "templates"];

function sourceFiles(root: string): string[] {
	return folders.flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
			.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
			.map((file) => path.join(folder, file)),
	);
}

/** What makes an expression slow, as scslre tells it; none where it takes linear time. */
function slownessOf(literal: string): string[] {
	const end = literal.lastIndexOf("/");
	const { reports } = analyse({ source: literal.slice(1, end), flags: literal.slice(end + 1) });
	return reports.map(({ type }) => type);
}

function slowExpressions(file: string, text: string): string[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node) && slownessOf(node.text).length > 0) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			found.push(`${file}:${line + 1} ${node.text}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

test.each([
	[String.raw`/[T\s]+\d{1,2}:\d{2}/`, ["Move"]],
	[String.raw`/\s+$/`, ["Move"]],
	["/^a*a*$/", ["Trade"]],
	["/^(?:a+)+$/", ["Self"]],
	[String.raw`/(?<![T\s])[T\s]+\d{1,2}:\d{2}/`, []],
	[String.raw`/^\d{1,20}$/`, []],
])("%s is told slow for %j", (literal, types) => {
	expect([...new Set(slownessOf(literal))]).toEqual(types);
});

test("every regular expression of the product takes linear time", () => {
	const root = process.cwd();
	const slow = sourceFiles(root).flatMap((file) => slowExpressions(file, readFileSync(path.join(root, file), "utf8")));
	expect(slow).toEqual([]);
}, 60_000);
