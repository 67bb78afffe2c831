import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/*
 * Every object has `constructor`, `toString` and more, so that `words[status]` is a function when a bank's status is
 * called so. Names that are only known to be text are looked up with `ownValue`, in a Map or after `Object.hasOwn`.
 */

/** Their names are those of fields, which our own code writes; who fills them keeps strangers' names apart. */
const namedByFields = new Set(["FieldErrors", "Given"]);

/** Levels without a prototype, and the helper itself. */
const without = new Set(["app/kernel/own-value.ts", "app/form/read-form.ts"]);

const isWatched = (file: string) =>
	/^(?:app|db|emails|templates)\//.test(file) &&
	!/\.test\.tsx?$|^app\/(?:demo|server\/bench)\/|^db\/tables\.ts$/.test(file) &&
	!without.has(file);

function programOf(root: string, more: Record<string, string> = {}) {
	const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => readFileSync(file, "utf8"));
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const host = ts.createCompilerHost({ ...options, incremental: false, tsBuildInfoFile: undefined });
	const { getSourceFile, fileExists } = host;
	const named = new Map(Object.entries(more).map(([file, text]) => [path.join(root, file), text]));
	host.fileExists = (file) => named.has(file) || fileExists(file);
	host.getSourceFile = (file, ...rest) => {
		const text = named.get(file);
		return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
	};
	return ts.createProgram([...fileNames, ...named.keys()], options, host);
}

function isAnyText(type: ts.Type): boolean {
	if (type.isUnion()) return type.types.some(isAnyText);
	return (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any)) !== 0;
}

/** `lines.${at}.price` is no name that every object has. */
function hasDot(node: ts.Expression): boolean {
	return (
		ts.isTemplateExpression(node) &&
		node
			.getText()
			.replace(/\$\{.*?\}/g, "")
			.includes(".")
	);
}

function withoutCast(node: ts.Expression): ts.Expression {
	return ts.isAsExpression(node) || ts.isParenthesizedExpression(node) ? withoutCast(node.expression) : node;
}

/** The places of a file where a name that can be any text is looked up in an object. */
function openLookups(checker: ts.TypeChecker, file: ts.SourceFile): string[] {
	const found: string[] = [];
	const isOpen = (name: ts.Expression, record: ts.Expression) => {
		const key = withoutCast(name);
		if (hasDot(key) || !isAnyText(checker.getTypeAtLocation(key))) return false;
		const type = checker.getTypeAtLocation(record);
		return !namedByFields.has(type.aliasSymbol?.name ?? "");
	};
	const visit = (node: ts.Node): void => {
		const isLookup =
			(ts.isElementAccessExpression(node) && isOpen(node.argumentExpression, node.expression)) ||
			(ts.isBinaryExpression(node) &&
				node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
				isOpen(node.left, node.right));
		if (isLookup) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart());
			found.push(`${line + 1}: ${node.getText()}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

test("a name that can be any text is looked up only among a record's own", { timeout: 120_000 }, () => {
	const root = path.resolve(import.meta.dirname, "..");
	const planted = `
const words: Record<string, () => string> = {};
const few = { a: 1, b: 2 };
export const of = (given: string, at: number) => [
	words[given], words[given.trim()], few[given as "a" | "b"], given in few, words[\`lines.\${at}\`],
];`;
	const program = programOf(root, { "app/planted.ts": planted });
	const checker = program.getTypeChecker();
	const open = program.getSourceFiles().flatMap((file) => {
		const name = path.relative(root, file.fileName);
		return isWatched(name) ? openLookups(checker, file).map((place) => `${name}:${place}`) : [];
	});
	expect(open).toEqual([
		"app/planted.ts:5: words[given]",
		"app/planted.ts:5: words[given.trim()]",
		'app/planted.ts:5: few[given as "a" | "b"]',
		"app/planted.ts:5: given in few",
	]);
});
