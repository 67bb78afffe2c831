import type pg from "pg";
import { pool } from "#app/house/database.server.ts";

/*
 * Rows in bulk for the bench: copies of one application of the demo, written straight into the tables with their
 * triggers off (session_replication_role), so only ever into a database that is thrown away afterwards.
 */

export type Made = { from: number; count: number };

async function withoutTriggers(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query("begin");
		// As the owner: the role that the servers work as may not.
		await client.query("set local role none");
		await client.query("set local session_replication_role = replica");
		await client.query("set local statement_timeout = 0");
		await work(client);
		await client.query("analyze");
		await client.query("commit");
	} finally {
		client.release();
	}
}

/** The smallest application that its association was asked to fund, as the pattern of all others. */
async function findPattern(client: pg.PoolClient): Promise<string> {
	const { rows } = await client.query<{ id: string }>(
		"select id from application where submission_id is not null and allowed_dong > 0 order by allowed_dong, id limit 1",
	);
	if (!rows[0]) throw new Error("the demo has no submitted application");
	return rows[0].id;
}

async function copyApplications(client: pg.PoolClient, { from, count }: Made, state: string): Promise<void> {
	await client.query("drop table if exists made");
	await client.query(
		`create temp table made as select n, gen_random_uuid() as business_id, gen_random_uuid() as application_id,
			gen_random_uuid() as submission_id, application.id as pattern_id, application.business_id as pattern_business_id,
			application.submission_id as pattern_submission_id, wards.codes[1 + n % cardinality(wards.codes)] as ward_code
		from generate_series($1::int, $1 + $2 - 1) n, (select array_agg(code) codes from ward) wards, application
		where application.id = $3`,
		[from, count, await findPattern(client)],
	);
	await client.query(
		`insert into business select (jsonb_populate_record(business, jsonb_build_object('id', business_id,
			'tax_code', '9' || lpad(n::text, 9, '0'), 'branch', null, 'ward_code', made.ward_code))).*
		from made join business on business.id = pattern_business_id`,
	);
	await client.query(
		`insert into application select (jsonb_populate_record(application, jsonb_build_object('id', application_id,
			'reference', 'BENCH-' || n, 'business_id', made.business_id, 'submission_id', made.submission_id, 'state', $1::text,
			'submitted_at', application.submitted_at + n * interval '1 second',
			'approved_dong', case when $1 = 'in_review' then null else allowed_dong end, 'decided_at', null,
			'completed_at', null))).*
		from made join application on application.id = pattern_id`,
		[state],
	);
}

/** Applications that the reviewer may decide on: submitted, taken up, no conflict of interest, and money for all. */
export async function makeCases(made: Made, reviewerId: string): Promise<void> {
	await withoutTriggers(async (client) => {
		await copyApplications(client, made, "in_review");
		await client.query(
			`insert into submission select (jsonb_populate_record(submission, jsonb_build_object('id', submission_id,
				'application_id', made.application_id))).* from made join submission on submission.id = pattern_submission_id`,
		);
		await client.query(
			`insert into cost_line select (jsonb_populate_record(cost_line, jsonb_build_object('id', gen_random_uuid(),
				'submission_id', made.submission_id))).* from made join cost_line on cost_line.submission_id = pattern_submission_id`,
		);
		await client.query(
			`insert into conflict_declaration (application_id, person_id, has_conflict, declared_at)
			select application_id, $1, false, now() from made`,
			[reviewerId],
		);
		await client.query("update ledger_account set balance_dong = 1000000000000000 where kind = 'available'");
	});
}

/** What the reviewer found on each of the conditions: met, for all copies. */
export async function judgeCases(reviewerId: string, conditions: readonly string[]): Promise<void> {
	await withoutTriggers(async (client) => {
		await client.query(
			`insert into finding (id, application_id, submission_id, condition, what, result, looked_at, looked_on, found_by,
				found_by_name, found_at)
			select gen_random_uuid(), application.id, submission_id, condition, 'bench', 'met', 'bench', current_date, $1, 'bench', now()
			from application, unnest($2::text[]) condition where reference like 'BENCH-%'`,
			[reviewerId, conditions],
		);
	});
}

/** Applications that hold money in every way: what a report over several years reads. */
export async function makeHistory(made: Made): Promise<void> {
	await withoutTriggers(async (client) => {
		await copyApplications(client, made, "agreed");
		await client.query(
			`insert into ledger_account (kind, book, owner, balance_dong, floor_dong)
			select (array['reserved', 'committed', 'payable', 'paid'])[1 + n % 4], envelope.id, application_id, 1000000 + n, 0
			from made join application on application.id = pattern_id join envelope using (programme_id, association_id)`,
		);
	});
}
