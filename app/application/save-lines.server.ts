import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChange } from "./application.access.ts";
import { MAX_LINES } from "./draft/draft.forms.ts";
import { blankLine, type TypedLine } from "./draft/draft.rules.ts";
import { readDraft, typedLine, withChange } from "./draft/draft-content.ts";
import { lockOwnApplication } from "./visible-applications.server.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A line as typed, with what is not given left blank; without an id of its own it is a new one. */
export type LineInput = Partial<TypedLine>;

function withIds(lines: readonly LineInput[]): TypedLine[] {
	const seen = new Set<string>();
	return lines.map((line) => {
		const id = line.id && UUID.test(line.id) && !seen.has(line.id) ? line.id : randomUUID();
		seen.add(id);
		return { ...blankLine, ...line, id };
	});
}

/**
 * Saves the cost lines of a draft exactly as typed, also when they are not right yet: nothing typed is lost. `change`
 * adds a line, removes one or brings the last removed one back.
 *
 * @param input.draftVersion the one that the page was made from. Returns the next.
 * @throws Refusal `house_refusal_other_tab` when the draft was saved meanwhile; saving again with the new version wins.
 */
export const saveLines = command({
	name: "application.save-lines",
	input: z.object({
		reference: z.string(),
		draftVersion: z.number(),
		lines: z.array(typedLine.partial()).readonly(),
		change: z
			.union([
				z.object({ kind: z.literal("add") }),
				z.object({ kind: z.literal("remove"), at: z.number() }),
				z.object({ kind: z.literal("restore") }),
			])
			.nullable()
			.optional(),
	}),
	who: "person",
	refuses: ["application_refusal_submitted", "application_refusal_too_many_lines", "house_refusal_other_tab"],
	once: "same again",
	async run(ctx: CommandContext, input): Promise<{ draftVersion: number }> {
		return inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
			assertAllowed(canChange(application));
			if (application.draftVersion !== input.draftVersion) throw new Refusal("house_refusal_other_tab");
			const before = readDraft(application.draft);
			const draft = withChange(before, withIds(input.lines), input.change ?? null, randomUUID());
			if (draft.lines.length > MAX_LINES) throw new Refusal("application_refusal_too_many_lines", { max: MAX_LINES });
			const draftVersion = application.draftVersion + 1;
			await trx
				.updateTable("application")
				.set({ draft: JSON.stringify(draft), draftVersion, savedAt: ctx.now })
				.where("id", "=", application.id)
				.execute();
			return { draftVersion };
		});
	},
});
