/**
 * Part of `npm run check`: a folder of app/ holds at most 25 files, tests not counted. A fuller one is split by noun, into
 * a folder of its own inside the room; of two such folders one may import the other, never both each other, or the cut
 * was not by noun. (Limits on lines are in biome.json.)
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const MOST_FILES = 25;

/** Not rooms: addresses, of which app/routes.ts is the map, and the parts of every page, one file a part. */
const flat = /^app\/(routes|ui\/parts)(\/|$)/;

/** @param {string} folder @returns {string[]} what is wrong */
function check(folder) {
	const entries = readdirSync(folder, { withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
	const inside = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => check(`${folder}/${name}`));
	if (files.length <= MOST_FILES || flat.test(folder)) return inside;
	return [`${folder} has ${files.length} files, ${MOST_FILES} is the most: split it by noun`, ...inside];
}

/** "identity/roles", of a file in a folder of a room; "" of one in the room itself. @param {string} file */
function innerFolder(file) {
	const [, room, folder, ...rest] = file.split("/");
	return rest.length > 0 ? `${room}/${folder}` : "";
}

/** Which folder of a room imports which other one of it, with a file that does. */
function innerImports() {
	/** @type {Map<string, string>} */
	const found = new Map();
	for (const name of readdirSync("app", { recursive: true, encoding: "utf8" })) {
		const file = join("app", name).replaceAll("\\", "/");
		if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue;
		for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/from "(\.\.?\/[^"]+)"/g)) {
			const [from, to] = [innerFolder(file), innerFolder(join(dirname(file), path).replaceAll("\\", "/"))];
			if (from !== "" && to !== "" && from !== to) found.set(`${from} ${to}`, file);
		}
	}
	return found;
}

/** @returns {string[]} the folders of a room that import each other both ways */
function bothWays() {
	const imports = innerImports();
	return [...imports].flatMap(([pair, file]) => {
		const [from, to] = pair.split(" ");
		const back = imports.get(`${to} ${from}`);
		return back && pair < `${to} ${from}` ? [`${from} and ${to} import each other: ${file}, ${back}`] : [];
	});
}

const faults = [...check("app"), ...bothWays()];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
