import { type Kysely, sql } from "kysely";
import { receivedSince } from "#app/funding/budget/received-since.server.ts";
import { smallerDong } from "#app/kernel/dong.ts";
import type { Tables } from "#db/connection.server.ts";
import { yearEndReservations } from "./reservations.server.ts";
import { yearEnds } from "./year-closing.rules.ts";

/** What a closing does, or did, to the envelope of one association. In whole đồng. */
export type ClosingRow = {
	associationId: string;
	nameVi: string;
	nameEn: string;
	lapseCount: number;
	lapseDong: bigint;
	/** What is reserved and stays; null where it was not kept. */
	stayCount: number | null;
	stayDong: bigint | null;
	/** What it got after the year was over, as far as it is free: it stays. Null where it was not kept. */
	newDong: bigint | null;
	returnDong: bigint;
};

/** What the closing of a year would do now: nothing is changed. */
export async function closingPreview(
	db: Kysely<Tables>,
	{ programmeId, year }: { programmeId: string; year: number },
): Promise<ClosingRow[]> {
	const reservations = (await yearEndReservations(db, { programmeId, year })).filter(({ lapses }) => lapses);
	const { rows } = await sql<{
		associationId: string;
		nameVi: string;
		nameEn: string;
		availableDong: bigint;
		reservedDong: bigint;
		reservedCount: number;
		newDong: bigint;
	}>`
		select association.id as association_id, name_vi, name_en,
			coalesce(sum(account.balance_dong) filter (where account.kind = 'available'), 0)::bigint as available_dong,
			coalesce(sum(account.balance_dong) filter (where account.kind = 'reserved'), 0)::bigint as reserved_dong,
			(count(*) filter (where account.kind = 'reserved' and account.balance_dong > 0))::int as reserved_count,
			${receivedSince(yearEnds(year))} as new_dong
		from envelope join association on association.id = envelope.association_id
		left join ledger_account account on account.book = envelope.id::text
		where envelope.programme_id = ${programmeId}
		group by association.id, envelope.id order by position, association.id`.execute(db);
	return rows.map(({ availableDong, reservedDong, reservedCount, newDong, ...association }) => {
		const lapsing = reservations.filter(({ associationId }) => associationId === association.associationId);
		const lapseDong = lapsing.reduce((sum, { amountDong }) => sum + amountDong, 0n);
		const freeDong = availableDong + lapseDong;
		const staysDong = smallerDong(newDong, freeDong);
		return {
			...association,
			lapseCount: lapsing.length,
			lapseDong,
			stayCount: reservedCount - lapsing.length,
			stayDong: reservedDong - lapseDong,
			newDong: staysDong,
			returnDong: freeDong - staysDong,
		};
	});
}

/** What a closing has done so far, by association. */
export async function closingDone(db: Kysely<Tables>, closingId: string): Promise<ClosingRow[]> {
	const { rows } = await sql<ClosingRow>`
		select association.id as association_id, name_vi, name_en, coalesce(lapsed.count, 0)::int as lapse_count,
			coalesce(lapsed.amount, 0)::bigint as lapse_dong, null as stay_count, null as stay_dong, null as new_dong,
			coalesce(returned.amount_dong, 0)::bigint as return_dong
		from year_closing closing join envelope on envelope.programme_id = closing.programme_id
		join association on association.id = envelope.association_id
		left join year_closing_return returned on returned.closing_id = closing.id and returned.envelope_id = envelope.id
		left join lateral (
			select count(*) as count, sum(lapse.amount_dong) as amount from year_closing_lapse lapse
			join application on application.id = lapse.application_id
			where lapse.closing_id = closing.id and application.association_id = envelope.association_id
		) lapsed on true
		where closing.id = ${closingId} order by position, association.id`.execute(db);
	return rows;
}
