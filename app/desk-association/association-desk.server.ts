import { type Kysely, sql } from "kysely";
import { type ApplicationState, applicationStates, statesInProgress } from "#app/application/application.states.ts";
import { submittedName } from "#app/application/submission.server.ts";
import { visibleApplications } from "#app/application/visible-applications.server.ts";
import { type Actor, scopesOf } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { addWorkingDays, type Holidays } from "#app/kernel/working-days.ts";
import { tiesToCases } from "#app/review/desk/case-ties.server.ts";
import { type DeskEnvelope, deskEnvelopes } from "#app/review/desk/desk-envelopes.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** A file in which nothing has happened for long, though somebody's move is awaited. */
export type StalledFile = {
	reference: string;
	legalName: string;
	/** Null where the manager is tied to it. */
	shown: { state: ApplicationState; since: Date } | null;
};

export type AssociationDesk = {
	today: PlainDate;
	envelopes: DeskEnvelope[];
	/** Files by state, in the order of a file's life; states without files are left out. */
	states: { state: ApplicationState; files: number; allowedDong: bigint; approvedDong: bigint }[];
	/** Longest first, at most 50. */
	stalled: StalledFile[];
	/** Agreed, and nothing claimed: what the manager may cancel (canCancel), without the amount where they are tied to it. Oldest first. */
	unclaimed: { reference: string; legalName: string; approvedDong: bigint | null }[];
	businesses: number;
};

/** Working days without anything new after which a file counts as stalled. */
export const STALLED_AFTER = 5;

/** What the manager of an association steers by: its envelope, its files by state, and those that do not move. */
export async function associationDesk(db: Kysely<Tables>, actor: Actor, now: Date): Promise<AssociationDesk> {
	const today = plainDateAt(now);
	const stalledBefore = startOfDay(addDays(workingDaysBack(today, STALLED_AFTER, await readHolidays(db)), 1));
	const [states, stalled, unclaimed, { businesses }, envelopes] = await Promise.all([
		byState(db, actor),
		stalledFiles(db, actor, stalledBefore),
		unclaimedFiles(db, actor),
		managedFiles(db, actor)
			.select((eb) => eb.fn.count<bigint>("businessId").distinct().as("businesses"))
			.executeTakeFirstOrThrow(),
		deskEnvelopes(db, actor, ["association_manager"], now),
	]);
	return { today, envelopes, states, stalled, unclaimed, businesses: Number(businesses) };
}

function managedFiles(db: Kysely<Tables>, actor: Actor) {
	return visibleApplications(db, actor)
		.where("application.submittedAt", "is not", null)
		.where("application.associationId", "=", sql<string>`any(${scopesOf(actor, "association_manager")})`);
}

/** The latest day from which `count` working days have passed by `today`. */
function workingDaysBack(today: PlainDate, count: number, holidays: Holidays): PlainDate {
	let day = addDays(today, -count);
	while (addWorkingDays(day, count, holidays) > today) day = addDays(day, -1);
	return day;
}

async function byState(db: Kysely<Tables>, actor: Actor): Promise<AssociationDesk["states"]> {
	const rows = await managedFiles(db, actor)
		.select(["state"])
		.select((eb) => [
			eb.fn.countAll<bigint>().as("files"),
			eb.fn.sum<string | null>("allowedDong").as("allowed"),
			eb.fn.sum<string | null>("approvedDong").as("approved"),
		])
		.groupBy("state")
		.execute();
	return applicationStates.flatMap((state) => {
		const row = rows.find((each) => each.state === state);
		if (!row) return [];
		const { files, allowed, approved } = row;
		return [{ state, files: Number(files), allowedDong: BigInt(allowed ?? 0), approvedDong: BigInt(approved ?? 0) }];
	});
}

async function stalledFiles(db: Kysely<Tables>, actor: Actor, before: Date): Promise<StalledFile[]> {
	const rows = await managedFiles(db, actor)
		.innerJoin("applicationEvent", "applicationEvent.applicationId", "application.id")
		.select(["application.id", "reference", submittedName.as("legalName"), "state"])
		.select((eb) => eb.fn.max("applicationEvent.at").as("since"))
		.where("state", "in", [...statesInProgress, "approved"])
		.groupBy(["application.id", "reference", "state"])
		.having((eb) => eb(eb.fn.max("applicationEvent.at"), "<", before))
		.orderBy("since")
		.limit(50)
		.execute();
	const ties = await tiesToCases(db, actor.personId, rows);
	return rows.map(({ id, legalName, state, since, reference }) => ({
		reference,
		legalName: legalName,
		shown: ties.get(id)?.conflict === false ? { state: state as ApplicationState, since: since as Date } : null,
	}));
}

async function unclaimedFiles(db: Kysely<Tables>, actor: Actor): Promise<AssociationDesk["unclaimed"]> {
	const rows = await managedFiles(db, actor)
		.select(["application.id", "reference", submittedName.as("legalName"), "approvedDong"])
		.where("application.state", "=", "agreed")
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom("claim")
						.select("claim.id")
						.whereRef("claim.applicationId", "=", "application.id")
						.where("claim.state", "not in", ["draft", "refused"])
						// An advance that was paid and came back does not bind.
						.where(sql<boolean>`not (claim.kind = 'advance'
							and exists (select 1 from disbursement where claim_id = claim.id and disbursement.state = 'paid')
							and not exists (select 1 from ledger_account where ledger_account.kind = 'advanced'
								and owner = application.id::text and balance_dong > 0))`),
				),
			),
		)
		.orderBy("decidedAt")
		.execute();
	const ties = await tiesToCases(db, actor.personId, rows);
	return rows.map(({ id, reference, legalName, approvedDong }) => ({
		reference,
		legalName: legalName,
		approvedDong: ties.get(id)?.conflict === false ? (approvedDong ?? 0n) : null,
	}));
}
