import type { Kysely, Transaction } from "kysely";
import { freeze, thaw } from "#app/application/frozen-json.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { RecoveryRow } from "./recoveries.server.ts";

/** To ask less than two have confirmed: with the reasons that the business will read. */
export type LessAsked = { reasons: string } & (
	| { decision: "drop" }
	| { decision: "lower"; amountDong: bigint; dueOn: PlainDate }
);

/** Money that came back, as one officer saw it on the bank's statement. */
export type ReceiptSeen = { receiptId: string; amountDong: bigint; receivedOn: PlainDate; bankReference: string };

/** What takes two officers: to ask less than two have confirmed, and to book that money came back. */
type Proposed = LessAsked | ({ decision: "receive" } & ReceiptSeen);

/** What one officer proposed and no other has answered yet. */
export type Proposal = Proposed & { at: Date; byId: string };

type Columns = Pick<RecoveryRow, "proposal" | "proposedAt" | "proposedBy" | "proposalConfirmedBy">;

/** The proposal that waits for a second officer; null where none does. */
export function openProposal(recovery: Columns): Proposal | null {
	const { proposal, proposedAt: at, proposedBy: byId, proposalConfirmedBy } = recovery;
	if (proposal === null || at === null || byId === null || proposalConfirmedBy !== null) return null;
	return { ...thaw<Proposed>(proposal), at, byId };
}

/** Writes down what is proposed, in a locked recovery. */
export async function writeProposal(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	recoveryId: string,
	proposal: Proposed,
): Promise<void> {
	const by = { proposedAt: ctx.now, proposedBy: ctx.actor.personId, proposalConfirmedBy: null };
	await trx
		.updateTable("recovery")
		.set({ proposal: freeze(proposal), ...by })
		.where("id", "=", recoveryId)
		.execute();
}

export const noProposal = { proposal: null, proposedAt: null, proposedBy: null, proposalConfirmedBy: null };

/** What waits for a second officer, with who proposed it. */
export async function findProposal(
	db: Kysely<Tables>,
	recoveryId: string,
): Promise<(Proposal & { byName: string }) | null> {
	const row = await db
		.selectFrom("recovery")
		.leftJoin("person", "person.id", "recovery.proposedBy")
		.select(["proposal", "proposedAt", "proposedBy", "proposalConfirmedBy", "person.name as byName"])
		.where("recovery.id", "=", recoveryId)
		.executeTakeFirstOrThrow();
	const proposal = openProposal(row);
	return proposal && { ...proposal, byName: row.byName ?? "" };
}
