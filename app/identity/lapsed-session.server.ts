import { createHmac, timingSafeEqual } from "node:crypto";
import type { Sender } from "#app/house/body/kept-form.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
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

/** So long a session that was asked about is taken for as it was: a crowd of requests asks the database once. */
const TAKEN_FOR_MS = 5_000;
const MOST_TAKEN = 10_000;

const standing = new Map<string, { until: number; stands: Promise<boolean> }>();

/**
 * In whose line a request stands: the person of its session, where that runs and has shown all that it must; null for a
 * visitor. Whoever has an old cookie of somebody, or their password alone, does not stand in their way. It opens nothing.
 */
export async function personInLine(request: Request): Promise<string | null> {
	const token = sessionTokenOf(request);
	const personId = token && personOfToken(token);
	return token && personId && (await stands(token)) ? personId : null;
}

function stands(token: string): Promise<boolean> {
	const at = performance.now();
	const before = standing.get(token);
	if (before && before.until > at) return before.stands;
	const asked = isStanding(token).catch((error: unknown) => {
		log.warn({ err: error }, "could not ask whether a session stands");
		return true;
	});
	standing.delete(token);
	standing.set(token, { until: at + TAKEN_FOR_MS, stands: asked });
	for (const oldest of standing.keys()) {
		if (standing.size <= MOST_TAKEN) break;
		standing.delete(oldest);
	}
	return asked;
}

async function isStanding(token: string): Promise<boolean> {
	const row = await db
		.selectFrom("personSession")
		.innerJoin("person", "person.id", "personSession.userId")
		.select(["expiresAt", "secondFactorAt", "twoFactorEnabled"])
		.where("token", "=", token)
		.where("suspendedAt", "is", null)
		.executeTakeFirst();
	if (!row || row.expiresAt <= now()) return false;
	return row.secondFactorAt !== null || row.twoFactorEnabled !== true;
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
