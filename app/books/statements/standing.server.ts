import { type Kysely, type RawBuilder, sql } from "kysely";
import { holdingKinds } from "#app/funding/accounts.ts";
import { endOfDay, type PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { StandingFilter } from "./statement.forms.ts";

/** Where a holder's money stands at the end of a day, in whole đồng. `freeDong` is unallotted, or available. */
export type Standing = {
	id: string;
	nameVi: string;
	nameEn: string;
	freeDong: bigint;
	reservedDong: bigint;
	committedDong: bigint;
	payableDong: bigint;
	advancedDong: bigint;
	retainedDong: bigint;
	paidDong: bigint;
	recoveredDong: bigint;
};

/** A programme with its envelopes: together they are its budget. */
export type ProgrammeStanding = { programme: Standing; envelopes: Standing[] };

export type BusinessStanding = Standing & { taxCode: string; branch: string | null };

const BUSINESSES_SHOWN = 25;

export type StandingPage = {
	programmes: ProgrammeStanding[];
	businesses: BusinessStanding[];
	/** There are more businesses than are shown. */
	more: boolean;
};

const sums = sql.raw(
	holdingKinds
		.map((kind) => `coalesce(sum(moved.amount_dong) filter (where moved.kind = '${kind}'), 0)::bigint as ${kind}_dong`)
		.join(", "),
);

/** What was moved on every account until the end of a day. */
function movedUntil(day: PlainDate): RawBuilder<unknown> {
	return sql`select account.kind, account.book, account.owner, sum(entry.amount_dong) as amount_dong
		from ledger_account account join ledger_entry entry on entry.account_id = account.id
		join ledger_transfer transfer on transfer.id = entry.transfer_id
		where transfer.at <= ${endOfDay(day)} group by account.id`;
}

function containing(words: string): string {
	return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Where all money stands at the end of a day. For those who may read it (`statementReaders`). */
export async function unsafeStandingPage(
	db: Kysely<Tables>,
	{ day, business }: { day: PlainDate; business: StandingFilter["business"] },
): Promise<StandingPage> {
	const { rows: programmes } = await sql<Standing>`
		select programme.id, name_vi, name_en, ${sums},
			coalesce(sum(moved.amount_dong) filter (where moved.kind = 'unallotted'), 0)::bigint as free_dong
		from programme left join (${movedUntil(day)}) moved on moved.book = programme.id
		group by programme.id order by opens_on desc, programme.id`.execute(db);
	const { rows: envelopes } = await sql<Standing & { programmeId: string }>`
		select envelope.id::text, envelope.programme_id, association.name_vi, association.name_en, ${sums},
			coalesce(sum(moved.amount_dong) filter (where moved.kind = 'available'), 0)::bigint as free_dong
		from envelope join association on association.id = envelope.association_id
		left join (${movedUntil(day)}) moved on moved.book = envelope.id::text
		group by envelope.id, association.id order by association.position, association.id`.execute(db);
	const words = containing(business.replace(/(?<![\s.-])[\s.-]+(?=\d)/g, ""));
	const { rows: businesses } = await sql<BusinessStanding>`
		select business.id::text, legal_name as name_vi, legal_name as name_en, tax_code, branch, 0::bigint as free_dong, ${sums}
		from business join application on application.business_id = business.id
		join (${movedUntil(day)}) moved on moved.owner = application.id::text
		where legal_name ilike ${containing(business)} or tax_code ilike ${words}
		group by business.id order by legal_name, business.id limit ${BUSINESSES_SHOWN + 1}`.execute(db);
	return {
		programmes: programmes.map((programme) => ({
			programme,
			envelopes: envelopes.filter(({ programmeId }) => programmeId === programme.id),
		})),
		businesses: businesses.slice(0, BUSINESSES_SHOWN),
		more: businesses.length > BUSINESSES_SHOWN,
	};
}
