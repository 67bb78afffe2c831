import { type Kysely, sql } from "kysely";
import { statesInProgress } from "#app/application/application.states.ts";
import { tiedApplications } from "#app/business/own-business.server.ts";
import { openStops } from "#app/claim/stop/payment-stops.server.ts";
import { type Actor, holds, scopesOf } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { staffFiles } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownFiles, type ShownTurn } from "./known-files.server.ts";
import { openTurns } from "./turn.rules.ts";
import { byUrgency, isTurnOf, type Person, staffDoor, type TurnKind } from "./turns.ts";

/** The desks that have a first page of their own. */
export type Desk = "reviewer" | "association_manager" | "programme_officer" | "finance_officer";

/** All that waits of one kind, with the most urgent of it. */
export type DeskTurn = { kind: TurnKind; count: number; first: ShownTurn; businessName: string };

/** What somebody at a desk has to do, one row for each kind, most urgent first; nothing for who does not sit there. */
export async function deskTurns(db: Kysely<Tables>, actor: Actor, desk: Desk, now: Date): Promise<DeskTurn[]> {
	if (!actor.secondFactor || !holds(actor, desk)) return [];
	const files = await knownFiles(db, openFiles(db, actor, desk), { now, told: false });
	const personOf = await personsOf(db, actor, { desk, now, ids: files.map(({ id }) => id) });
	const today = plainDateAt(now);
	const mine = files.flatMap(({ id, businessName, file, shown }) =>
		openTurns(file, today)
			.filter((turn) => isTurnOf(turn, personOf(id)))
			.map((turn) => ({ businessName, turn: shown({ ...turn, href: staffDoor(turn) }) })),
	);
	const kinds = new Map<TurnKind, DeskTurn>();
	for (const { turn, businessName } of mine.sort((one, other) => byUrgency(one.turn, other.turn))) {
		const known = kinds.get(turn.kind);
		kinds.set(turn.kind, {
			...(known ?? { kind: turn.kind, first: turn, businessName }),
			count: (known?.count ?? 0) + 1,
		});
	}
	return [...kinds.values()];
}

/** The files in which the desk may have something to do: the rules say whether it has. */
function openFiles(db: Kysely<Tables>, actor: Actor, desk: Desk) {
	const visible = staffFiles(db, actor);
	switch (desk) {
		case "reviewer":
		case "association_manager":
			return visible
				.where("application.associationId", "=", sql<string>`any(${scopesOf(actor, desk)})`)
				.where((eb) =>
					eb.or([
						eb("application.state", "in", [...statesInProgress]),
						sql<boolean>`exists (select 1 from claim where application_id = application.id and claim.state = 'submitted')`,
					]),
				);
		case "programme_officer":
			return visible.where(
				sql<boolean>`exists (select 1 from payment_stop where application_id = application.id and decided_at is null)`,
			);
		case "finance_officer":
			return visible.where(sql<boolean>`(
				exists (select 1 from claim left join disbursement on disbursement.claim_id = claim.id
					where claim.application_id = application.id and claim.state = 'verified'
						and (disbursement.state is null or disbursement.state not in ('paid', 'cancelled')))
				or exists (select 1 from recovery where application_id = application.id and state not in ('settled', 'dropped'))
				or exists (select 1 from ledger_account where kind = 'advanced' and owner = application.id::text and balance_dong > 0)
				or exists (select 1 from application_event
					where application_id = application.id and what = 'own-share-refund-failed'))`);
	}
}

/** How the person stands to each of the files. */
async function personsOf(
	db: Kysely<Tables>,
	{ personId }: Actor,
	{ desk, now, ids }: { desk: Desk; now: Date; ids: string[] },
): Promise<(id: string) => Person> {
	const tied = ids.length > 0 ? await tiedApplications(db, personId, ids) : new Set<string>();
	const locked = (id: string) => ({ locked: tied.has(id) });
	switch (desk) {
		case "reviewer": {
			const recommended = await recommendedBy(db, personId, ids);
			return (id) => ({ as: "reviewer", ...locked(id), recommended: recommended.has(id) });
		}
		case "association_manager":
			return (id) => ({ as: "manager", ...locked(id), today: plainDateAt(now) });
		case "programme_officer": {
			const own = (await openStops(db, ids)).filter(({ stoppedBy }) => stoppedBy === personId);
			const stopped = new Set(own.map(({ applicationId }) => applicationId));
			return (id) => ({ as: "programme", ...locked(id), stopped: stopped.has(id) });
		}
		case "finance_officer": {
			const made = await madeBy(db, personId);
			return (id) => ({ as: "finance", ...locked(id), made });
		}
	}
}

/** Those whose recommendation by the person waits for another. */
async function recommendedBy(db: Kysely<Tables>, personId: string, ids: readonly string[]): Promise<Set<string>> {
	const rows = await db
		.selectFrom("decision")
		.select("applicationId")
		.where("applicationId", "=", sql<string>`any(${ids}::uuid[])`)
		.where("kind", "=", "recommend")
		.where("decidedBy", "=", personId)
		.where(sql<boolean>`not exists (select 1 from decision answer where answer.confirms = decision.id)`)
		.execute();
	return new Set(rows.map(({ applicationId }) => applicationId));
}

/** The references of batches that are not released and notices that are not settled which the person made. */
async function madeBy(db: Kysely<Tables>, personId: string): Promise<Set<string>> {
	const [batches, notices] = await Promise.all([
		db
			.selectFrom("paymentBatch")
			.select("reference")
			.where("createdBy", "=", personId)
			.where("releasedAt", "is", null)
			.execute(),
		db
			.selectFrom("recovery")
			.select("reference")
			.where("madeBy", "=", personId)
			.where("state", "not in", ["settled", "dropped"])
			.execute(),
	]);
	return new Set([...batches, ...notices].map(({ reference }) => reference));
}
