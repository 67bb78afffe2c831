import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type ProgrammeRulesJson, readProgrammeRules } from "./programme-rules.schema.ts";

/**
 * Publishes rules that hold from a day on. Applications submitted before stay under the version of their own day, so
 * only the first version may begin in the past: no application was judged before it.
 *
 * @throws a ZodError when the rules are not whole.
 */
export const publishVersion = command({
	name: "programme.publish-version",
	input: z.object({
		programmeId: z.string(),
		effectiveFrom: day,
		rules: z.custom<ProgrammeRulesJson>(),
	}),
	who: ["programme_officer"],
	refuses: ["programme_refusal_version_day", "programme_refusal_version_past"],
	once: "by state",
	async run(ctx: CommandContext<AnyActor>, input) {
		readProgrammeRules(input.rules);
		await inTransaction(ctx.db, async (trx) => {
			// Locked, so that two versions published at once get two numbers.
			const programme = await trx
				.selectFrom("programme")
				.select("nameVi")
				.where("id", "=", input.programmeId)
				.forUpdate()
				.executeTakeFirstOrThrow();
			const { last } = await trx
				.selectFrom("programmeVersion")
				.select((eb) => eb.fn.coalesce(eb.fn.max("number"), eb.val(0)).as("last"))
				.where("programmeId", "=", input.programmeId)
				.executeTakeFirstOrThrow();
			if (last > 0 && input.effectiveFrom < plainDateAt(ctx.now)) throw new Refusal("programme_refusal_version_past");
			await trx
				.insertInto("programmeVersion")
				.values({
					programmeId: input.programmeId,
					number: last + 1,
					effectiveFrom: input.effectiveFrom,
					rules: JSON.stringify(input.rules),
					publishedAt: ctx.now,
					publishedBy: "personId" in ctx.actor ? ctx.actor.personId : "system",
				})
				.execute();
			await appendAudit(trx, ctx, {
				action: "programme.version-published",
				subject: { kind: "programme", id: input.programmeId, label: programme.nameVi },
				facts: { number: last + 1, effectiveFrom: input.effectiveFrom, settings: input.rules.settings },
			});
		});
	},
});
