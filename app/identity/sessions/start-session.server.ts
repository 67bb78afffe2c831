import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import { networkOfVisitor } from "#app/house/limits/network.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { auth } from "../auth.server.ts";
import { askForNotice } from "../notice-mail.server.ts";
import { browserName } from "./browser-name.ts";
import { rememberBrowser } from "./known-browser.server.ts";
import { expiryOf } from "./session.rules.ts";
import { newSessionToken } from "./session-token.ts";

/** What was shown, in the words of RFC 8176; it has none for a backup code. */
export type Amr = "pwd" | "otp" | "backup";

export type Newcomer = { personId: string; name: string; email: string; twoFactorEnabled: boolean | null };

type Start = { person: Newcomer; amr: readonly [Amr, ...Amr[]] };

/** Writes the row of a new session. One that has not shown the second factor of its account is half a session, and short. */
export async function insertSession(
	trx: Transaction<Tables>,
	request: Request,
	{ person, amr }: Start,
	now: Date,
): Promise<string> {
	const id = randomUUID();
	const shown = amr.some((each) => each !== "pwd");
	const role = await trx
		.selectFrom("personRole")
		.select("id")
		.where("personId", "=", person.personId)
		.where("revokedAt", "is", null)
		.orderBy("id")
		.limit(1)
		.executeTakeFirst();
	const kind = person.twoFactorEnabled && !shown ? "half" : role ? "staff" : "business";
	// Those that have ended are of no use to their list.
	await trx.deleteFrom("personSession").where("userId", "=", person.personId).where("expiresAt", "<=", now).execute();
	await trx
		.insertInto("personSession")
		.values({
			id,
			token: newSessionToken(person.personId),
			userId: person.personId,
			amr: [...amr],
			authTime: now,
			secondFactorAt: shown ? now : null,
			createdAt: now,
			updatedAt: now,
			lastUsedAt: now,
			expiresAt: expiryOf(kind, now, now),
			userAgent: browserName(request.headers.get("User-Agent")) || null,
			network: networkOfVisitor(48),
		})
		.execute();
	return id;
}

/** More than anybody has browsers: what is used least gives way, so that the list of them stays one that can be read. */
const MOST_SESSIONS = 50;

async function endOldest(trx: Transaction<Tables>, personId: string, newest: string): Promise<void> {
	const kept = trx
		.selectFrom("personSession")
		.select("id")
		.where("userId", "=", personId)
		.orderBy("lastUsedAt", "desc")
		.orderBy("createdAt", "desc")
		.orderBy("id")
		.limit(MOST_SESSIONS);
	await trx
		.deleteFrom("personSession")
		.where("userId", "=", personId)
		.where("id", "!=", newest)
		.where("id", "not in", kept)
		.execute();
}

/**
 * Signs a person in who has shown all that the account asks for: a session, a browser that is known from now on, a line
 * in the log, and to staff a mail where the browser is new.
 *
 * @returns the session, and the cookie that makes the browser known.
 */
export async function startSession(
	trx: Transaction<Tables>,
	request: Request,
	start: Start,
	now: Date,
): Promise<{ sessionId: string; browserCookie: string }> {
	const { personId, name, email } = start.person;
	const sessionId = await insertSession(trx, request, start, now);
	await endOldest(trx, personId, sessionId);
	const { cookie, isNew } = await rememberBrowser(trx, request, personId, now);
	const secondFactor = start.amr.some((each) => each !== "pwd");
	if (isNew && secondFactor) {
		const browser = browserName(request.headers.get("User-Agent"));
		await askForNotice(trx, { kind: "new-browser", personId, browser }, now);
	}
	const how = start.amr.includes("otp") ? "password and code" : secondFactor ? "password and backup code" : "password";
	await appendAudit(
		trx,
		{ actor: { personId, name, email, roles: [], secondFactor }, now },
		{ action: "identity.signed-in", subject: { kind: "person", id: personId, label: name }, facts: { how } },
	);
	return { sessionId, browserCookie: cookie };
}

/** The headers that put a session, and what else is given, into the browser. */
export async function sessionHeaders(request: Request, sessionId: string, ...cookies: string[]): Promise<Headers> {
	const response = await auth().api.writeCookie({
		body: { sessionId },
		headers: request.headers,
		asResponse: true,
	});
	const headers = new Headers();
	for (const cookie of [...response.headers.getSetCookie(), ...cookies]) headers.append("Set-Cookie", cookie);
	return headers;
}
