import type { Transaction } from "kysely";
import { z } from "zod";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canStartClaim } from "./claim.access.ts";
import { leftOfLine } from "./claim.rules.ts";
import { type ClaimDraft, emptyInvoice } from "./claim-draft.ts";
import { claimableLines, claimableOf } from "./claimable-lines.server.ts";
import { insertClaim, openedBefore } from "./insert-claim.server.ts";

/**
 * Opens a claim on an agreed application and returns its reference. The same `claimId` opens one claim.
 *
 * @throws Refusal before the agreement, while another claim is open, after the last one or when nothing is left to
 * claim; NotFound for an application that is not the actor's.
 */
export const startClaim = command({
	name: "claim.start",
	input: z.object({ claimId: z.uuid(), reference: z.string() }),
	who: "person",
	refuses: [
		"claim_refusal_advance_first",
		"claim_refusal_last_made",
		"claim_refusal_not_agreed",
		"claim_refusal_nothing_left",
		"claim_refusal_one_open",
	],
	once: ({ claimId }) => claimId,
	async run(ctx: CommandContext, { claimId, reference }): Promise<string> {
		return inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			const before = await openedBefore(trx, { claimId, applicationId: application.id });
			if (before) return before;
			assertAllowed(canStartClaim(await claimableOf(trx, application)));

			const draft = await firstDraft(trx, application.id, ctx.locale);
			const claim = await insertClaim(trx, ctx, { id: claimId, kind: "costs", applicationId: application.id, draft });
			await appendAudit(trx, ctx, {
				action: "claim.started",
				subject: { kind: "claim", id: claimId, label: claim },
				facts: { application: reference },
			});
			return claim;
		});
	},
});

/** As most claims are: the agreed prices of the first provider who has something left, and one invoice of theirs. */
async function firstDraft(trx: Transaction<Tables>, applicationId: string, locale: Locale): Promise<ClaimDraft> {
	const lines = await claimableLines(trx, applicationId);
	const first = lines.find((line) => leftOfLine(line) > 0n);
	return {
		lines: lines.map((line) => {
			const likely = first && line.claimedDong === 0n && sameTaxpayer(line.providerTaxCode, first.providerTaxCode);
			return { costLineId: line.costLineId, cost: likely ? formatDongPlain(line.priceDong, locale) : "" };
		}),
		invoices: [emptyInvoice(first?.providerTaxCode)],
	};
}
