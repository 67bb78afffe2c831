import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Role } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ProposalKind } from "../proposals/proposal.access.ts";
import { moneyRoles } from "../roles/roles.rules.ts";
import type { PeopleFilter, PeopleTab } from "./people-filter.ts";
import { searchWords } from "./search-words.ts";

const PEOPLE_A_PAGE = 25;

/** `effectiveAt`: from when it holds, where that is still to come; `since` otherwise. */
export type RoleHeld = { grantId: string; role: Role; scopeId: string; since: Date; effectiveAt: Date | null };

/** A proposal about a person that is open, or a reset that its link has not ended yet. */
export type OpenProposal = {
	proposalId: string;
	kind: ProposalKind;
	role: Role | null;
	proposedBy: string;
	proposedByName: string;
	lapsesAt: Date;
	/** A reset on which both agreed: until when the link in the mail works; null while it is not written yet. */
	linkUntil: Date | null;
	agreed: boolean;
};

export type PersonWithRoles = {
	id: string;
	name: string;
	email: string;
	unit: string;
	/** Staff without it are led to set it up before their first page. */
	secondFactor: boolean;
	signedInAt: Date | null;
	suspendedAt: Date | null;
	suspendedBy: string | null;
	suspendedByName: string | null;
	suspendedWhy: string | null;
	roles: RoleHeld[];
	proposals: OpenProposal[];
};

export type PeoplePage = {
	people: PersonWithRoles[];
	counts: Record<PeopleTab, number>;
	page: number;
	pages: number;
	/** The number of the first row. */
	first: number;
};

type Asked = PeopleFilter & {
	/** Associations whose name has the words: their people are found too. */
	scopeIds: readonly string[];
	page: number;
	now: Date;
	/** Who asks: what waits for them comes first. */
	readerId: string;
};

const held = sql<boolean>`exists (select from person_role held where held.person_id = person.id and held.revoked_at is null)`;

function open(now: Date): RawBuilder<boolean> {
	return sql`exists (select from person_proposal open where open.person_id = person.id and open.state = 'proposed' and open.lapses_at >= ${now})`;
}

function waitsFor(readerId: string, now: Date): RawBuilder<boolean> {
	return sql`exists (select from person_proposal open where open.person_id = person.id and open.state = 'proposed'
		and open.lapses_at >= ${now} and open.proposed_by <> ${readerId} and open.person_id <> ${readerId})`;
}

/** What each tab shows, of all that the search finds. */
function tabs(now: Date): Record<PeopleTab, RawBuilder<boolean>> {
	return {
		all: sql`true`,
		money: sql`(exists (select from person_role held where held.person_id = person.id and held.revoked_at is null and held.role = any(${[...moneyRoles]}))
			or exists (select from person_proposal open where open.person_id = person.id and open.state = 'proposed'
				and open.lapses_at >= ${now} and open.role = any(${[...moneyRoles]})))`,
		waiting: open(now),
		"no-factor": sql`(${held} and not coalesce(person.two_factor_enabled, false))`,
		suspended: sql`person.suspended_at is not null`,
	};
}

/** With words, everybody who has them in name, address or unit; without, everybody who holds or waits for a role. */
function found(
	db: Kysely<Tables>,
	{ search, role, scopeIds, now }: Pick<Asked, "search" | "role" | "scopeIds" | "now">,
) {
	let people = db.selectFrom("person");
	if (search === "") people = people.where(sql<boolean>`(${held} or ${open(now)} or person.suspended_at is not null)`);
	else {
		const part = `%${searchWords(search).replace(/[\\%_]/g, "\\$&")}%`;
		people = people.where(sql<boolean>`(person.sought like ${part} or exists (select from person_role held
			where held.person_id = person.id and held.revoked_at is null and held.scope_id = any(${[...scopeIds]})))`);
	}
	if (role === "") return people;
	return people.where(sql<boolean>`(exists (select from person_role held where held.person_id = person.id and held.revoked_at is null and held.role = ${role})
		or exists (select from person_proposal open where open.person_id = person.id and open.state = 'proposed' and open.lapses_at >= ${now} and open.role = ${role}))`);
}

async function countEach(db: Kysely<Tables>, asked: Asked): Promise<Record<PeopleTab, number>> {
	const kinds = tabs(asked.now);
	const count = (tab: PeopleTab) => sql<bigint>`count(*) filter (where ${kinds[tab]})`.as(tab);
	const row = await found(db, asked)
		.select([count("all"), count("money"), count("waiting"), count("no-factor"), count("suspended")])
		.executeTakeFirstOrThrow();
	return Object.fromEntries(Object.entries(row).map(([tab, number]) => [tab, Number(number)])) as PeoplePage["counts"];
}

