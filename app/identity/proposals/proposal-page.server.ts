import type { Kysely } from "kysely";
import { z } from "zod";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { earliestRole } from "../roles/earliest-role.server.ts";
import { type ProposalRow, unsafeFindProposal } from "./proposals.server.ts";

/** A proposal as its pages show it, with when a role holds that is confirmed now. @throws NotFound where there is none. */
export async function loadProposal(
	db: Kysely<Tables>,
	proposalId: string,
	now: Date,
): Promise<{ proposal: ProposalRow; earliest: Date }> {
	const id = orNotFound(z.uuid().safeParse(proposalId).data);
	const proposal = orNotFound(await unsafeFindProposal(db, id, now));
	return { proposal, earliest: await earliestRole(db, now) };
}
