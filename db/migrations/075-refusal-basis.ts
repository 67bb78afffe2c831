import { type Kysely, sql } from "kysely";

/** Room review: a refusal names the legal basis that it rests on. Those of before this named none. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table decision add column legal_basis jsonb`.execute(db);
	await sql`
		alter table decision add constraint decision_refusal_has_basis
			check ((kind = 'reject') = (legal_basis is not null)) not valid`.execute(db);
}
