import { assignmentInForce } from "#app/association/assignments.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { balanceOf, balancesOfBook } from "#app/ledger/balances.server.ts";
import { isBooked, openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { availableAccount, unallottedAccount } from "./accounts.ts";
import { openEnvelope } from "./envelopes.server.ts";
import { canManageProgrammes } from "./programme.access.ts";

/** `amountDong` more for the association's envelope; the same `key` is booked once. */
export type Allotment = { programmeId: string; associationId: string; amountDong: bigint; key: string };

/**
 * Gives part of a programme's budget to an association. An association awards money only under an assignment on file,
 * and no more than its limit (Decree 80/2021/NĐ-CP, Article 30(3)).
 */
export async function allotEnvelope(ctx: CommandContext<AnyActor>, allotment: Allotment): Promise<void> {
	const permission = canManageProgrammes(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
	const { programmeId, associationId, amountDong, key } = allotment;
	assert(amountDong > 0n, "An allotment adds money");
	await inTransaction(ctx.db, async (trx) => {
		const envelopeId = await openEnvelope(trx, { programmeId, associationId, now: ctx.now });
		if (await isBooked(trx, `allot:${key}`)) return;
		const assignment = await assignmentInForce(trx, associationId, plainDateAt(ctx.now));
		if (!assignment) throw new Refusal("programme_refusal_no_assignment");
		const allottedDong = sumDong((await balancesOfBook(trx, envelopeId)).values());
		if (allottedDong + amountDong > assignment.limitDong) {
			throw new Refusal("programme_refusal_assignment_limit", {
				limit: assignment.limitDong,
				allotted: allottedDong,
				asked: amountDong,
			});
		}
		const unallotted = unallottedAccount(programmeId);
		const leftDong = await balanceOf(trx, unallotted);
		if (leftDong < amountDong) throw new Refusal("programme_refusal_budget", { left: leftDong, asked: amountDong });
		await openAccounts(trx, [{ ...availableAccount(envelopeId), floorDong: 0n, capDong: null }]);
		await postTransfer(trx, ctx, {
			key: `allot:${key}`,
			reason: "allot",
			postings: [
				{ account: unallotted, amountDong: -amountDong },
				{ account: availableAccount(envelopeId), amountDong },
			],
		});
		await appendAudit(trx, ctx, {
			action: "programme.envelope-allotted",
			subject: { kind: "envelope", id: envelopeId, label: `${programmeId} / ${associationId}` },
			facts: { amountDong, assignment: assignment.number },
		});
	});
}
