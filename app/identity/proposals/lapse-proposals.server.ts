import type { Transaction } from "kysely";
import { systemContext } from "#app/house/command/command.server.ts";
import type { Database, Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { auditPeople, tellPeople } from "./proposals.server.ts";

/** Ends the proposals about a person whose time is over, also a reset whose link was not used in time. */
export async function lapseProposalsOf(trx: Transaction<Tables>, personId: string, now: Date): Promise<void> {
	const lapsed = await trx
		.updateTable("personProposal")
		.set({ state: "lapsed", endedAt: now, endedBy: null, endedByName: null, endWords: null, effectiveAt: null })
		.where("personId", "=", personId)
		.where((eb) =>
			eb.or([
				eb.and([eb("state", "=", "proposed"), eb("lapsesAt", "<", now)]),
				eb.and([eb("state", "=", "confirmed"), eb("doneAt", "is", null), eb("linkUntil", "<", now)]),
			]),
		)
		.returning(["id", "kind", "role"])
		.execute();
	const actor = systemContext("people.lapse", now).actor;
	for (const { id, kind, role } of lapsed) {
		await tellPeople(trx, { actor: null, now }, { what: `${kind as "give-role"}:lapsed`, id });
		const person = await trx
			.selectFrom("person")
			.select(["id", "name"])
			.where("id", "=", personId)
			.executeTakeFirstOrThrow();
		await auditPeople(trx, { actor, now }, person, { action: `identity.${kind}-lapsed`, facts: { role } });
	}
}

/** A transaction that proposes something about a person, after what had lapsed of it was told of. */
export function proposing<Result>(db: Database, work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result> {
	return inTransaction(db, work);
}

/** Every night: what nobody answered in time ends, and who asked is told. Nothing else of a person is touched. */
export async function lapseProposals(db: Database, now: Date): Promise<void> {
	const overdue = await db
		.selectFrom("personProposal")
		.select("personId")
		.distinct()
		.where("state", "=", "proposed")
		.where("lapsesAt", "<", now)
		.execute();
	for (const { personId } of overdue) {
		await proposing(db, (trx) => lapseProposalsOf(trx, personId, now));
	}
}