function accounts(db: Kysely<Tables>) {
	return db
		.selectFrom("person")
		.select(["person.id", "name", "email", "unit", "twoFactorEnabled"])
		.select(["suspendedAt", "suspendedBy", "suspendedByName", "suspendedWhy"])
		.select((eb) =>
			eb
				.selectFrom("auditEntry")
				.select("at")
				.where("subjectKind", "=", "person")
				.whereRef("subjectId", "=", "person.id")
				.where("action", "=", "identity.signed-in")
				.orderBy("auditEntry.id", "desc")
				.limit(1)
				.as("signedInAt"),
		);
}

async function rolesOf(db: Kysely<Tables>, ids: readonly string[], now: Date) {
	const rows = await db
		.selectFrom("personRole")
		.select(["id as grantId", "personId", "role", "scopeId", "grantedAt", "effectiveAt"])
		.where("personId", "=", sql<string>`any(${ids})`)
		.where("revokedAt", "is", null)
		.orderBy("grantedAt")
		.orderBy("id")
		.execute();
	return rows.map(({ grantedAt, effectiveAt, role, ...grant }) => ({
		...grant,
		role: role as Role,
		since: effectiveAt ?? grantedAt,
		effectiveAt: effectiveAt && effectiveAt > now ? effectiveAt : null,
	}));
}

/** Proposals that are open, and resets that are not done; of those people, or of all. */
export async function unsafeOpenProposals(
	db: Kysely<Tables>,
	now: Date,
	ids?: readonly string[],
): Promise<(OpenProposal & { personId: string })[]> {
	let rows = db
		.selectFrom("personProposal")
		.select(["id as proposalId", "personId", "kind", "role", "proposedBy", "proposedByName", "lapsesAt"])
		.select(["linkUntil", "state"])
		.where((eb) =>
			eb.or([
				eb.and([eb("state", "=", "proposed"), eb("lapsesAt", ">=", now)]),
				eb.and([eb("kind", "=", "reset-factor"), eb("state", "=", "confirmed"), eb("doneAt", "is", null)]),
			]),
		)
		.orderBy("lapsesAt")
		.orderBy("id");
	if (ids) rows = rows.where("personId", "=", sql<string>`any(${ids})`);
	return (await rows.execute()).map(({ state, ...row }) => ({
		...(row as Omit<OpenProposal, "agreed"> & { personId: string }),
		agreed: state === "confirmed",
	}));
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof accounts>["execute"]>>[number];

async function withRoles(db: Kysely<Tables>, rows: AccountRow[], now: Date): Promise<PersonWithRoles[]> {
	const ids = rows.map(({ id }) => id);
	const [roles, proposals] = await Promise.all([rolesOf(db, ids, now), unsafeOpenProposals(db, now, ids)]);
	return rows.map(({ twoFactorEnabled, ...person }) => ({
		...person,
		secondFactor: twoFactorEnabled === true,
		roles: roles.filter((each) => each.personId === person.id),
		proposals: proposals.filter((each) => each.personId === person.id),
	}));
}

/** One page of people, first those who wait for the reader, then who waits for another, then by name. For administrators. */
export async function unsafePeoplePage(db: Kysely<Tables>, asked: Asked): Promise<PeoplePage> {
	const counts = await countEach(db, asked);
	const pages = Math.max(1, Math.ceil(counts[asked.tab] / PEOPLE_A_PAGE));
	const page = Math.min(asked.page, pages);
	const first = (page - 1) * PEOPLE_A_PAGE;
	const ids = await found(db, asked)
		.select("person.id")
		.where(tabs(asked.now)[asked.tab])
		.orderBy(waitsFor(asked.readerId, asked.now), "desc")
		.orderBy(open(asked.now), "desc")
		.orderBy("name")
		.orderBy("id")
		.limit(PEOPLE_A_PAGE)
		.offset(first)
		.execute();
	const inOrder = ids.map(({ id }) => id);
	const rows = await accounts(db).where("person.id", "=", sql<string>`any(${inOrder})`).execute();
	rows.sort((one, other) => inOrder.indexOf(one.id) - inOrder.indexOf(other.id));
	return { people: await withRoles(db, rows, asked.now), counts, page, pages, first: first + 1 };
}

/** One person with roles and proposals; null where there is none. For administrators. */
export async function unsafeFindPerson(db: Kysely<Tables>, id: string, now: Date): Promise<PersonWithRoles | null> {
	const rows = await accounts(db).where("person.id", "=", id).execute();
	return (await withRoles(db, rows, now))[0] ?? null;
}

/** How many people hold a role, wait for one or are suspended: what the list shows without words to search for. */
export async function unsafeCountPeople(db: Kysely<Tables>, now: Date): Promise<number> {
	const everybody = found(db, { search: "", role: "", scopeIds: [], now });
	const { count } = await everybody.select(sql<bigint>`count(*)`.as("count")).executeTakeFirstOrThrow();
	return Number(count);
}
