import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { type PersonWithRoles, unsafeFindPerson } from "./people-page.server.ts";

export type SessionRow = { id: string; startedAt: Date; browser: string };

export type PersonPage = PersonWithRoles & {
	sessions: SessionRow[];
};

const SHOWN = 20;

/** A person with roles, open proposals and the sessions that run, newest first; null where there is none. For administrators. */
export async function unsafePersonPage(db: Kysely<Tables>, id: string, now: Date): Promise<PersonPage | null> {
	const person = await unsafeFindPerson(db, id, now);
	if (!person) return null;
	const sessions = await db
		.selectFrom("personSession")
		.select(["id", "createdAt", "userAgent"])
		.where("userId", "=", id)
		.where("expiresAt", ">", now)
		.orderBy("createdAt", "desc")
		.orderBy("id")
		.limit(SHOWN)
		.execute();
	return {
		...person,
		sessions: sessions.map(({ createdAt, userAgent, ...session }) => ({
			...session,
			startedAt: createdAt,
			browser: userAgent ?? "",
		})),
	};
}
