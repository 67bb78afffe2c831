import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { DemoBusiness } from "./businesses.server.ts";
import type { Calendar } from "./calendar.ts";
import type { Random } from "./random.ts";

/** Where a story ends: a state of the application, of its claim or of its payment. */
export type Ending =
	| "draft"
	| "submitted"
	| "in_review"
	/** Its reviewer has a conflict of interest. */
	| "locked"
	| "changes_requested"
	| "recommended"
	| "approved"
	| "provider waiting"
	| "provider declined"
	| "rejected"
	| "withdrawn"
	| "lapsed"
	| "agreed"
	| "cancelled"
	| "advance draft"
	| "advance earned"
	| "claim draft"
	| "claim submitted"
	| "claim returned"
	| "claim refused"
	| "claim verified"
	| "claimed in part"
	| "scheduled"
	| "sent"
	| "unknown"
	| "failed"
	| "completed";

export type Cast = {
	db: Database;
	calendar: Calendar;
	random: Random;
	business: DemoBusiness;
	programmeId: string;
	reviewers: [Actor, Actor];
	manager: Actor;
	quotations: Map<string, Buffer>;
	startsAt: Date;
	ending: Ending;
	/** The one thing that it wants to buy; else what its trade and its size make likely. */
	line?: { supportItemCode: string; description: string; priceDong: bigint };
	/** It is looked at by the reviewer whom the demo lets in first. */
	isShown?: boolean;
	/** It is submitted on that working day before today; else some days after it was written. */
	submittedAgo?: number;
	/** Which of the two reviewers takes it up; else it is drawn. */
	reviewedBy?: 0 | 1;
	/** The invoice of its claim is nearly one of an earlier claim. */
	nearMatch?: boolean;
	/** How the finance desk is to end the payment of a claim, by the claim's reference. */
	payments: Map<string, Ending>;
	/** Pays the own share of an agreed application in, where its programme lets the business do so through Stripe. */
	payOwnShare?: (reference: string, now: Date) => Promise<void>;
};

/**
 * The later of a story's own next moment and a day shortly before today: what the demo shows as open was left open
 * lately, so that its clocks still run.
 */
export function notBefore(
	{ calendar, random }: Pick<Cast, "calendar" | "random">,
	moment: Date,
	workingDays: number | undefined,
): Date {
	if (workingDays === undefined) return moment;
	const recent = calendar.workingDaysAgo(workingDays, random);
	return recent > moment ? recent : moment;
}

export function contextAt(cast: Pick<Cast, "db">, actor: Actor, now: Date): CommandContext {
	return { db: cast.db, actor, now, locale: "vi" };
}
