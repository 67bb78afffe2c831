import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { refusedAnywhere } from "#app/house/command/command.server.ts";
import type { Who } from "#app/house/command/who.ts";
import { m } from "#messages/messages.js";
import { allCommands, type DeclaredCommand } from "#testing/all-commands.ts";

/*
 * docs/commands.md is made of the commands themselves: `npx vitest run app/server/commands.test.ts -u` writes it anew. A
 * name, a field or a refusal that changes shows in it, and so in the review of the change: who calls from outside relies
 * on them.
 */

type Shape = {
	type?: string | string[];
	format?: string;
	pattern?: string;
	enum?: unknown[];
	const?: unknown;
	items?: Shape;
	properties?: Record<string, Shape>;
	required?: string[];
	anyOf?: Shape[];
	oneOf?: Shape[];
	allOf?: Shape[];
	additionalProperties?: Shape | boolean;
};

const words: Record<string, string> = { integer: "number", "date-time": "moment" };

function shown(shape: Shape): string {
	if (shape.const !== undefined) return JSON.stringify(shape.const);
	if (shape.enum) return shape.enum.map((each) => JSON.stringify(each)).join(" \\| ");
	if (shape.allOf) return shape.allOf.map(shown).join(" & ");
	const either = shape.anyOf ?? shape.oneOf;
	if (either) return either.map(shown).join(" \\| ");
	if (shape.items) return `list of ${shown(shape.items)}`;
	if (shape.properties) {
		const fields = Object.entries(shape.properties).map(([name, field]) => {
			const optional = shape.required?.includes(name) ? "" : "?";
			return `${name}${optional}: ${shown(field)}`;
		});
		return `{ ${fields.join(", ")} }`;
	}
	if (typeof shape.additionalProperties === "object") return `by name: ${shown(shape.additionalProperties)}`;
	const kind = shape.format ?? (shape.pattern?.includes("\\d{1,18}") ? "đồng" : shape.type);
	return typeof kind === "string" ? (words[kind] ?? kind) : "as the page sends it";
}

function inputOf({ input }: DeclaredCommand): string {
	if (input instanceof z.ZodVoid) return "nothing";
	return shown(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Shape);
}

const sides = { anyone: "anyone", person: "whoever is signed in", system: "jobs and the command line" };

function whoOf(who: Who): string {
	return typeof who === "string" ? sides[who] : who.map((role) => role.replace("_", " ")).join(", ");
}

function onceOf({ once }: DeclaredCommand): string {
	if (typeof once === "string") return once;
	const [, mark = ""] = /=> (\w+)$/.exec(String(once)) ?? [];
	return `by \`${mark}\``;
}

function sectionOf(command: DeclaredCommand): string {
	const refuses = command.refuses.map((code) => `\`${code}\``).join(", ");
	return [
		`### ${command.name}`,
		command.means,
		[
			`- who: ${whoOf(command.who)}`,
			`- input: ${inputOf(command)}`,
			`- asked for twice: ${onceOf(command)}`,
			`- refuses: ${refuses || "nothing else"}`,
			`- [${command.file}](../${command.file})`,
		].join("\n"),
	].join("\n\n");
}

/** The sentence in English, with the names of what is filled in. */
function sentenceOf(code: string): string {
	const sentence = m[code as keyof typeof m] as (facts: object, options: object) => string;
	const names = new Proxy({}, { get: (_, name) => `{${String(name)}}`, has: () => true });
	return sentence(names, { locale: "en" }).replaceAll("|", "\\|");
}

function page(): string {
	const roomOf = ({ name }: DeclaredCommand) => name.split(".")[0];
	const rooms = [...new Set(allCommands.map(roomOf))];
	const parts = rooms.map((room) =>
		[`## ${room}`, ...allCommands.filter((each) => roomOf(each) === room).map(sectionOf)].join("\n\n"),
	);
	const codes = [...new Set([...refusedAnywhere, ...allCommands.flatMap(({ refuses }) => refuses)])].sort();
	const refusals = codes.map((code) => `| \`${code}\` | ${sentenceOf(code)} |`);
	return `${[
		"# Commands",
		"What changes data, and what takes it away as a file, by name. Made of the code: app/server/commands.test.ts.",
		`Each may also end in \`NotFound\`, for what is not there or not for who asks, or be refused with ${refusedAnywhere.map((code) => `\`${code}\``).join(" or ")}.`,
		...parts,
		"## Refusals",
		["| Code | In English |", "| --- | --- |", ...refusals].join("\n"),
	].join("\n\n")}\n`;
}

test("docs/commands.md says what is declared", async () => {
	await expect(page()).toMatchFileSnapshot("../../docs/commands.md");
});

test("each has a name of its own, made of its room and what it does, and a comment", () => {
	const names = allCommands.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
	expect(allCommands.filter(({ means }) => means.length < 20).map(({ name }) => name)).toEqual([]);
});

test("every one that is declared in a file is found", () => {
	const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".server.ts"));
	const declared = files.flatMap((file) =>
		[...readFileSync(`app/${file}`, "utf8").matchAll(/= command\(\{\s*name: "([^"]+)"/g)].map(([, name]) => name),
	);
	expect(declared.toSorted()).toEqual(allCommands.map(({ name }) => name).toSorted());
});

test("what is done once by a mark takes that mark", () => {
	const wrong = allCommands.filter(({ once, input }) => {
		if (typeof once === "string") return false;
		const [, mark = ""] = /=> (\w+)$/.exec(String(once)) ?? [];
		return !inputOf({ input } as DeclaredCommand).includes(`${mark}: uuid`);
	});
	expect(wrong.map(({ name }) => name)).toEqual([]);
});
