import { createHmac, timingSafeEqual } from "node:crypto";
import type { Sender } from "#app/house/body/kept-form.server.ts";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import { personOfToken } from "./sessions/session-token.ts";

/** The token of the session that a request carries, whether or not it still runs: null where the signature is not ours. */
function sessionTokenOf(request: Request): string | null {
	const cookie = /(?:^|;\s*)(?:__Secure-)?donbay\.session_token=([^;]+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
	const [, token, signature] = /^(.+)\.([A-Za-z0-9+/]{43}=)$/.exec(cookie ? decoded(cookie) : "") ?? [];
	if (!token || !signature) return null;
	const [newest] = config.sessionSecrets;
	const right = createHmac("sha256", newest.value).update(token).digest();
	return timingSafeEqual(right, Buffer.from(signature, "base64")) ? token : null;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return "";
	}
}

/**
 * Whose session the signed cookie of a request names, also one that was ended; null for a visitor. The database is not asked,
 * and it opens nothing.
 */
export function personNamedBy(request: Request): string | null {
	const token = sessionTokenOf(request);
	return token && personOfToken(token);
}

/**
 * In whose session a request was sent that comes too late, or whose second factor is still to be shown; null for a
 * visitor who never had one. Its token names the person also where the session was ended and its row is gone.
 */
export async function senderOf(request: Request): Promise<Sender | null> {
	const sessionToken = sessionTokenOf(request);
	if (!sessionToken) return null;
	return { sessionToken, personId: personOfToken(sessionToken) ?? (await personOfRow(sessionToken)) };
}

async function personOfRow(token: string): Promise<string | null> {
	const row = await db.selectFrom("personSession").select("userId").where("token", "=", token).executeTakeFirst();
	return row?.userId ?? null;
}
