import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

const FINDINGS_TOLD = 20;

/**
 * Something that must hold at every moment. `rows` gives one row for each thing looked at: its name for people
 * (`subject`), what the books should say of it (`expected`) and what they say (`found`), both whole numbers; a row whose
 * two differ is a violation.
 */
export type Invariant<Name extends string = string> = { name: Name; rows: RawBuilder<unknown> };

/** One thing that is wrong. Amounts are texts of whole đồng, null where there is nothing. */
export type Finding = { subject: string; expected: string | null; found: string | null };

/** What a check of one invariant came to: how many things were looked at, how many are wrong, and the first 20 of them. */
export type InvariantResult<Name extends string = string> = {
	name: Name;
	checked: number;
	wrong: number;
	findings: Finding[];
};

/** Looks at everything that an invariant speaks of, in one statement. */
export async function checkInvariant<Name extends string>(
	db: Kysely<Tables>,
	{ name, rows }: Invariant<Name>,
): Promise<InvariantResult<Name>> {
	const { rows: found } = await sql<Omit<InvariantResult<Name>, "name">>`
		with looked as materialized (${rows}),
		wrong as (select subject, expected, found from looked where expected is distinct from found)
		select
			(select count(*)::int from looked) as checked,
			(select count(*)::int from wrong) as wrong,
			coalesce((select json_agg(json_build_object('subject', subject, 'expected', expected::text, 'found', found::text))
				from (select * from wrong order by subject limit ${FINDINGS_TOLD}) as told), '[]') as findings`.execute(db);
	return { name, ...(found[0] ?? { checked: 0, wrong: 0, findings: [] }) };
}
