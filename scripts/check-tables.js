/**
 * Part of `npm run check`: the ranks of the rooms hold in SQL as they do in imports. Each table has one room that owns it
 * (scripts/rooms.json). Only that room writes it; it is read there, by later rooms, and by the rooms of the last rank.
 * Routes and jobs hold no SQL. Imports alone would not show it: a query names a table by a word.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** @typedef {Record<string, string[]>} Lists */
/** @type {{ ranks: string[][], beside: Lists, tables: Lists, readsAhead: Lists }} */
const { ranks, beside, tables, readsAhead } = JSON.parse(readFileSync("scripts/rooms.json", "utf8"));

/** @type {Map<string, string>} */
const ownerOf = new Map(Object.entries(tables).flatMap(([room, names]) => names.map((name) => [name, room])));

/** Makes a city to look at by the commands of the rooms, and the few rows that no command makes yet. */
const mayAll = ["demo"];

/** The names of tables in raw SQL, where Kysely's camel case is snake case. @type {Map<string, string>} */
const bySqlName = new Map(
	[...ownerOf.keys()].map((name) => [name.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`), name]),
);

const writes = new Set(["insertInto", "updateTable", "deleteFrom", "mergeInto"]);
const reads = /^(selectFrom|from|using|crossJoin|(inner|left|right|full)Join|(inner|left|cross)JoinLateral)$/;

/** The tables that a call of Kysely's names: `innerJoin("claim as c", …)`, `selectFrom(["claim", "invoice"])`. @param {ts.CallExpression} call */
function namedByCall(call) {
	const { expression } = call;
	// Also `({ exists, selectFrom }) => exists(selectFrom("claim"))`.
	const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
	const isWrite = writes.has(method);
	if (!isWrite && !reads.test(method)) return [];
	const [first] = call.arguments;
	if (first === undefined) return [];
	const named = ts.isArrayLiteralExpression(first) ? [...first.elements] : [first];
	return named.filter(ts.isStringLiteral).map(({ text }) => ({ table: text.split(" ")[0] ?? "", isWrite }));
}

/** The tables that a text of SQL names. @param {string} sql */
function namedBySql(sql) {
	const found = [
		...sql.matchAll(/\b(delete from|from|join|into|update|using|truncate|lock table) (?:only )?([a-z_]+)/g),
	];
	return found.map(([, verb = "", name = ""]) => ({
		table: bySqlName.get(name) ?? "",
		isWrite: /^(delete from|into|update|truncate)$/.test(verb),
	}));
}

/** @param {ts.Node} node */
function namedBy(node) {
	if (ts.isCallExpression(node)) return namedByCall(node);
	if (ts.isTaggedTemplateExpression(node)) return namedBySql(node.template.getText().replace(/\s+/g, " "));
	return [];
}

/** Whether a room may read what another owns. @param {string} reader @param {string} owner */
function mayRead(reader, owner) {
	if (reader === owner || mayAll.includes(reader) || beside[reader]?.includes(owner)) return true;
	const rankOf = (/** @type {string} */ room) => ranks.findIndex((line) => line.includes(room));
	if (rankOf(reader) === -1) return reader === "server";
	return rankOf(reader) === ranks.length - 1 || rankOf(owner) < rankOf(reader);
}

/** What was listed as read ahead, and is. @type {Set<string>} */
const readAhead = new Set();

/** @param {string} file @param {{ table: string, isWrite: boolean }} use @returns {string | null} what is wrong */
function faultOf(file, { table, isWrite }) {
	const room = file.split("/")[1] ?? "";
	const owner = ownerOf.get(table);
	if (owner === undefined) return null;
	if (room === "routes" || room === "jobs") return `${room} hold no SQL: ask ${owner} for ${table}`;
	if (isWrite && room !== owner && !mayAll.includes(room)) return `writes ${table}, which ${owner} owns`;
	if (mayRead(room, owner)) return null;
	if (readsAhead[file]?.includes(table)) {
		readAhead.add(`${file}: ${table}`);
		return null;
	}
	return `reads ${table}, which ${owner} owns: ${room} comes before it`;
}

/** @param {string} file @returns {string[]} */
function faultsIn(file) {
	const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
	/** @type {string[]} */
	const faults = [];
	/** @param {ts.Node} node */
	const look = (node) => {
		for (const use of namedBy(node)) {
			const fault = faultOf(file, use);
			const line = source.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
			if (fault !== null) faults.push(`${file}:${line}: ${fault}`);
		}
		ts.forEachChild(node, look);
	};
	look(source);
	return faults;
}

/** Tables that no room owns, and names that no table has. */
function faultsOfOwners() {
	const [, all = ""] = readFileSync("db/tables.ts", "utf8").split("export interface DB {");
	const made = [...all.matchAll(/^\s+(\w+): /gm)].map(([, name = ""]) => name);
	return [
		...made.filter((name) => !ownerOf.has(name)).map((name) => `${name} has no room in scripts/rooms.json`),
		...[...ownerOf.keys()].filter((name) => !made.includes(name)).map((name) => `scripts/rooms.json: no table ${name}`),
	];
}

/** Lines of the list that can go. */
function noLongerAhead() {
	const listed = Object.entries(readsAhead).flatMap(([file, names]) => names.map((name) => `${file}: ${name}`));
	return listed
		.filter((each) => !readAhead.has(each))
		.map((each) => `scripts/rooms.json: no longer read ahead: ${each}`);
}

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
	.map((name) => join("app", name).replaceAll("\\", "/"))
	.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
const faults = [...faultsOfOwners(), ...files.sort().flatMap(faultsIn), ...noLongerAhead()];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
