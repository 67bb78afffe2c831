import { type Kysely, sql } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { addDays, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { type Holidays, workingDaysBetween } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ProposalRow } from "../proposals/proposals.server.ts";
import { unsafeFindProposal } from "../proposals/proposals.server.ts";
import { administratorsNow } from "../roles/administrators.server.ts";
import { moneyRoles } from "../roles/roles.rules.ts";
import { unsafeCountPeople, unsafeOpenProposals } from "./people-page.server.ts";

const SHOWN = 5;
/** Who is given a role has so long to set up the second factor before they are counted as late. */
const FACTOR_WITHIN_WORKING_DAYS = 5;

export type Late = { personId: string; name: string; scopeId: string; unit: string };

/** What stands beside the list: whose turn it is, which resets run, who has no second factor yet. */
export type PeopleSide = {
	/** Proposals that wait for the actor, the one that lapses first in full. */
	turns: number;
	turn: ProposalRow | null;
	resets: ProposalRow[];
	late: Late[];
	lateCount: number;
	staff: { count: number; withFactor: number; administrators: number; money: number };
};

/** Roles given before this moment are more than so many working days old. */
function lateSince(now: Date, holidays: Holidays): Date {
	const today = plainDateAt(now);
	let day = today;
	while (workingDaysBetween(day, today, holidays) <= FACTOR_WITHIN_WORKING_DAYS) day = addDays(day, -1);
	return startOfDay(addDays(day, 1));
}

/** For administrators. */
export async function unsafePeopleSide(db: Kysely<Tables>, actor: Actor, now: Date): Promise<PeopleSide> {
	const proposals = await unsafeOpenProposals(db, now);
	const mine = proposals.filter(
		({ agreed, proposedBy, personId }) => !agreed && proposedBy !== actor.personId && personId !== actor.personId,
	);
	const read = async (id: string | undefined) => (id ? await unsafeFindProposal(db, id, now) : null);
	const running = proposals.filter(({ kind }) => kind === "reset-factor").slice(0, SHOWN);
	const [turn, resets, late, staff] = await Promise.all([
		read(mine[0]?.proposalId),
		Promise.all(running.map(({ proposalId }) => read(proposalId))),
		lateStaff(db, now),
		countStaff(db, now),
	]);
	return { turns: mine.length, turn, resets: resets.filter((each) => each !== null), ...late, staff };
}

async function lateStaff(db: Kysely<Tables>, now: Date): Promise<Pick<PeopleSide, "late" | "lateCount">> {
	const since = lateSince(now, await readHolidays(db));
	const rows = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["person.id as personId", "name", "unit"])
		.select([sql<string>`max(scope_id)`.as("scopeId"), sql<bigint>`count(*) over ()`.as("count")])
		.where("revokedAt", "is", null)
		.where((eb) => eb(eb.fn.coalesce("effectiveAt", "grantedAt"), "<", since))
		.where(sql<boolean>`not coalesce(two_factor_enabled, false)`)
		.where("suspendedAt", "is", null)
		.groupBy("person.id")
		.orderBy("name")
		.orderBy("person.id")
		.limit(SHOWN)
		.execute();
	return { late: rows.map(({ count: _, ...row }) => row), lateCount: Number(rows[0]?.count ?? 0) };
}

async function countStaff(db: Kysely<Tables>, now: Date): Promise<PeopleSide["staff"]> {
	const { rows } = await sql<{ withFactor: bigint; money: bigint }>`
		select count(*) filter (where coalesce(two_factor_enabled, false)) as with_factor, count(*) filter (where money) as money
		from (
			select person_id, bool_or(role = any(${[...moneyRoles]}) and coalesce(effective_at <= ${now}, true)) as money
			from person_role where revoked_at is null group by person_id
		) staff join person on person.id = staff.person_id`.execute(db);
	const administrators = (await administratorsNow(db, now)).length;
	const { withFactor = 0n, money = 0n } = rows[0] ?? {};
	return {
		count: await unsafeCountPeople(db, now),
		withFactor: Number(withFactor),
		administrators,
		money: Number(money),
	};
}
