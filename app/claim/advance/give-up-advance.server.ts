import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeClaim } from "../claim.access.ts";
import { moveClaim } from "../claim-events.server.ts";
import { lockOwnClaim } from "../visible-claims.server.ts";

/**
 * Ends an advance that is still being written or mended, since costs cannot be claimed while one is under way. Another
 * may be asked for later. Giving up what is given up changes nothing.
 *
 * @throws Refusal when it is with the association or answered; a 404 Response for another kind of claim.
 */
export async function giveUpAdvance(ctx: CommandContext, { reference }: { reference: string }): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const inHand = orNotFound(await lockOwnClaim(trx, ctx.actor, reference));
		const { claim, application } = inHand;
		orNotFound(claim.kind === "advance" || null);
		if (claim.state === "refused") return;
		assertAllowed(canChangeClaim(claim));
		await moveClaim(trx, ctx, inHand, { to: "refused", subsidyDong: claim.subsidyDong ?? 0n, set: {} });
		await appendAudit(trx, ctx, {
			action: "claim.advance-given-up",
			subject: { kind: "claim", id: claim.id, label: reference },
			facts: { application: application.reference },
		});
	});
}
