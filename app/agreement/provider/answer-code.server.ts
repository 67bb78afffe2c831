import { randomInt } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Visitor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Database, Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { unsafeFindParty } from "./parties.server.ts";
import { partyOfLink } from "./provider-link.server.ts";

/** How long a mailed code is good, and how often it may be tried. */
export const CODE_MINUTES = 10;
const MOST_TRIES = 5;

/**
 * Asks for a code that is mailed to the address to which the link went: who answers reads that mailbox now. A newer code
 * replaces the one before.
 *
 * @throws Refusal after too many; NotFound for a link that is none.
 */
export const askForCode = command({
	name: "agreement.ask-for-code",
	input: z.object({ token: z.string() }),
	who: "anyone",
	refuses: ["house_refusal_moved_on", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext<Visitor>, { token }) {
		const { partyId } = orNotFound(await partyOfLink(ctx.db, token));
		await limitRate("provider-code", partyId);
		await inTransaction(ctx.db, async (trx) => {
			const asked = await trx
				.updateTable("agreementParty")
				.set({ codeAskedAt: ctx.now, codeHash: null, codeTries: 0 })
				.where("id", "=", partyId)
				.where("linkHash", "=", tokenHash(token))
				.where("answer", "is", null)
				.executeTakeFirst();
			if (asked.numUpdatedRows === 0n) throw new Refusal("house_refusal_moved_on");
			await enqueue(trx, "agreement.mail-code", { partyId, askedAt: ctx.now.toISOString() });
		});
	},
});

/**
 * Makes the code that was asked for at that moment. Its hash is worth nothing without the link, of which the table has
 * the hash alone.
 *
 * @returns null where a newer one was asked for, or it has been made.
 */
export async function makeCode(
	trx: Transaction<Tables>,
	{ partyId, askedAt }: { partyId: string; askedAt: Date },
): Promise<string | null> {
	const code = String(randomInt(1_000_000)).padStart(6, "0");
	const made = await trx
		.updateTable("agreementParty")
		.set({ codeHash: hashOf(partyId, code) })
		.where("id", "=", partyId)
		.where("codeAskedAt", "=", askedAt)
		.where("codeHash", "is", null)
		.where("answer", "is", null)
		.executeTakeFirst();
	return made.numUpdatedRows === 1n ? code : null;
}

function hashOf(partyId: string, code: string): Buffer {
	return tokenHash(`${partyId}:${code}`);
}

/** Until when a code that was asked for then is good. */
export function codeEnds(askedAt: Date): Date {
	return new Date(askedAt.getTime() + CODE_MINUTES * 60_000);
}

/**
 * Tries a code. Each try counts at once, whatever becomes of the rest.
 *
 * @throws Refusal on the field: no code is good any more, or this one is wrong.
 */
export async function tryCode(
	db: Database,
	{ partyId, code, now }: { partyId: string; code: string; now: Date },
): Promise<void> {
	const field = { field: "code" };
	const party = await unsafeFindParty(db, partyId);
	if (!party?.codeAskedAt || codeEnds(party.codeAskedAt) <= now) {
		throw new Refusal("agreement_refusal_code_over", {}, field);
	}
	const tried = await inTransaction(db, (trx) =>
		trx
			.updateTable("agreementParty")
			.set((eb) => ({ codeTries: eb("codeTries", "+", 1) }))
			.where("id", "=", partyId)
			.where("codeTries", "<", MOST_TRIES)
			.returning(["codeHash", "codeTries"])
			.executeTakeFirst(),
	);
	if (!tried) throw new Refusal("agreement_refusal_code_over", {}, field);
	if (!tried.codeHash?.equals(hashOf(partyId, code))) {
		throw new Refusal("agreement_refusal_code_wrong", { left: MOST_TRIES - tried.codeTries }, field);
	}
}
