import { type Kysely, sql } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { type BudgetChangeListRow, listBudgetChanges } from "./budget-change-list.server.ts";

/** Where the money of an envelope stands, in whole đồng; `signedDong` is agreed and not paid yet. */
export type EnvelopeStanding = {
	envelopeId: string;
	nameVi: string;
	nameEn: string;
	availableDong: bigint;
	reservedDong: bigint;
	signedDong: bigint;
	paidDong: bigint;
	sumDong: bigint;
};

/** A programme's budget now; what is unallotted and its envelopes add up to it. */
export type ProgrammeStanding = {
	id: string;
	nameVi: string;
	nameEn: string;
	/** It takes no applications any more; what was promised may still be paid. */
	isClosed: boolean;
	budgetDong: bigint;
	unallottedDong: bigint;
	envelopes: EnvelopeStanding[];
};

export type BudgetPage = { programmes: ProgrammeStanding[]; pending: BudgetChangeListRow[] };

const sumOf = (...kinds: string[]) =>
	sql`coalesce(sum(account.balance_dong) filter (where account.kind = any(${kinds}::text[])), 0)::bigint`;

/**
 * All programmes with their budgets of this moment: those that are open or to come by their money, then the closed ones, the
 * newest first; and the changes that wait for a second person.
 */
export async function budgetPage(db: Kysely<Tables>, today: PlainDate): Promise<BudgetPage> {
	const { rows: programmes } = await sql<Omit<ProgrammeStanding, "envelopes">>`
		select programme.id, name_vi, name_en, closes_on < ${today}::date as is_closed, ${sumOf("unallotted")} as unallotted_dong,
			-${sumOf("appropriation")} as budget_dong
		from programme left join ledger_account account on account.book = programme.id
		group by programme.id
		order by is_closed, case when closes_on < ${today}::date then null else programme.budget_dong end desc nulls last,
			opens_on desc, programme.id`.execute(db);
	const { rows: envelopes } = await sql<EnvelopeStanding & { programmeId: string }>`
		select envelope.programme_id, envelope.id::text as envelope_id, association.name_vi, association.name_en,
			${sumOf("available")} as available_dong, ${sumOf("reserved")} as reserved_dong,
			(coalesce(sum(account.balance_dong), 0)
				- ${sumOf("available", "reserved", "paid", "recovered")})::bigint as signed_dong,
			${sumOf("paid", "recovered")} as paid_dong, coalesce(sum(account.balance_dong), 0)::bigint as sum_dong
		from envelope join association on association.id = envelope.association_id
		left join ledger_account account on account.book = envelope.id::text
		group by envelope.id, association.id order by association.position, association.id`.execute(db);
	return {
		programmes: programmes.map((programme) => ({
			...programme,
			envelopes: envelopes.filter(({ programmeId }) => programmeId === programme.id),
		})),
		pending: await listBudgetChanges(db, { state: "proposed" }),
	};
}
