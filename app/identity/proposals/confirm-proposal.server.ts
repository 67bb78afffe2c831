import type { Transaction } from "kysely";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { config } from "#app/house/config.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type Affected, lockPerson } from "../affected.server.ts";
import { earliestRole } from "../roles/earliest-role.server.ts";
import { assertGivable } from "../roles/givable.server.ts";
import { confirmsFrom } from "../roles/roles.rules.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";
import { canAnswer } from "./proposal.access.ts";
import {
	auditPeople,
	endProposal,
	lockProposal,
	type ProposalRow,
	tellPeople,
	unsafeFindProposal,
} from "./proposals.server.ts";
import { reopenAccount } from "./reopen-account.server.ts";

/**
 * A second administrator lets a proposal about a person take effect: a role holds from the next working day at 8:00 at the
 * earliest, an account opens at once, a lost second factor is set up anew through a link by mail. All of it is checked
 * again. The same person again changes nothing.
 *
 * @throws Refusal for who proposed it and whom it is about, when it has ended, when the proposer is an administrator no
 * more, and where the role may no longer be given.
 */
export const confirmProposal = command({
	name: "people.confirm-proposal",
	input: z.object({
		proposalId: z.uuid(),
		/** For a second factor: how the second administrator, too, made sure who it is. Nothing for the others. */
		words: z.string().optional(),
	}),
	who: ["administrator"],
	refuses: [
		"house_refusal_moved_on",
		"people_refusal_administrators_changed",
		"people_refusal_apart",
		"people_refusal_checked_how",
		"people_refusal_mail_domain",
		"people_refusal_own_roles",
		"people_refusal_proposed_by_you",
		"people_refusal_role_held",
		"people_refusal_suspended",
	],
	once: "by state",
	async run(ctx: CommandContext, { proposalId, words = "" }) {
		await inTransaction(ctx.db, async (trx) => {
			const found = orNotFound(await unsafeFindProposal(trx, proposalId, ctx.now));
			const person = await lockPerson(trx, found.personId);
			const proposal = await lockProposal(trx, proposalId, ctx.now);
			if (proposal.state === "confirmed" && proposal.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswer(ctx.actor, proposal));
			const facts = { role: proposal.role, basis: proposal.basis, proposedBy: proposal.proposedByName };
			const effect = await takeEffect(trx, ctx, { proposal, person, words });
			await tellPeople(trx, ctx, { what: `${proposal.kind}:confirmed`, id: proposalId });
			await auditPeople(trx, ctx, person, {
				action: `identity.${proposal.kind}-confirmed`,
				facts: { ...facts, ...effect },
			});
		});
	},
});

type What = { proposal: ProposalRow; person: Affected; words: string };

async function takeEffect(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ proposal, person, words }: What,
): Promise<Record<string, unknown>> {
	switch (proposal.kind) {
		case "give-role":
			return giveRole(trx, ctx, proposal, person);
		case "reopen":
			await endProposal(trx, ctx, proposal, { to: "confirmed" });
			await reopenAccount(trx, person);
			return {};
		case "reset-factor":
			if (words === "") throw new Refusal("people_refusal_checked_how", {}, { field: "words" });
			await endProposal(trx, ctx, proposal, { to: "confirmed", words });
			await enqueue(trx, "people.reset-link", { proposalId: proposal.id });
			return { checked: words };
	}
}

async function giveRole(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	proposal: ProposalRow,
	person: Affected,
): Promise<Record<string, unknown>> {
	const { role } = proposal;
	assert(role, "a proposal to give a role names it");
	await assertGivable(trx, person, { role, scopeId: "" });
	const effectiveAt = await earliestRole(trx, ctx.now);
	await endProposal(trx, ctx, proposal, { to: "confirmed", effectiveAt });
	await trx
		.insertInto("personRole")
		.values({
			personId: person.id,
			role,
			grantedAt: ctx.now,
			grantedBy: ctx.actor.personId,
			effectiveAt,
			confirmsFrom: confirmsFrom(effectiveAt, config.RELEASE_AFTER_ROLE_DAYS),
			proposalId: proposal.id,
		})
		.execute();
	await endSessions(trx, ctx, { personId: person.id, because: "role-granted" });
	return { effectiveAt: effectiveAt.toISOString() };
}
