import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { lockPerson } from "../affected.server.ts";
import { lapseProposalsOf, proposing } from "../proposals/lapse-proposals.server.ts";
import { addProposal, assertTwoAdministrators, findSameProposal } from "../proposals/proposals.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/**
 * A first administrator has made sure that a person lost the second factor and its codes, and proposes to reset it. All
 * sessions end, and nobody signs in with the account until the reset is done or has ended otherwise: who found the
 * telephone must not be faster. Another administrator makes sure alone, and confirms.
 *
 * @param words how the administrator knew the person: "Gặp tại phòng 204, xem thẻ".
 * @throws Refusal when it is one's own, there is no second factor, the account is suspended, a reset is under way, or one
 * administrator is alone.
 */
export const proposeFactorReset = command({
	name: "people.propose-factor-reset",
	input: z.object({ personId: z.string(), proposalId: z.uuid(), words: z.string() }),
	who: ["administrator"],
	refuses: [
		"people_refusal_no_factor",
		"people_refusal_own_roles",
		"people_refusal_reset_running",
		"people_refusal_suspended",
		"people_refusal_two_administrators",
	],
	once: ({ proposalId }) => proposalId,
	async run(ctx: CommandContext, { personId, proposalId, words }) {
		await proposing(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			assertAllowed(canChangeRolesOf(ctx.actor, personId), 403);
			if (await findSameProposal(trx, ctx, proposalId)) return;
			if (person.suspendedAt) throw new Refusal("people_refusal_suspended");
			const { on } = await trx
				.selectFrom("person")
				.select("twoFactorEnabled as on")
				.where("id", "=", personId)
				.executeTakeFirstOrThrow();
			if (!on) throw new Refusal("people_refusal_no_factor");
			await lapseProposalsOf(trx, personId, ctx.now);
			await assertTwoAdministrators(trx, ctx.now);
			await addProposal(trx, ctx, person, { proposalId, kind: "reset-factor", basis: words });
			await endSessions(trx, ctx, { personId, because: "second-factor-reset" });
		});
	},
});
