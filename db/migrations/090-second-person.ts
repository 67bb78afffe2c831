import { type Kysely, sql } from "kysely";

/**
 * Room review: a recommendation keeps why a second person has to confirm it. Those of before this kept nothing: the amount
 * of the file was the only reason.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table decision add column second_person jsonb
			check (second_person ->> 'because' in ('amount', 'sum', 'sample'))`.execute(db);
	await sql`
		alter table decision add constraint decision_recommendation_says_why
			check ((kind = 'recommend') = (second_person is not null)) not valid`.execute(db);
}
