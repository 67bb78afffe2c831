import { appendAudit } from "#app/audit/append.server.ts";
import { canPay } from "#app/disbursement/disbursement.access.ts";
import type { Actor, System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type BooksResult, countWrong, verifyBooks } from "./verify-books.server.ts";

/**
 * Checks the books and keeps what was found, so that the finance desk shows when they last agreed. A check by hand is in
 * the audit log; the nightly one is the system's.
 *
 * @throws Refusal `house_refusal_not_yours` for a person who does not pay.
 */
export const checkBooks = command({
	name: "books.check",
	input: nothing,
	who: ["finance_officer", "auditor"],
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext<Actor | System>): Promise<BooksResult[]> {
		const { actor, now } = ctx;
		const person = "personId" in actor ? actor : null;
		const permission = person && canPay(person);
		if (permission && !permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
		const results = await verifyBooks(ctx.db);
		await inTransaction(ctx.db, async (trx) => {
			const { id } = await trx
				.insertInto("booksCheck")
				.values({
					at: now,
					checkedBy: person?.personId ?? null,
					checkedByName: person?.name ?? "",
					results: JSON.stringify(results),
				})
				.returning("id")
				.executeTakeFirstOrThrow();
			if (!person) return;
			await appendAudit(trx, ctx, {
				action: "books.checked",
				subject: { kind: "books", id: String(id), label: String(id) },
				facts: { invariants: results.length, wrong: countWrong(results) },
			});
		});
		return results;
	},
});
