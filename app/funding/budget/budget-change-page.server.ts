import { type Kysely, sql } from "kysely";
import { balanceOf } from "#app/ledger/balances.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type BudgetPlace, budgetPlaces } from "./budget-change.states.ts";
import { type BudgetChangeListRow, namedBudgetChanges } from "./budget-change-list.server.ts";
import { changeAccounts } from "./change-accounts.server.ts";

/** One end of a change: what stood or stands there, and what is there with the change. In whole đồng. */
export type ChangeEnd = { place: BudgetPlace; beforeDong: bigint; afterDong: bigint };

export type BudgetChangePage = BudgetChangeListRow & {
	reason: string;
	documentNumber: string;
	documentOn: string;
	proposedBy: string;
	endedAt: Date | null;
	endedBy: string | null;
	endedByName: string | null;
	endReason: string | null;
	/** As booked; of a proposal, as it would be now. None once a proposal was declined or withdrawn. */
	ends: ChangeEnd[];
};

/** A change of the budget; null where there is none of that reference. */
export async function budgetChangePage(db: Kysely<Tables>, reference: string): Promise<BudgetChangePage | null> {
	const row = await namedBudgetChanges(db)
		.select([
			"budgetChange.programmeId",
			"budgetChange.fromAssociation",
			"budgetChange.toAssociation",
			"budgetChange.reason",
			"budgetChange.documentNumber",
			"budgetChange.documentOn",
			"budgetChange.proposedBy",
			"budgetChange.endedAt",
			"budgetChange.endedBy",
			"budgetChange.endedByName",
			"budgetChange.endReason",
			"budgetChange.bookedAs",
		])
		.where("budgetChange.reference", "=", reference)
		.executeTakeFirst();
	if (!row) return null;
	const { programmeId, fromAssociation, toAssociation, bookedAs, ...change } = row;
	const { kind, amountDong } = change as BudgetChangeListRow;
	const places = budgetPlaces[kind];
	const page = change as Omit<BudgetChangePage, "ends">;
	if (bookedAs !== null) return { ...page, ends: await bookedEnds(db, bookedAs, places) };
	if (page.state !== "proposed") return { ...page, ends: [] };
	const accounts = await changeAccounts(db, { programmeId, kind, fromAssociation, toAssociation, amountDong });
	const end = async (side: "from" | "to"): Promise<ChangeEnd> => {
		const account = accounts[side];
		const beforeDong = account ? await balanceOf(db, account) : 0n;
		return endOf(places[side], beforeDong, side === "from" ? -amountDong : amountDong);
	};
	return { ...page, ends: [await end("from"), await end("to")] };
}

/** The appropriation stands below zero: people know it as the budget. */
function endOf(place: BudgetPlace, beforeDong: bigint, movedDong: bigint): ChangeEnd {
	const sign = place === "outside" ? -1n : 1n;
	return { place, beforeDong: sign * beforeDong, afterDong: sign * (beforeDong + movedDong) };
}

async function bookedEnds(
	db: Kysely<Tables>,
	key: string,
	places: Record<"from" | "to", BudgetPlace>,
): Promise<ChangeEnd[]> {
	const { rows } = await sql<{ amountDong: bigint; balanceAfterDong: bigint }>`
		select entry.amount_dong, entry.balance_after_dong from ledger_transfer transfer
		join ledger_entry entry on entry.transfer_id = transfer.id
		where transfer.key = ${key} order by entry.amount_dong`.execute(db);
	return rows.map(({ amountDong, balanceAfterDong }) =>
		endOf(places[amountDong < 0n ? "from" : "to"], balanceAfterDong - amountDong, amountDong),
	);
}
