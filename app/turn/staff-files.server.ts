import { type Kysely, sql } from "kysely";
import { statesInProgress } from "#app/application/application.states.ts";
import { type Actor, holds, scopesOf } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { staffFiles } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownFiles, type ShownTurn } from "./known-files.server.ts";
import { type Desk, standingOf } from "./standing.server.ts";
import { openTurns } from "./turn.rules.ts";
import { byUrgency, isTurnOf, staffDoor, type TurnKind } from "./turns.ts";

/** All that waits of one kind, with the most urgent of it. */
export type DeskTurn = { kind: TurnKind; count: number; first: ShownTurn; businessName: string };

/** What somebody at a desk has to do, one row for each kind, most urgent first; nothing for who does not sit there. */
export async function deskTurns(db: Kysely<Tables>, actor: Actor, desk: Desk, now: Date): Promise<DeskTurn[]> {
	if (!actor.secondFactor || !holds(actor, desk)) return [];
	const files = await knownFiles(db, openFiles(db, actor, desk), { now, told: false });
	const personOf = await standingOf(db, actor.personId, { desk, now, ids: files.map(({ id }) => id) });
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
