import { moveApplication } from "#app/application/move-application.server.ts";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { commit } from "#app/programme/bookings.server.ts";
import { approvedLines, fundedApplication } from "#app/review/approved-lines.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAccept } from "./agreement.access.ts";
import { agreementTerms, writtenTerms } from "./agreement-terms.server.ts";
import { asSeen } from "./as-seen.server.ts";

/**
 * Accepts the terms for the business: what was reserved is promised to it.
 *
 * @param input.position as what the person binds the business, in their words: "Giám đốc".
 * @throws Refusal after the last day, or for someone without the right to bind the business; a 404 Response for an
 * application that is not theirs or was not approved.
 */
export async function acceptAgreement(
	ctx: CommandContext,
	input: { reference: string; position: string },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
		const terms = orNotFound(await agreementTerms(trx, application));
		// The same person pressing twice has done it.
		if (application.state === "agreed" && terms.accepted?.byId === ctx.actor.personId) return;
		assertAllowed(canAccept(await asSeen(trx, ctx.actor, { application, terms, now: ctx.now })));

		await writtenTerms(trx, application);
		await trx
			.updateTable("agreement")
			.set({
				acceptedAt: ctx.now,
				acceptedBy: ctx.actor.personId,
				acceptedByName: ctx.actor.name,
				acceptedByPosition: input.position,
			})
			.where("applicationId", "=", application.id)
			.execute();
		const lines = await approvedLines(trx, application.id);
		await commit(trx, ctx, {
			application: await fundedApplication(trx, application),
			lines: lines.map(({ supportItemCode, approvedDong }) => ({ supportItemCode, amountDong: approvedDong })),
			key: `commit:${terms.decisionId}`,
			why: input.reference,
		});
		await moveApplication(trx, ctx, {
			applicationId: application.id,
			from: "approved",
			to: "agreed",
			side: "business",
			facts: { position: input.position, amountDong: terms.amountDong },
		});
		await enqueue(trx, "agreement.accepted", { applicationId: application.id });
		await appendAudit(trx, ctx, {
			action: "agreement.accepted",
			subject: { kind: "application", id: application.id, label: input.reference },
			facts: { amountDong: terms.amountDong, payee: terms.payee, position: input.position },
		});
	});
}
