/**
 * Part of `npm run check`: a folder of app/ holds at most 25 files, tests not counted. A fuller one is split by noun, into
 * a folder of its own inside the room. (Limits on lines are in biome.json.)
 */
import { readdirSync } from "node:fs";

const MOST_FILES = 25;

/** Not rooms: addresses, of which app/routes.ts is the map, and the parts of every page, one file a part. */
const flat = /^app\/(routes|ui)(\/|$)/;

/** @param {string} folder @returns {string[]} what is wrong */
function check(folder) {
	const entries = readdirSync(folder, { withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
	const inside = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => check(`${folder}/${name}`));
	if (files.length <= MOST_FILES || flat.test(folder)) return inside;
	return [`${folder} has ${files.length} files, ${MOST_FILES} is the most: split it by noun`, ...inside];
}

const faults = check("app");
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
