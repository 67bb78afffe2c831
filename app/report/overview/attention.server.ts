import { type Kysely, sql } from "kysely";
import { BANK_ANSWER_WORKING_DAYS, withBankSince } from "#app/disbursement/disbursement.rules.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { addWorkingDays, type Holidays } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";

/** Working days before a reservation lapses at which it is worth a call. */
const LAPSING_WITHIN_DAYS = 5;
/** An envelope of which more than this is used up may soon refuse applications. */
const ENVELOPE_USED_PERCENT = 90;
const REFERENCES_SHOWN = 5;

export const attentionKinds = ["lapsing", "overdue", "stopped", "bank-late", "unknown", "failed", "envelope"] as const;

/** Things that somebody should look after, found by rules; `which` names the first of them: references, or associations. */
export type AttentionRow = {
	kind: (typeof attentionKinds)[number];
	count: number;
	amountDong: bigint;
	/** The day since which the first of them waits, where that is told. */
	since: PlainDate | null;
	which: { nameVi: string; nameEn: string }[];
};

type Found = { kind: AttentionRow["kind"]; nameVi: string; nameEn: string; amountDong: bigint; since: Date | null };

/** Payments whose answer by the bank is overdue. */
async function findLate(
	db: Kysely<Tables>,
	programmeId: string,
	{ today, holidays }: { today: PlainDate; holidays: Holidays },
): Promise<Found[]> {
	const sent = await db
		.selectFrom("disbursement")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.innerJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select(["disbursement.reference", "disbursement.amountDong", "disbursement.sentAt", "executesOn"])
		.where("application.programmeId", "=", programmeId)
		.where("disbursement.state", "=", "sent")
		.orderBy("disbursement.reference")
		.execute();
	return sent.flatMap(({ reference, amountDong, sentAt, executesOn }) =>
		sentAt && addWorkingDays(withBankSince(sentAt, executesOn), BANK_ANSWER_WORKING_DAYS, holidays) < today
			? [{ kind: "bank-late" as const, nameVi: reference, nameEn: reference, amountDong, since: sentAt }]
			: [],
	);
}

async function find(db: Kysely<Tables>, programmeId: string, now: Date): Promise<Found[]> {
	const today = plainDateAt(now);
	const holidays = await readHolidays(db);
	const soon = addWorkingDays(today, LAPSING_WITHIN_DAYS, holidays);
	const { rows } = await sql<Found>`
		select 'lapsing' as kind, application.reference as name_vi, application.reference as name_en,
				agreement.amount_dong, null::timestamptz as since
			from application join agreement on agreement.application_id = application.id
			where application.programme_id = ${programmeId} and application.state = 'approved'
				and agreement.accept_by <= ${soon}::date
		union all
		select 'overdue', reference, reference, allowed_dong, null from application
			where programme_id = ${programmeId} and state in ('submitted', 'in_review', 'recommended')
				and answer_due_on < ${today}::date
		union all
		select 'stopped', application.reference, application.reference, coalesce((
				select sum(payable_dong) from claim left join disbursement on disbursement.claim_id = claim.id
				where claim.application_id = application.id and claim.state in ('submitted', 'verified')
					and (disbursement.state is null or disbursement.state in ('scheduled', 'failed'))), 0), min(stopped_at)
			from payment_stop join application on application.id = payment_stop.application_id
			where application.programme_id = ${programmeId} and payment_stop.decided_at is null
			group by application.id
		union all
		select disbursement.state, disbursement.reference, disbursement.reference, disbursement.amount_dong, null
			from disbursement join application on application.id = disbursement.application_id
			where application.programme_id = ${programmeId} and disbursement.state in ('unknown', 'failed')
		union all
		select 'envelope', association.name_vi, association.name_en, sum(balance_dong) filter (where kind = 'available'), null
			from envelope
			join association on association.id = envelope.association_id
			join ledger_account on ledger_account.book = envelope.id::text
			where envelope.programme_id = ${programmeId}
			group by envelope.id, association.id
			having sum(balance_dong) > 0 and sum(balance_dong) filter (where kind = 'available')
				< sum(balance_dong) * ${100 - ENVELOPE_USED_PERCENT} / 100
		order by name_vi`.execute(db);
	const late = await findLate(db, programmeId, { today, holidays });
	return [...rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) })), ...late];
}

function earliest(found: readonly Found[]): PlainDate | null {
	const [first] = found.flatMap(({ since }) => (since === null ? [] : [plainDateAt(since)])).sort();
	return first ?? null;
}

/** What needs a look in a programme; kinds of which there is nothing are left out. */
export async function attention(db: Kysely<Tables>, programmeId: string, now: Date): Promise<AttentionRow[]> {
	const found = await find(db, programmeId, now);
	return attentionKinds.flatMap((kind) => {
		const ofKind = found.filter((each) => each.kind === kind);
		if (ofKind.length === 0) return [];
		return [
			{
				kind,
				count: ofKind.length,
				amountDong: ofKind.reduce((sum, { amountDong }) => sum + amountDong, 0n),
				since: earliest(ofKind),
				which: ofKind.slice(0, REFERENCES_SHOWN).map(({ nameVi, nameEn }) => ({ nameVi, nameEn })),
			},
		];
	});
}
