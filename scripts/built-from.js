/**
 * What `build/` was built from and what it then held, by content, so that a build that would come out the same is left
 * out. Kept in `build/built-from.json`, which is written last: where a build was interrupted there is none.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const RECORD = "build/built-from.json";

/** Files and folders that the build reads; files that are not there count as such. */
const inputs = [
	...["app", "db", "emails", "templates", "messages", "project.inlang", "public"],
	...["vite.config.ts", "remix.config.js", "paraglide.config.js", "tsconfig.json", "scripts/build.js"],
	...["package.json", "package-lock.json", ".env", ".env.local", ".env.production", ".env.production.local"],
	// npm's own list of what is installed.
	"node_modules/.package-lock.json",
];

/** What lies among the inputs and is not built: tests, and what the build itself compiles. */
const notBuilt = /\.test\.tsx?$|^messages\/compiled\//;

/** What lies in the build's folder and is not of this build. */
const notOfBuild = /^build\/(bare\/|built-from\.json)/;

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} the files at or below a path, in an order that is always the same
 */
function filesBelow(root, path) {
	const full = join(root, path);
	if (!existsSync(full)) return [];
	const entries = readdirSync(full, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}

/**
 * @param {string} root
 * @param {string[]} files
 * @param {string[]} words what else the result depends on
 */
function hashOf(root, files, words) {
	const hash = createHash("sha256");
	for (const word of words) hash.update(`${word}\0`);
	for (const file of files) {
		const content = readFileSync(join(root, file));
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.digest("hex");
}

/**
 * The state of all that a build depends on: sources, settings, packages, this Node, and the environment that Vite reads.
 *
 * @param {string} root
 * @param {Record<string, string | undefined>} environment
 */
export function inputsOf(root, environment) {
	const files = inputs.flatMap((input) => {
		const isFile = /\.(ts|js|json)$|^\.env/.test(input);
		return isFile ? (existsSync(join(root, input)) ? [input] : []) : filesBelow(root, input);
	});
	const settings = Object.entries(environment)
		.filter(([name]) => name === "NODE_ENV" || name.startsWith("VITE_"))
		.map(([name, value]) => `${name}=${value}`)
		.sort();
	const words = [process.version, process.platform, process.arch, ...settings];
	return hashOf(
		root,
		files.filter((file) => !notBuilt.test(file)),
		words,
	);
}

/** @param {string} root */
function outputsOf(root) {
	const files = filesBelow(root, "build").filter((file) => !notOfBuild.test(file));
	return hashOf(root, files, []);
}

/**
 * True where a build would come out as what is there.
 *
 * @param {string} root
 * @param {string} inputs of now
 */
export function isBuilt(root, inputs) {
	const file = join(root, RECORD);
	if (!existsSync(file)) return false;
	try {
		const record = JSON.parse(readFileSync(file, "utf8"));
		return record.inputs === inputs && record.outputs === outputsOf(root);
	} catch {
		return false;
	}
}

/** @param {string} root before a build begins */
export function forgetBuild(root) {
	rmSync(join(root, RECORD), { force: true });
}

/**
 * After a build.
 *
 * @param {string} root
 * @param {string} inputs as they were when it began
 */
export function recordBuild(root, inputs) {
	const file = join(root, RECORD);
	writeFileSync(`${file}.new`, `${JSON.stringify({ inputs, outputs: outputsOf(root) })}\n`);
	renameSync(`${file}.new`, file);
}
