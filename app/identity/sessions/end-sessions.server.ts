import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

/** Why sessions end; the log says it in words (audit/fact-words.ts). */
export type EndOfSessions =
	| "second-factor-set"
	| "second-factor-reset"
	| "password-changed"
	| "password-reset"
	| "role-granted"
	| "suspended"
	| "role-revoked"
	| "suspended"
	| "ended-by-administrator"
	| "ended-by-person";

/**
 * Signs a person out everywhere, except in the session that is named: its next page asks for signing in. Says so in the
 * log, if there was any. Call it last in a command, as it writes to the log.
 *
 * @param onlySessionId ends this one session, which must be the person's.
 * @returns how many sessions ended.
 */
export async function endSessions(
	trx: Transaction<Tables>,
	who: { actor: AnyActor; now: Date },
	{
		personId,
		exceptSessionId,
		onlySessionId,
		because,
	}: { personId: string; exceptSessionId?: string; onlySessionId?: string; because: EndOfSessions },
): Promise<number> {
	let ending = trx.deleteFrom("personSession").where("userId", "=", personId);
	if (exceptSessionId !== undefined) ending = ending.where("id", "<>", exceptSessionId);
	if (onlySessionId !== undefined) ending = ending.where("id", "=", onlySessionId);
	const ended = await ending.returning("expiresAt").execute();
	const count = ended.filter(({ expiresAt }) => expiresAt > who.now).length;
	if (count === 0) return 0;
	const person = await trx.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirstOrThrow();
	await appendAudit(trx, who, {
		action: "identity.sessions-ended",
		subject: { kind: "person", id: personId, label: person.name },
		facts: { count, because },
	});
	return count;
}
