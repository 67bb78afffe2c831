import type { Transaction } from "kysely";
import { config } from "#app/house/config.server.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { unsafeFindProposal } from "../proposals/proposals.server.ts";
import { personToTell, type Recipient } from "../recipients.server.ts";

const HOUR_MS = 3_600_000;

/** A link that lets a person set up the second factor anew, and who agreed on it. */
export type ResetLink = { person: Recipient; first: string; second: string; until: Date };

/**
 * Makes the token the one that a confirmed reset is done with; only its hash is kept.
 *
 * @returns null where the reset has a link already, or is none any more.
 */
export async function giveResetLink(
	trx: Transaction<Tables>,
	{ proposalId, token, now }: { proposalId: string; token: string; now: Date },
): Promise<ResetLink | null> {
	const until = new Date(now.getTime() + config.SECOND_FACTOR_LINK_HOURS * HOUR_MS);
	const given = await trx
		.updateTable("personProposal")
		.set({ linkHash: tokenHash(token), linkUntil: until })
		.where("id", "=", proposalId)
		.where("kind", "=", "reset-factor")
		.where("state", "=", "confirmed")
		.where("linkHash", "is", null)
		.executeTakeFirst();
	if (given.numUpdatedRows === 0n) return null;
	const proposal = await unsafeFindProposal(trx, proposalId, now);
	if (!proposal) return null;
	const person = await personToTell(trx, proposal.personId);
	return { person, first: proposal.proposedByName, second: proposal.endedByName ?? "", until };
}
