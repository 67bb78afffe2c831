/**
 * Part of `npm run check`: a query that takes some rows says which. Without an order PostgreSQL gives any of them, another
 * one on another day. And the time comes from the clock of the app, never from the database's.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Where the database measures its own time: locks and turns of its job queue, rows of the bench, how long lines of the audit log wait, and rows whose time no test reads. */
const ownTime =
	/^app\/(server\/(work\.server|bench\/.*|queue\/queue-metrics\.server)|mail\/unsent\/ask-again\.server|audit\/tree\/verify-log\.server)\.ts$|\.test\.ts$|^testing\/crash-house\.ts$/;

/**
 * The text before a place, back to where the bracket that it is in begins.
 *
 * @param {string} sql @param {number} end
 */
function inSameBracket(sql, end) {
	let depth = 0;
	for (let at = end; at > 0; at--) {
		const sign = sql[at - 1];
		if (sign === ")") depth++;
		else if (sign === "(" && --depth < 0) return sql.slice(at, end);
	}
	return sql.slice(0, end);
}

/** @param {string} sql @param {string} file @returns {string[]} what is wrong with a text, if it is SQL */
function faultsOfText(sql, file) {
	const faults = [];
	for (const { index } of sql.matchAll(/\blimit (\d|\?)/g)) {
		if (!/order by/.test(inSameBracket(sql, index))) faults.push("a limit without an order");
	}
	if (!ownTime.test(file) && /\b(now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_(date|timestamp)\b/.test(sql)) {
		faults.push("the database's own time");
	}
	return faults;
}

/** @param {ts.Node} node */
function textOf(node) {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (ts.isTemplateExpression(node))
		return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("?");
	return "";
}

/** Whether the calls that a query is built by, before this one, name an order. @param {ts.Expression} query @returns {boolean} */
function isOrdered(query) {
	if (ts.isCallExpression(query)) return isOrdered(query.expression);
	if (!ts.isPropertyAccessExpression(query)) return false;
	return query.name.text === "orderBy" || isOrdered(query.expression);
}

/** A call with a number in figures: what takes a page of rows has its order where the query is made. @param {ts.Node} call */
function takesFew(call) {
	return ts.isCallExpression(call) && call.arguments.some((argument) => ts.isNumericLiteral(argument));
}

/** @param {ts.Node} node @param {string} file @returns {string[]} */
function faultsOf(node, file) {
	const faults = faultsOfText(textOf(node), file);
	if (
		ts.isPropertyAccessExpression(node) &&
		node.name.text === "limit" &&
		takesFew(node.parent) &&
		!isOrdered(node.expression)
	) {
		faults.push("a limit without an order");
	}
	return faults;
}

let count = 0;
for (const folder of ["app", "e2e", "testing"]) {
	for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
		const file = join(folder, name).replaceAll("\\", "/");
		if (!/\.tsx?$/.test(file)) continue;
		const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
		/** @param {ts.Node} node */
		const look = (node) => {
			for (const fault of faultsOf(node, file)) {
				console.error(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${fault}`);
				count++;
			}
			ts.forEachChild(node, look);
		};
		look(source);
	}
}
process.exit(count === 0 ? 0 : 1);
