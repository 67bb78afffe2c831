import type { Kysely, Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { config } from "#app/house/config.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import type { JobPayload } from "#app/house/jobs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Affected } from "../affected.server.ts";
import { administratorsNow } from "../roles/administrators.server.ts";
import { type GuardedRole, lapsesAt } from "../roles/roles.rules.ts";
import type { ProposalKind, ProposalState } from "./proposal.access.ts";

function all(db: Kysely<Tables>) {
	return db
		.selectFrom("personProposal")
		.innerJoin("person", "person.id", "personProposal.personId")
		.select(["personProposal.id", "kind", "personId", "role", "basis", "state", "proposedAt", "proposedBy"])
		.select(["proposedByName", "lapsesAt", "endedAt", "endedBy", "endedByName", "endWords", "effectiveAt"])
		.select(["linkUntil", "doneAt"])
		.select(["person.name as personName", "person.email as personEmail"]);
}

/** A proposal about a person, with the person's name and address. */
export type ProposalRow = Omit<
	Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>,
	"kind" | "state" | "role" | "proposedAt" | "lapsesAt" | "endedAt" | "effectiveAt" | "linkUntil" | "doneAt"
> & {
	kind: ProposalKind;
	state: ProposalState;
	role: GuardedRole | null;
	proposedAt: Date;
	lapsesAt: Date;
	endedAt: Date | null;
	effectiveAt: Date | null;
	linkUntil: Date | null;
	doneAt: Date | null;
};

/** As it stands now: one whose time is over has lapsed, told or not. */
function asOf(row: unknown, now: Date): ProposalRow {
	const proposal = row as ProposalRow;
	return proposal.state === "proposed" && proposal.lapsesAt < now ? { ...proposal, state: "lapsed" } : proposal;
}

/** One proposal; null where there is none. For administrators, and for the jobs that tell of it. */
export async function unsafeFindProposal(db: Kysely<Tables>, id: string, now: Date): Promise<ProposalRow | null> {
	const row = await all(db).where("personProposal.id", "=", id).executeTakeFirst();
	return row ? asOf(row, now) : null;
}

/** A proposal, held until the transaction ends. @throws NotFound where there is none. */
export async function lockProposal(trx: Transaction<Tables>, id: string, now: Date): Promise<ProposalRow> {
	const row = await all(trx).where("personProposal.id", "=", id).forUpdate("personProposal").executeTakeFirst();
	return asOf(orNotFound(row), now);
}

export type NewProposal = { proposalId: string; kind: ProposalKind; role?: GuardedRole; basis: string };

/** Writes a proposal down and tells of it. @throws Refusal where one of the kind is open for the person. */
export async function addProposal(
	trx: Transaction<Tables>,
	ctx: Pick<CommandContext, "actor" | "now">,
	person: Affected,
	{ proposalId, kind, role, basis }: NewProposal,
): Promise<void> {
	const { personId: proposedBy, name: proposedByName } = ctx.actor;
	const lapses = lapsesAt(ctx.now, config.PROPOSAL_WORKING_DAYS, await readHolidays(trx));
	const row = { kind, personId: person.id, role: role ?? null, basis, proposedBy, proposedByName };
	await trx
		.insertInto("personProposal")
		.values({ id: proposalId, ...row, state: "proposed", proposedAt: ctx.now, lapsesAt: lapses })
		.execute();
	await tellPeople(trx, ctx, { what: `${kind}:proposed`, id: proposalId });
	await auditPeople(trx, ctx, person, { action: `identity.${kind}-proposed`, facts: { role, basis } });
}

export type End = {
	to: Exclude<ProposalState, "proposed">;
	words?: string;
	effectiveAt?: Date;
};

/** Ends a locked proposal by the actor's word. */
export async function endProposal(
	trx: Transaction<Tables>,
	{ actor, now }: Pick<CommandContext, "actor" | "now">,
	{ id }: Pick<ProposalRow, "id">,
	{ to, words, effectiveAt }: End,
): Promise<void> {
	await trx
		.updateTable("personProposal")
		.set({
			state: to,
			endedAt: now,
			endedBy: actor.personId,
			endedByName: actor.name,
			endWords: words ?? null,
			effectiveAt: effectiveAt ?? null,
		})
		.where("id", "=", id)
		.execute();
}

/** Has the others told by mail what was done about a person. */
export async function tellPeople(
	trx: Transaction<Tables>,
	{ actor, now }: { actor: Actor | null; now: Date },
	{ what, id }: Pick<JobPayload<"people.changed">, "what" | "id">,
): Promise<void> {
	await enqueue(trx, "people.changed", { what, id, by: actor?.personId ?? null, at: now.toISOString() });
}

/** What the audit log tells of a thing done about a person. */
export async function auditPeople(
	trx: Transaction<Tables>,
	ctx: Parameters<typeof appendAudit>[1],
	person: { id: string; name: string },
	{ action, facts }: { action: string; facts?: Record<string, unknown> },
): Promise<void> {
	await appendAudit(trx, ctx, { action, subject: { kind: "person", id: person.id, label: person.name }, facts });
}

/** @throws Refusal unless two administrators can act now: nobody could confirm what is proposed. */
export async function assertTwoAdministrators(trx: Transaction<Tables>, now: Date): Promise<void> {
	if ((await administratorsNow(trx, now)).length < 2) throw new Refusal("people_refusal_two_administrators");
}

/** Whether the actor made that proposal before: a form that is sent twice proposes once. */
export async function findSameProposal(
	trx: Transaction<Tables>,
	{ actor }: Pick<CommandContext, "actor">,
	proposalId: string,
): Promise<boolean> {
	const same = trx.selectFrom("personProposal").select("id").where("id", "=", proposalId);
	return (await same.where("proposedBy", "=", actor.personId).executeTakeFirst()) !== undefined;
}
