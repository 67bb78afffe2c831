import type { Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import type { Tables } from "#db/connection.server.ts";

export type AuditRecord = {
	/** `<room>.<verb in the past>`, for example `application.submitted`. */
	action: string;
	/** What it happened to, as it was called then. */
	subject: { kind: string; id: string; label: string };
	/** What one must know to understand it later: amounts as text of whole đồng, no secrets, no account numbers. */
	facts?: Record<string, unknown>;
};

function columnsOf(actor: AnyActor): { actorKind: string; actorId: string | null; actorName: string } {
	if ("system" in actor) return { actorKind: "system", actorId: null, actorName: actor.system };
	if ("visitor" in actor) return { actorKind: "visitor", actorId: null, actorName: "" };
	return { actorKind: "person", actorId: actor.personId, actorName: actor.name };
}

type Who = { actor: AnyActor; now: Date };

const HOUR_MILLISECONDS = 3_600_000;

/** Lines of one person without a role in an hour: far more than anybody's work makes. */
export const LINES_AN_HOUR = 300;

/**
 * What stands in the log can never be deleted, so nobody who signed up by themselves fills it. What an account does with
 * its password, codes and addresses has counts of its own, and is never refused for other lines.
 *
 * @throws Refusal where the person has made too many lines.
 */
async function refuseFlood(trx: Transaction<Tables>, { actor, now }: Who, { action }: AuditRecord): Promise<void> {
	if (!("roles" in actor) || actor.roles.length > 0 || action.startsWith("identity.")) return;
	const first = await trx
		.selectFrom("auditEntry")
		.select("at")
		.where("actorId", "=", actor.personId)
		.orderBy("id", "desc")
		.offset(LINES_AN_HOUR - 1)
		.limit(1)
		.executeTakeFirst();
	const left = first ? first.at.getTime() + HOUR_MILLISECONDS - now.getTime() : 0;
	if (left > 0) throw new Refusal("audit_refusal_lines", { minutes: Math.ceil(left / 60_000) });
}

/**
 * Writes one line of the audit log in the transaction of the change it tells of. Once that is committed, the line gets its
 * place in the proof (tree/place-entries.server.ts).
 *
 * @throws Refusal where a person without a role has made too many lines in an hour.
 */
export async function appendAudit(trx: Transaction<Tables>, who: Who, record: AuditRecord): Promise<void> {
	await refuseFlood(trx, who, record);
	const facts = JSON.stringify(record.facts ?? {}, (_key, value) =>
		typeof value === "bigint" ? String(value) : value,
	);
	await trx
		.insertInto("auditEntry")
		.values({
			at: who.now,
			...columnsOf(who.actor),
			action: record.action,
			subjectKind: record.subject.kind,
			subjectId: record.subject.id,
			subjectLabel: record.subject.label,
			facts,
			requestId: requestContext.getStore()?.requestId ?? null,
		})
		.execute();
}
