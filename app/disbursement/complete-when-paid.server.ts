import type { Transaction } from "kysely";
import { moveApplication } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { leftOfLine } from "#app/claim/claim.rules.ts";
import { openClaimStates } from "#app/claim/claim.states.ts";
import { claimableLines } from "#app/claim/claimable-lines.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { releaseCommitted } from "#app/programme/bookings.server.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * Completes a locked application once all its claims are paid and no more can come: the business said that one was the
 * last, or everything approved is claimed. What was promised and not claimed goes back to the envelope and off the
 * ceilings, and the certificate is asked for.
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
		.select(["claim.state", "claim.isLast", "disbursement.state as payment", "claim.subsidyDong"])
		.where("claim.applicationId", "=", application.id)
		.execute();
	const verified = claims.filter(({ state }) => state === "verified");
	const isOpen = claims.some(({ state }) => openClaimStates.some((open) => open === state));
	if (isOpen || verified.some(({ payment }) => payment !== "paid")) return;
	const lines = await claimableLines(trx, application.id);
	const rest = lines.map((line) => ({ supportItemCode: line.supportItemCode, amountDong: leftOfLine(line) }));
	const restDong = sumDong(rest.map(({ amountDong }) => amountDong));
	if (restDong > 0n && !verified.some(({ isLast }) => isLast)) return;

	await releaseCommitted(trx, ctx, {
		application: await fundedApplication(trx, application),
		lines: rest,
		key: `release-rest:${application.id}`,
		why: application.reference,
	});
	const facts = { paidDong: sumDong(verified.map(({ subsidyDong }) => subsidyDong ?? 0n)), releasedDong: restDong };
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
