import { createHmac, randomUUID } from "node:crypto";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { newSessionToken } from "#app/identity/sessions/session-token.ts";
import type { Database } from "#db/connection.server.ts";

/**
 * The cookie of a person who signed in with a second factor, for a server with this process's secrets: a session's token
 * with its signature, as better-auth makes it.
 */
export async function signedIn(db: Database, { personId }: Actor, at = now()): Promise<string> {
	const token = newSessionToken(personId);
	await db
		.insertInto("personSession")
		.values({
			id: randomUUID(),
			token,
			userId: personId,
			amr: ["pwd", "otp"],
			authTime: at,
			secondFactorAt: at,
			// Left out, the database's clock would fill them in, which a run on another day does not move.
			createdAt: at,
			lastUsedAt: at,
			expiresAt: new Date(at.getTime() + 86_400_000),
		})
		.execute();
	const signature = createHmac("sha256", config.sessionSecrets[0].value).update(token).digest("base64");
	return `donbay.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
