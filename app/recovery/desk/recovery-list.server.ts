import type { Kysely } from "kysely";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { type RecoverySummary, unsafeRecoveries, withStanding } from "../recovery-facts.server.ts";

const SHOWN = 500;

/** `proposed`: to ask less waits for a second officer. */
export type ListedRecovery = RecoverySummary & { proposed: boolean };

/** What the city has to do comes first, then what is overdue, then the next day; what is over at the end. */
function placeOf({ state, standing, proposed }: ListedRecovery): string {
	if (state === "settled" || state === "dropped") return "4";
	if (state === "drafted" || state === "contested" || proposed) return "1";
	return standing.overdueDong > 0n ? `2 ${standing.next?.dueOn}` : `3 ${standing.next?.dueOn}`;
}

/** All recoveries, those first that somebody has to look at; null for who may not see them. */
export async function recoveryList(db: Kysely<Tables>, actor: Actor, now: Date): Promise<ListedRecovery[] | null> {
	if (!canSeePayments(actor).allowed) return null;
	const rows = await unsafeRecoveries(db)
		.orderBy("madeAt", "desc")
		.orderBy("recovery.reference")
		.limit(SHOWN)
		.execute();
	const all = await withStanding(db, rows, now);
	return all
		.map(({ row, ...recovery }) => ({ ...recovery, proposed: Boolean(row.proposed) }))
		.sort((one, other) => placeOf(one).localeCompare(placeOf(other)));
}
