import { z } from "zod";
import { blankLine, type DraftCase, judgeDraft, type TypedLine } from "./draft.rules.ts";

/** The JSON document `application.draft`: what was typed, not yet judged. */
export type DraftContent = {
	lines: TypedLine[];
	/** The line that was removed last, so that it can come back. */
	removed: { at: number; line: TypedLine } | null;
};

/** A cost line as typed. */
export const typedLine = z.object({
	id: z.string(),
	supportItemCode: z.string(),
	description: z.string(),
	listingName: z.string().default(""),
	providerName: z.string(),
	providerTaxCode: z.string(),
	providerRepresentative: z.string().default(""),
	providerAddress: z.string().default(""),
	providerPhone: z.string().default(""),
	providerEmail: z.string().default(""),
	price: z.string(),
});

const content = z.object({
	lines: z.array(typedLine).default([]),
	removed: z
		.object({ at: z.number().int().min(0), line: typedLine })
		.nullable()
		.default(null),
});

/** Reads a saved draft; a new one is `{}`. */
export function readDraft(json: unknown): DraftContent {
	return content.parse(json);
}

/** What the page of lines does beside saving. */
export type LineChange = { kind: "add" } | { kind: "remove"; at: number } | { kind: "restore" };

/** The pressed button of the page of lines: "add-line", "remove-line.2", "restore-line"; null for plain saving. */
export function lineChangeOf(intent: string): LineChange | null {
	if (intent === "add-line") return { kind: "add" };
	if (intent === "restore-line") return { kind: "restore" };
	const remove = /^remove-line\.(\d{1,2})$/.exec(intent);
	return remove ? { kind: "remove", at: Number(remove[1]) } : null;
}

export function emptyLine(id: string): TypedLine {
	return { ...blankLine, id };
}

/**
 * The lines for the form: those that were typed, or a first one. It starts from the answers of the visitor's last check,
 * as far as the programme has that support item (`codes`), unless such a line was removed already.
 */
export function linesToShow(
	{ lines, removedLine }: Pick<DraftCase, "lines" | "removedLine">,
	codes: readonly string[],
	checked: { supportItemCode?: string; priceDong?: string },
	newId: string,
): TypedLine[] {
	if (lines.length > 0) return lines;
	if (removedLine) return [emptyLine(newId)];
	const { supportItemCode = "", priceDong = "" } = checked;
	return [
		{
			...emptyLine(newId),
			supportItemCode: codes.includes(supportItemCode) ? supportItemCode : "",
			price: priceDong,
		},
	];
}

/**
 * What the rules allow for the line that a draft without lines would start from: the price of the visitor's last check.
 * Null where lines are typed, or nothing can be worked out from that answer.
 */
export function carriedAmount(draft: DraftCase, checked: Parameters<typeof linesToShow>[2]): bigint | null {
	if (draft.lines.length > 0) return null;
	const codes = draft.rules.supportItems.map((item) => item.code);
	const lines = linesToShow(draft, codes, checked, "carried");
	return judgeDraft({ ...draft, lines })?.allowedDong || null;
}

/** The draft with the lines as typed, and changed as asked. What cannot be done (no such line) changes nothing. */
export function withChange(
	before: DraftContent,
	lines: TypedLine[],
	change: LineChange | null,
	newId: string,
): DraftContent {
	if (change?.kind === "add") return { lines: [...lines, emptyLine(newId)], removed: null };
	if (change?.kind === "remove") {
		const line = lines[change.at];
		if (line) return { lines: lines.toSpliced(change.at, 1), removed: { at: change.at, line } };
	}
	if (change?.kind === "restore" && before.removed) {
		return { lines: lines.toSpliced(before.removed.at, 0, before.removed.line), removed: null };
	}
	return { lines, removed: before.removed };
}
