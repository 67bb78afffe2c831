import type { Kysely } from "kysely";
import type { CommandContext } from "#app/house/command/command.server.ts";
import type { Tables } from "#db/connection.server.ts";

export type OwnSession = {
	id: string;
	browser: string | null;
	network: string | null;
	signedInAt: Date;
	lastUsedAt: Date;
};

/** A person's sessions that are still open, the one used last in front. */
export async function ownSessions(db: Kysely<Tables>, personId: string, now: Date): Promise<OwnSession[]> {
	return db
		.selectFrom("personSession")
		.select(["id", "userAgent as browser", "network", "createdAt as signedInAt", "lastUsedAt"])
		.where("userId", "=", personId)
		.where("expiresAt", ">", now)
		.orderBy("lastUsedAt", "desc")
		.orderBy("id")
		.execute();
}

/** One of the person's own open sessions; null for any other id. */
export async function findOwnSession({ db, actor, now }: CommandContext, id: string): Promise<OwnSession | null> {
	const sessions = await ownSessions(db, actor.personId, now);
	return sessions.find((session) => session.id === id) ?? null;
}
