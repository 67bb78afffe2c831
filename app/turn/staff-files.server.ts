import { type Kysely, sql } from "kysely";
import { statesInProgress } from "#app/application/application.states.ts";
import { type Actor, holds, scopesOf } from "#app/house/access.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { staffFiles } from "#app/review/case-in-hand.server.ts";
import { tiedApplications } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownFiles, type ShownTurn } from "./known-files.server.ts";
import { type Desk, standingOf } from "./standing.server.ts";
import { openTurns, stopOf } from "./turn.rules.ts";
import { byUrgency, type FileFacts, isTurnOf, staffDoor, type Turn, type TurnKind } from "./turns.ts";

/** All that waits of one kind, with the most urgent of it. */
export type DeskTurn = { kind: TurnKind; count: number; first: ShownTurn; businessName: string };

export type DeskWait = { turn: ShownTurn; businessName: string };

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

/** What others do about the files of an association, of which its people are asked: since when, and where it is read. */
const awaitedOfOthers: readonly TurnKind[] = ["provider-accept", "provider-declined", "stopped"];

/** What others do about one file; that its payments are stopped also before any of them waits. */
function waitsOf(file: FileFacts, today: PlainDate): Turn[] {
	const open = openTurns(file, today).filter(({ kind }) => awaitedOfOthers.includes(kind));
	const stop = open.some(({ kind }) => kind === "stopped") ? null : stopOf(file);
	return stop ? [...open, stop] : open;
}

/** What is waited for of others about the files of the reader's association, the longest waited for first; none that is closed to them. */
export async function deskWaits(
	db: Kysely<Tables>,
	actor: Actor,
	desk: "reviewer" | "association_manager",
	now: Date,
): Promise<DeskWait[]> {
	if (!actor.secondFactor || !holds(actor, desk)) return [];
	const rows = staffFiles(db, actor)
		.where("application.associationId", "=", sql<string>`any(${scopesOf(actor, desk)})`)
		.where(
			sql<boolean>`(exists (select 1 from agreement where application_id = application.id
					and providers_by is not null and application.state = 'approved')
				or exists (select 1 from payment_stop where application_id = application.id and decided_at is null))`,
		);
	const files = await knownFiles(db, rows, { now, told: false });
	const ids = files.map(({ id }) => id);
	const tied = ids.length > 0 ? await tiedApplications(db, actor.personId, ids) : new Set<string>();
	return files
		.filter(({ id }) => !tied.has(id))
		.flatMap(({ businessName, file, shown }) =>
			waitsOf(file, plainDateAt(now)).map((turn) => ({
				businessName,
				turn: shown({ ...turn, href: `/review/${file.reference}` }),
			})),
		)
		.sort((one, other) => ((one.turn.since ?? "") < (other.turn.since ?? "") ? -1 : 1));
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
					where application_id = application.id and what in ('own-share-refund-failed', 'own-share-taken')))`);
	}
}
