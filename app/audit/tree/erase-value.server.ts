import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { appendAudit } from "../append.server.ts";
import { entryRows } from "./entry-rows.server.ts";
import { withoutValue } from "./leaf.ts";

/**
 * Erases one value of a line for good, as a person may ask of what the law does not keep (Decree 13/2023/NĐ-CP, Article
 * 16). The proof holds as before, and a line of its own tells that it was done. Only as the owner of the table: the servers'
 * role changes no line. Copies in backups stay until these are removed.
 *
 * @param name `actorName`, `subjectLabel`, or `facts.` with the name of a fact
 * @throws RangeError in words where there is no such line or value.
 */
export async function eraseValue(
	db: Database,
	{ id, name, reason, now }: { id: bigint; name: string; reason: string; now: Date },
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const row = await entryRows(trx).where("auditEntry.id", "=", id).executeTakeFirst();
		if (!row) throw new RangeError(`There is no entry ${id}.`);
		const { actorName, subjectLabel, facts, salt, opened, erased } = withoutValue(row, name);
		await trx
			.updateTable("auditEntry")
			.set({
				...{ actorName, subjectLabel, salt },
				facts: JSON.stringify(facts),
				opened: JSON.stringify(opened),
				erased: JSON.stringify(erased),
			})
			.where("id", "=", id)
			.execute();
		const line = String(id);
		await appendAudit(
			trx,
			{ actor: { system: "audit:erase" }, now },
			{
				action: "audit.value-erased",
				subject: { kind: "audit", id: line, label: "" },
				facts: { id: line, erasedValue: name, reason },
			},
		);
	});
}
