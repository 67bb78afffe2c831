import { readFileSync } from "node:fs";
import type { z } from "zod";
import type { Once } from "#app/house/command/command.server.ts";
import type { Who } from "#app/house/command/who.ts";
import type { RefusalCode } from "#app/house/refusal.ts";

/** A command as it is declared, and what the comment above it says. */
export type DeclaredCommand = {
	name: string;
	input: z.ZodType;
	who: Who;
	refuses: readonly RefusalCode[];
	once: Once<never>;
	/** The file, from the root of the project. */
	file: string;
	/** The first paragraph of its comment. */
	means: string;
	run: (ctx: never, input: never, ...services: never[]) => Promise<unknown>;
};

const modules = import.meta.glob<Record<string, unknown>>(
	["../app/**/*.server.ts", "!../app/{routes,server,demo}/**"],
	{
		eager: true,
	},
);

function meaningOf(source: string, exported: string): string {
	const [, comment = ""] =
		new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport const ${exported} = command\\(`).exec(source) ?? [];
	const [first = ""] = comment.split(/\n \*\s*\n/);
	const [text = ""] = first.split(" @");
	return text.replaceAll(/\s*\n \* ?/g, " ").trim();
}

/** Every command of the house, by name: what a file of `app/` exports and was declared. */
export const allCommands: readonly DeclaredCommand[] = Object.entries(modules)
	.flatMap(([path, module]) =>
		Object.entries(module).flatMap(([exported, value]) => {
			if (typeof value !== "function" || !("contract" in value)) return [];
			const file = path.replace("../", "");
			const means = meaningOf(readFileSync(file, "utf8"), exported);
			return [
				{ ...(value.contract as Omit<DeclaredCommand, "file" | "means" | "run">), file, means, run: value as never },
			];
		}),
	)
	.sort((one, other) => (one.name < other.name ? -1 : 1));
