import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "../claim.access.ts";
import { moveClaim } from "../claim-events.server.ts";
import { lockOwnClaim } from "../visible-claims.server.ts";

/**
 * Ends a claim or an advance that is still being written or mended, since an application has one under way at a time.
 * What it took of the approval and its invoices may be claimed again. Giving up what is given up changes nothing.
 *
 * @throws Refusal when it is with the association or answered, or where so many were given up before that this one is to be
 * changed instead; NotFound for another business's claim.
 */
export const giveUpClaim = command({
	name: "claim.give-up",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: ["claim_refusal_many_given_up", "claim_refusal_submitted", "house_refusal_moved_on"],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const inHand = orNotFound(await lockOwnClaim(trx, ctx.actor, reference));
			const { claim, application } = inHand;
			if (claim.state === "refused") return;
			assertAllowed(canChangeClaim(claim));
			await assertFewGivenUp(trx, application.id);
			await moveClaim(trx, ctx, inHand, { to: "refused", subsidyDong: claim.subsidyDong ?? 0n, set: {} });
			await appendAudit(trx, ctx, {
				action: claim.kind === "advance" ? "claim.advance-given-up" : "claim.given-up",
				subject: { kind: "claim", id: claim.id, label: reference },
				facts: { application: application.reference },
			});
		});
	},
});

/** Each stays with its number in the application's trail and in the lists of its claims. */
const MOST_GIVEN_UP = 20;

/** The lock on the application lets those of one come one after the other. */
async function assertFewGivenUp(trx: Transaction<Tables>, applicationId: string): Promise<void> {
	const { count } = await trx
		.selectFrom("claim")
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.where("applicationId", "=", applicationId)
		.where("state", "=", "refused")
		.where("answeredAt", "is", null)
		.executeTakeFirstOrThrow();
	if (Number(count) >= MOST_GIVEN_UP) throw new Refusal("claim_refusal_many_given_up", { most: MOST_GIVEN_UP });
}
