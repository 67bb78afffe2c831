import type { Kysely, Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { canManageProgrammes } from "#app/programme/programme.access.ts";
import type { Tables } from "#db/connection.server.ts";
import { type BudgetChangeKind, type BudgetChangeState, budgetChangeTransition } from "./budget-change.states.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("budgetChange").selectAll();
}

export type BudgetChangeRow = Omit<
	Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>,
	"kind" | "state"
> & { kind: BudgetChangeKind; state: BudgetChangeState };

/** @throws Refusal with status 403 for who may not change budgets. */
export function assertManages(actor: Actor): void {
	assertAllowed(canManageProgrammes(actor), 403);
}

/** A change, held until the transaction ends. @throws NotFound where there is none. */
export async function lockBudgetChange(trx: Transaction<Tables>, reference: string): Promise<BudgetChangeRow> {
	const row = await all(trx).where("reference", "=", reference).forUpdate().executeTakeFirst();
	return orNotFound(row) as BudgetChangeRow;
}

/**
 * Ends a locked proposal in one of the ways that there are.
 *
 * @throws Refusal `house_refusal_moved_on` where there is no such way any more.
 */
export async function endBudgetChange(
	trx: Transaction<Tables>,
	{ actor, now }: Pick<CommandContext, "actor" | "now">,
	change: BudgetChangeRow,
	end: { to: BudgetChangeState; reason?: string; bookedAs?: string },
): Promise<void> {
	if (!budgetChangeTransition(change.state, end.to)) throw new Refusal("house_refusal_moved_on");
	await trx
		.updateTable("budgetChange")
		.set({
			state: end.to,
			endedAt: now,
			endedBy: actor.personId,
			endedByName: actor.name,
			endReason: end.reason ?? null,
			bookedAs: end.bookedAs ?? null,
		})
		.where("id", "=", change.id)
		.execute();
}

/** What the audit log tells of a change at each of its steps. */
export async function auditBudgetChange(
	trx: Transaction<Tables>,
	ctx: Pick<CommandContext, "actor" | "now">,
	change: Omit<BudgetChangeRow, "state" | "endedAt" | "endedBy" | "endedByName" | "endReason" | "bookedAs">,
	step: { action: string; facts?: Record<string, string> },
): Promise<void> {
	const { programmeId, kind, fromAssociation, toAssociation, amountDong, documentNumber, documentOn } = change;
	await appendAudit(trx, ctx, {
		action: step.action,
		subject: { kind: "budget-change", id: change.id, label: change.reference },
		facts: {
			programme: programmeId,
			kind,
			fromAssociation,
			toAssociation,
			amountDong,
			document: documentNumber,
			on: documentOn,
			reason: change.reason,
			...step.facts,
		},
	});
}
