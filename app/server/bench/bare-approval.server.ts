import type pg from "pg";
import { pool } from "#app/house/database.server.ts";

/*
 * What an approval writes, as bare SQL in one transaction: the same rows under the same locks, without rights, rules,
 * sentences or a query builder. approval.server.ts checks that it writes as many rows as the command.
 */

type Case = { id: string; submission_id: string; tax_code: string; envelope_id: string; year: number };
type Line = { id: string; support_item_code: string; allowed_dong: bigint };
type Reviewer = { personId: string; name: string };

const CEILING = 1_000_000_000_000n;

const lockCase = `select application.id, application.submission_id, business.tax_code, envelope.id as envelope_id,
		extract(year from application.submitted_at at time zone 'Asia/Ho_Chi_Minh')::int as year
	from application join business on business.id = application.business_id
	join envelope on envelope.programme_id = application.programme_id
		and envelope.association_id = application.association_id
	where application.reference = $1 and application.state = 'in_review' for update of application`;

async function decideOn(client: pg.PoolClient, reviewer: Reviewer, found: Case, lines: Line[], decisionId: string) {
	const total = lines.reduce((sum, line) => sum + line.allowed_dong, 0n);
	await client.query(
		`insert into decision (id, application_id, submission_id, kind, reasons, approved_dong, decided_by, decided_by_name,
			decided_at) values ($1, $2, $3, 'approve', '', $4, $5, $6, now())`,
		[decisionId, found.id, found.submission_id, total, reviewer.personId, reviewer.name],
	);
	await client.query(
		`insert into decision_line (decision_id, cost_line_id, approved_dong)
		select $1, * from unnest($2::uuid[], $3::bigint[])`,
		[decisionId, lines.map((line) => line.id), lines.map((line) => line.allowed_dong)],
	);
	await client.query(
		"insert into decision_finding (decision_id, finding_id) select $1, id from finding where application_id = $2",
		[decisionId, found.id],
	);
	await client.query(
		"update application set state = 'approved', decided_at = now(), approved_dong = $2 where id = $1 and state = 'in_review'",
		[found.id, total],
	);
	await client.query(
		`insert into application_event (application_id, at, what, from_state, to_state, actor_id, actor_name, side, facts)
		values ($1, now(), 'approved', 'in_review', 'approved', $2, $3, 'association', $4)`,
		[found.id, reviewer.personId, reviewer.name, JSON.stringify({ decisionId, approvedDong: String(total) })],
	);
	return total;
}

function postingsOf(found: Case, lines: Line[], total: bigint) {
	const items = new Map<string, bigint>();
	for (const line of lines) {
		items.set(line.support_item_code, (items.get(line.support_item_code) ?? 0n) + line.allowed_dong);
	}
	const owner = (code: string) => `${found.tax_code}:${code}:${found.year}`;
	const account = (kind: string, book: string, of: string, amount: bigint, cap: bigint | null = null) => ({
		kind,
		book,
		owner: of,
		amount: String(amount),
		floor: kind === "ceiling-contra" ? null : "0",
		cap: cap === null ? null : String(cap),
	});
	return [
		account("available", found.envelope_id, "", -total),
		account("reserved", found.envelope_id, found.id, total),
		...[...items].flatMap(([code, amount]) => [
			account("ceiling-contra", "ceiling", owner(code), -amount),
			account("ceiling-used", "ceiling", owner(code), amount, CEILING),
		]),
	];
}

async function reserve(client: pg.PoolClient, who: Reviewer, key: string, postings: ReturnType<typeof postingsOf>) {
	const json = JSON.stringify(postings);
	await client.query(
		`insert into ledger_account (kind, book, owner, floor_dong, cap_dong)
		select kind, book, owner, floor, cap from jsonb_to_recordset($1::jsonb)
			as posting (kind text, book text, owner text, floor bigint, cap bigint)
		order by kind, book, owner on conflict on constraint ledger_account_once do nothing`,
		[json],
	);
	const { rows } = await client.query<{ id: string }>(
		`insert into ledger_transfer (key, reason, at, actor_id, actor_name)
		values ($1, 'reserve', now(), $2, $3) returning id`,
		[key, who.personId, who.name],
	);
	await client.query(
		`insert into ledger_entry (transfer_id, account_id, amount_dong) select $1, account.id, posting.amount
		from jsonb_to_recordset($2::jsonb) as posting (kind text, book text, owner text, amount bigint)
		join ledger_account account using (kind, book, owner) order by account.id`,
		[rows[0]?.id, json],
	);
}

/** Approves all that the rules allow. */
export async function approveInBareSql(reviewer: Reviewer, reference: string, decisionId: string): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query("begin");
		const found = (await client.query<Case>(lockCase, [reference])).rows[0];
		if (!found) throw new Error(`${reference} is not in review`);
		const { rows: lines } = await client.query<Line>(
			"select id, support_item_code, allowed_dong from cost_line where submission_id = $1 order by position",
			[found.submission_id],
		);
		const total = await decideOn(client, reviewer, found, lines, decisionId);
		await reserve(client, reviewer, `reserve:${decisionId}`, postingsOf(found, lines, total));
		await client.query("select graphile_worker.add_job('application.approved', $1::json, max_attempts => 12)", [
			JSON.stringify({ applicationId: found.id, decisionId }),
		]);
		await client.query(
			`insert into audit_entry (at, actor_kind, actor_id, actor_name, action, subject_kind,
				subject_id, subject_label, facts)
			values (now(), 'person', $1, $2, 'application.approved', 'application', $3, $4, $5)`,
			[
				reviewer.personId,
				reviewer.name,
				found.id,
				reference,
				JSON.stringify({ decisionId, approvedDong: String(total) }),
			],
		);
		await client.query("commit");
	} catch (error) {
		await client.query("rollback");
		throw error;
	} finally {
		client.release();
	}
}
