import type { Kysely } from "kysely";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import { membershipOf } from "#app/business/own-business.server.ts";
import { payer } from "#app/disbursement/bank/payer.server.ts";
import type { Actor } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { instalmentsSetting } from "../choose-instalments.server.ts";
import { canAnswer, canContest, canPlan } from "../recovery.access.ts";
import { mostInstalments } from "../recovery.rules.ts";
import { isAmongOfficers } from "../recovery.states.ts";
import {
	type RecoveryEventRow,
	type RecoverySummary,
	recoveryEvents,
	unsafeRecoveries,
	withStanding,
} from "../recovery-facts.server.ts";

/** What a business may know of a recovery: from the day on which it was told. */
export type OwnRecovery = RecoverySummary & {
	/** Newest first. */
	events: RecoveryEventRow[];
	/** The office that asks. */
	office: string;
};

export type OwnRecoveryPage = OwnRecovery & {
	today: PlainDate;
	/** In how many parts it may be paid back. */
	most: number;
	/** Where the money is to go; null while the city has not said so. */
	payTo: { name: string; account: string; bankBin: string } | null;
	answer: ReturnType<typeof canAnswer>;
	contesting: ReturnType<typeof canContest>;
	plan: ReturnType<typeof canPlan>;
};

/** The recoveries of the person's own applications that they were told of, newest first. */
export async function ownRecoveries(
	db: Kysely<Tables>,
	actor: Actor,
	now: Date,
	only: { application?: string; reference?: string } = {},
): Promise<OwnRecovery[]> {
	const { application, reference } = only;
	const rows = await unsafeRecoveries(db)
		.where("confirmedAt", "is not", null)
		.where("recovery.applicationId", "in", ownApplications(db, actor).select("application.id"))
		.$if(application !== undefined, (query) => query.where("application.reference", "=", application ?? ""))
		.$if(reference !== undefined, (query) => query.where("recovery.reference", "=", reference ?? ""))
		.orderBy("confirmedAt", "desc")
		.execute();
	const events = await recoveryEvents(
		db,
		rows.map(({ id }) => id),
	);
	return (await withStanding(db, rows, now)).map(({ row, ...recovery }) => ({
		...recovery,
		// Officers appear as their office: it asks, not the person.
		events: events
			.filter(({ recoveryId, what }) => recoveryId === row.id && !isAmongOfficers(what))
			.map((event) => (event.side === "city" ? { ...event, actorName: config.PAYER_NAME } : event)),
		office: config.PAYER_NAME,
	}));
}

/** One of them with what the person can do now; null if it is not theirs, or they were not told of it. */
export async function ownRecovery(
	db: Kysely<Tables>,
	actor: Actor,
	only: { application: string; reference: string },
	now: Date,
): Promise<OwnRecoveryPage | null> {
	const [found] = await ownRecoveries(db, actor, now, only);
	if (!found) return null;
	const today = plainDateAt(now);
	const membership = await membershipOf(db, actor.personId, found.businessId);
	const most = mostInstalments(await instalmentsSetting(db, found.applicationId), found.standing.leftDong);
	const seen = { ...found, membership, today, most };
	return {
		...found,
		today,
		most,
		payTo: payer(),
		answer: canAnswer(seen),
		contesting: canContest(seen),
		plan: canPlan(seen),
	};
}
