import { type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { endOfDay, type PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Holder } from "./holder.ts";

/** Who a statement is about, in both languages, and the statements beside it. */
export type HolderFacts = {
	holder: Holder;
	nameVi: string;
	nameEn: string;
	/** A second line: the programme of an envelope, the tax code of a business, the business of an application. */
	ofVi: string;
	ofEn: string;
	/** The statement one level up. */
	above: Holder | null;
};

/** The holder's names; null where there is none of that id. For those who may read statements. */
export async function unsafeHolderFacts(db: Kysely<Tables>, holder: Holder): Promise<HolderFacts | null> {
	const { rows } = await queries[holder.kind](holder.id).execute(db);
	const [found] = rows;
	if (!found) return null;
	const { aboveId, ...names } = found;
	const above = aboveId === null ? null : ({ kind: aboveKinds[holder.kind], id: aboveId } as Holder);
	return { holder, ...names, above };
}

const aboveKinds = { programme: "programme", envelope: "programme", business: "business", application: "business" };

type Found = Omit<HolderFacts, "holder" | "above"> & { aboveId: string | null };

/** By its key, so that there is one at most. */
const queries = {
	programme: (id: string) => sql<Found>`
		select name_vi, name_en, '' as of_vi, '' as of_en, null::text as above_id from programme where id = ${id}`,
	envelope: (id: string) => sql<Found>`
		select association.name_vi, association.name_en, programme.name_vi as of_vi, programme.name_en as of_en,
			programme.id as above_id
		from envelope join association on association.id = envelope.association_id
		join programme on programme.id = envelope.programme_id where envelope.id::text = ${id}`,
	business: (id: string) => sql<Found>`
		select legal_name as name_vi, legal_name as name_en, tax_code as of_vi, tax_code as of_en, null::text as above_id
		from business where id::text = ${id}`,
	application: (reference: string) => sql<Found>`
		select application.reference as name_vi, application.reference as name_en, ${submittedName} as of_vi,
			${submittedName} as of_en, application.business_id::text as above_id
		from application where application.reference = ${reference}`,
};

/** How much of a yearly ceiling a business has used, with all branches of its tax code. In whole đồng. */
export type CeilingBalance = { item: string; vi: string; en: string; year: string; usedDong: bigint; capDong: bigint };

/** What counts against the ceilings of a business at the end of a day; of no day, now. */
export async function unsafeCeilings(
	db: Kysely<Tables>,
	businessId: string,
	day: PlainDate | null,
): Promise<CeilingBalance[]> {
	const end = day === null ? sql`'infinity'::timestamptz` : sql`${endOfDay(day)}::timestamptz`;
	const { rows } = await sql<CeilingBalance>`
		select split_part(account.owner, ':', 2) as item, split_part(account.owner, ':', 3) as year, account.cap_dong,
			max(named.item->>'vi') as vi, max(named.item->>'en') as en, coalesce(sum(entry.amount_dong) filter (where transfer.at <= ${end}), 0)::bigint as used_dong
		from business join ledger_account account on account.kind = 'ceiling-used' and account.book = 'ceiling'
			and starts_with(account.owner, business.tax_code || ':')
		join ledger_entry entry on entry.account_id = account.id
		join ledger_transfer transfer on transfer.id = entry.transfer_id
		left join lateral (
			select item from programme_version version, jsonb_array_elements(version.rules->'supportItems') item
			where item->>'code' = split_part(account.owner, ':', 2) order by version.effective_from desc limit 1
		) named on true
		where business.id::text = ${businessId}
		group by account.id order by year desc, item`.execute(db);
	return rows;
}
