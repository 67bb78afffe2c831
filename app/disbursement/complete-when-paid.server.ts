import type { Transaction } from "kysely";
import { moveApplication } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { leftOfLine } from "#app/claim/claim.rules.ts";
import { openClaimStates } from "#app/claim/claim.states.ts";
import { claimableLines, claimsEnded } from "#app/claim/claimable-lines.server.ts";
import { outstandingAdvance, releaseCommitted } from "#app/funding/bookings.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockApplications } from "./payments.server.ts";

/**
 * Completes a locked application once all its claims are paid, nothing is kept back, what was paid ahead is earned or came
 * back, and no more claims can come: it was said that there are none, or everything approved is claimed. What was promised
 * and not claimed goes back to the envelope and off the ceilings, and the certificate is asked for.
 */
export async function completeWhenPaid(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	application: ApplicationRow,
): Promise<void> {
	// One that was cancelled meanwhile stays so; what was due then is still paid.
	if (application.state !== "agreed") return;
	const claims = await trx
		.selectFrom("claim")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["claim.id", "claim.state", "claim.isLast", "disbursement.state as payment"])
		.select(["kind", "retainsClaimId", "claim.subsidyDong", "claim.retainedDong", "claim.payableDong"])
		.where("claim.applicationId", "=", application.id)
		.execute();
	const verified = claims.filter(({ state }) => state === "verified");
	const isOpen = claims.some(({ state }) => openClaimStates.some((open) => open === state));
	const unpaid = verified.some(({ payment, payableDong }) => payment !== "paid" && payableDong !== 0n);
	const keptBack = verified.some(
		({ id, retainedDong }) => retainedDong > 0n && !verified.some(({ retainsClaimId }) => retainsClaimId === id),
	);
	if (isOpen || unpaid || keptBack || (await outstandingAdvance(trx, application)) > 0n) return;
	const lines = await claimableLines(trx, application.id);
	const rest = lines.map((line) => ({ supportItemCode: line.supportItemCode, amountDong: leftOfLine(line) }));
	const restDong = sumDong(rest.map(({ amountDong }) => amountDong));
	const lastClaimed = verified.some(({ kind, isLast }) => isLast && kind === "costs");
	if (restDong > 0n && !lastClaimed && !(await claimsEnded(trx, application.id))) return;

	await releaseCommitted(trx, ctx, {
		application: await fundedApplication(trx, application),
		lines: rest,
		key: `release-rest:${application.id}`,
		why: application.reference,
	});
	const earned = verified.filter(({ kind }) => kind === "costs").map(({ subsidyDong }) => subsidyDong ?? 0n);
	const facts = { paidDong: sumDong(earned), releasedDong: restDong };
	await moveApplication(trx, ctx, {
		applicationId: application.id,
		from: "agreed",
		to: "completed",
		side: "city",
		facts,
	});
	await enqueue(trx, "application.completed", { applicationId: application.id });
	await enqueue(trx, "certificate.issue", { applicationId: application.id, kind: "completion" });
	await appendAudit(trx, ctx, {
		action: "application.completed",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts,
	});
}

/**
 * The same for an application by its id: after a claim that an advance has paid already, no payment follows that would ask.
 */
export async function completeIfSettled(ctx: CommandContext<AnyActor>, applicationId: string): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const [application] = await lockApplications(trx, [applicationId]);
		if (application) await completeWhenPaid(trx, ctx, application);
	});
}
