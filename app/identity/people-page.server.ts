import { type Kysely, sql } from "kysely";
import type { Role } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

const PEOPLE_A_PAGE = 25;

export type RoleHeld = { grantId: string; role: Role; scopeId: string };
export type PersonWithRoles = {
	id: string;
	name: string;
	email: string;
	/** Staff without it are led to set it up before their first page. */
	secondFactor: boolean;
	roles: RoleHeld[];
};
export type PeoplePage = { people: PersonWithRoles[]; count: number; page: number; pages: number; first: number };

function people(db: Kysely<Tables>, search: string) {
	const holdsRole = sql<boolean>`exists (select 1 from person_role held where held.person_id = person.id and held.revoked_at is null)`;
	const part = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
	const found = db.selectFrom("person");
	return search === ""
		? found.where(holdsRole)
		: found.where((eb) => eb.or([eb("person.email", "ilike", part), eb("person.name", "ilike", part)]));
}

async function rolesOf(db: Kysely<Tables>, personIds: readonly string[]): Promise<(RoleHeld & { personId: string })[]> {
	const rows = await db
		.selectFrom("personRole")
		.select(["id as grantId", "personId", "role", "scopeId"])
		.where("personId", "=", sql<string>`any(${personIds})`)
		.where("revokedAt", "is", null)
		.orderBy("grantedAt")
		.execute();
	return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** People who hold a role, by name; with a search, everybody whose name or address has it. For administrators. */
export async function unsafePeoplePage(db: Kysely<Tables>, search: string, asked: number): Promise<PeoplePage> {
	const { count } = await people(db, search)
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(Number(count) / PEOPLE_A_PAGE));
	const page = Math.min(asked, pages);
	const first = (page - 1) * PEOPLE_A_PAGE;
	const rows = await people(db, search)
		.select(["id", "name", "email", "twoFactorEnabled"])
		.orderBy("name")
		.orderBy("id")
		.limit(PEOPLE_A_PAGE)
		.offset(first)
		.execute();
	const roles = await rolesOf(
		db,
		rows.map((row) => row.id),
	);
	return {
		people: rows.map(({ twoFactorEnabled, ...person }) => ({
			...person,
			secondFactor: twoFactorEnabled === true,
			roles: roles.filter((held) => held.personId === person.id),
		})),
		count: Number(count),
		page,
		pages,
		first: first + 1,
	};
}

/** A role that is held, with its holder; null when it was taken away or never given. For administrators. */
export async function unsafeFindGrant(
	db: Kysely<Tables>,
	grantId: string,
): Promise<(RoleHeld & { personId: string; name: string; email: string }) | null> {
	const row = await db
		.selectFrom("personRole")
		.innerJoin("person", "person.id", "personRole.personId")
		.select(["personRole.id as grantId", "personId", "role", "scopeId", "person.name", "person.email"])
		.where("personRole.id", "=", grantId)
		.where("revokedAt", "is", null)
		.executeTakeFirst();
	return row ? { ...row, role: row.role as Role } : null;
}
