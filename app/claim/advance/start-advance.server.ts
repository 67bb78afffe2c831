import { z } from "zod";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canStartAdvance } from "../claim.access.ts";
import { claimableLines } from "../claimable-lines.server.ts";
import { insertClaim, openedBefore } from "../insert-claim.server.ts";
import { advanceToDraft } from "./advance-draft.ts";
import { advanceableOf } from "./advanceable.server.ts";

/**
 * Opens the request for an advance on an agreed application, with the most that its programme pays, and returns its
 * reference. The same `claimId` opens one.
 *
 * @throws Refusal where the programme pays nothing ahead, one was asked for before or costs are claimed already; NotFound
 * for an application that is not the actor's.
 */
export const startAdvance = command({
	name: "claim.start-advance",
	input: z.object({ claimId: z.uuid(), reference: z.string() }),
	who: "person",
	refuses: [
		"claim_refusal_advance_made",
		"claim_refusal_advance_too_late",
		"claim_refusal_no_advance",
		"claim_refusal_not_agreed",
	],
	once: ({ claimId }) => claimId,
	async run(ctx: CommandContext, { claimId, reference }): Promise<string> {
		return inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			const before = await openedBefore(trx, { claimId, applicationId: application.id });
			if (before) return before;
			const advanceable = await advanceableOf(trx, application);
			assertAllowed(canStartAdvance(advanceable));
			const [first] = await claimableLines(trx, application.id);
			const claim = await insertClaim(trx, ctx, {
				id: claimId,
				kind: "advance",
				applicationId: application.id,
				draft: advanceToDraft({
					costLineId: first?.costLineId ?? "",
					amount: formatDongPlain(advanceable.highestDong, ctx.locale),
					reason: "",
				}),
			});
			await appendAudit(trx, ctx, {
				action: "claim.advance-started",
				subject: { kind: "claim", id: claimId, label: claim },
				facts: { application: reference },
			});
			return claim;
		});
	},
});
