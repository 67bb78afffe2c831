import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { unallottedAccount } from "../accounts.ts";
import type { BudgetChangeKind } from "./budget-change.states.ts";

/** An association as a choice: what it has to give, what it was given, and how much its assignment allows. */
export type AssociationChoice = {
	id: string;
	nameVi: string;
	nameEn: string;
	/** What it has not awarded yet; null where it has no envelope. */
	availableDong: bigint | null;
	/** All of its envelope. */
	allottedDong: bigint;
	/** Of its assignment in force; null without one. */
	limitDong: bigint | null;
};

export type ProgrammeChoice = { id: string; nameVi: string; nameEn: string };

/** What the form for one kind of change in one programme shows. */
export type NewBudgetChangePage = {
	changeId: string;
	kind: BudgetChangeKind;
	programme: ProgrammeChoice;
	unallottedDong: bigint;
	/** Who can give; who can be given to. */
	givers: AssociationChoice[];
	takers: AssociationChoice[];
};

/** The programmes, the newest first. */
export async function programmeChoices(db: Kysely<Tables>): Promise<ProgrammeChoice[]> {
	const programmes = db.selectFrom("programme").select(["id", "nameVi", "nameEn"]);
	return await programmes.orderBy("opensOn", "desc").orderBy("id").execute();
}

/** What a change of that kind can be made of; null where there is no such programme. */
export async function newBudgetChangePage(
	db: Kysely<Tables>,
	{ programme: id, kind, now }: { programme: string; kind: BudgetChangeKind; now: Date },
): Promise<NewBudgetChangePage | null> {
	const programme = (await programmeChoices(db)).find((each) => each.id === id);
	if (!programme) return null;
	const today = plainDateAt(now);
	const { rows } = await sql<AssociationChoice>`
		select association.id, name_vi, name_en,
			case when envelope.id is null then null
				else coalesce(sum(account.balance_dong) filter (where account.kind = 'available'), 0)::bigint end as available_dong,
			coalesce(sum(account.balance_dong), 0)::bigint as allotted_dong,
			(select limit_dong from association_assignment assignment where assignment.association_id = association.id
				and ${today} between valid_from and valid_to order by signed_on desc, valid_from desc limit 1) as limit_dong
		from association left join envelope on envelope.association_id = association.id and envelope.programme_id = ${id}
		left join ledger_account account on account.book = envelope.id::text
		group by association.id, envelope.id order by position, association.id`.execute(db);
	return {
		changeId: randomUUID(),
		kind,
		programme,
		unallottedDong: await balanceOf(db, unallottedAccount(id)),
		givers: rows.filter(({ availableDong }) => (availableDong ?? 0n) > 0n),
		takers: rows.filter(({ limitDong }) => limitDong !== null),
	};
}
