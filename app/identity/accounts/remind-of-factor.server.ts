import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockPerson } from "../affected.server.ts";
import { auditPeople } from "../proposals/proposals.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";

/**
 * Reminds somebody of staff by mail to set up the second factor: once a day, whoever asks.
 *
 * @throws Refusal when it is on by now, or they were reminded today.
 */
export const remindOfFactor = command({
	name: "people.remind-of-factor",
	input: z.object({ personId: z.string() }),
	who: ["administrator"],
	refuses: ["house_refusal_moved_on", "people_refusal_own_roles", "people_refusal_reminded"],
	once: "each time",
	async run(ctx: CommandContext, { personId }) {
		await inTransaction(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			assertAllowed(canChangeRolesOf(ctx.actor, personId), 403);
			const { on } = await trx
				.selectFrom("person")
				.select("twoFactorEnabled as on")
				.where("id", "=", personId)
				.executeTakeFirstOrThrow();
			if (on) throw new Refusal("house_refusal_moved_on");
			const last = await trx
				.selectFrom("auditEntry")
				.select("at")
				.where("subjectKind", "=", "person")
				.where("subjectId", "=", personId)
				.where("action", "=", "identity.factor-reminded")
				.orderBy("id", "desc")
				.limit(1)
				.executeTakeFirst();
			if (last && plainDateAt(last.at) === plainDateAt(ctx.now)) throw new Refusal("people_refusal_reminded");
			await enqueue(trx, "people.remind-factor", { personId, by: ctx.actor.personId, at: ctx.now.toISOString() });
			await auditPeople(trx, ctx, person, { action: "identity.factor-reminded" });
		});
	},
});
