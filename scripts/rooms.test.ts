import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ranks } from "./rooms.json" with { type: "json" };

const rooms = ranks.flat();
/** Below the rooms, and the doors above them. */
const others = ["kernel", "house", "form", "ui", "routes", "jobs", "server", "demo"];

const folders = readdirSync("app", { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

test("every folder of the house has its rank", () => {
	expect(folders.sort()).toEqual([...rooms, ...others].sort());
});

test("the drawing and the list in the README name every folder", () => {
	const [, house = ""] = readFileSync("README.md", "utf8").split("## The house");
	const [, drawing = "", list = ""] = house.split("```");
	for (const room of rooms) expect(drawing.split(/[^\w-]+/)).toContain(room);
	const listed = [...list.matchAll(/^\| .*`app\/([\w-]+)\/` /gm)].map(([, name]) => name);
	expect(listed.sort()).toEqual(folders.sort());
});

test("the decision on the rooms names their ranks in order", () => {
	const words = readFileSync("docs/decisions/001-rooms-by-life-stage.md", "utf8")
		.split(/[^\w-]+/)
		.slice(0);
	const from = words.indexOf("bottom") + 1;
	const named = words.slice(from).filter((word) => rooms.includes(word));
	expect(named.slice(0, rooms.length)).toEqual(rooms);
});

test("the kernel imports itself, Node and texts alone", () => {
	const files = readdirSync("app/kernel").filter((name) => !/\.test\.tsx?$/.test(name));
	const imported = files.flatMap((name) => {
		const text = readFileSync(`app/kernel/${name}`, "utf8");
		return [...text.matchAll(/from "([^"]+)"/g)].map(([, path]) => `${name}: ${path}`);
	});
	expect(imported.filter((each) => !/: (\.\/|#app\/kernel\/|#messages\/|node:)/.test(each))).toEqual([]);
});
