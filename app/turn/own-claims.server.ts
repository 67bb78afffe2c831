import { type Kysely, sql } from "kysely";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import { answerDeadlines } from "#app/claim/answer-deadline.server.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { claimCaseOf } from "#app/claim/claim-case.server.ts";
import { BANK_ANSWER_WORKING_DAYS, withBankSince } from "#app/disbursement/disbursement.rules.ts";
import { type DisbursementEvent, type DisbursementState, isUndone } from "#app/disbursement/disbursement.states.ts";
import { payeeAtStripe, payeeIdentity } from "#app/disbursement/stripe/stripe-account.server.ts";
import { isFilledIn } from "#app/disbursement/stripe-api/stripe.rules.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { type AnswerClock, answerClock, type Holidays } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimFacts } from "./turns.ts";

type Asked = { ids: readonly string[]; now: Date; holidays: Holidays };

/** The claims of applications that the asker may see, in the order in which they were begun, by application. */
export async function ownClaims(db: Kysely<Tables>, { ids, now, holidays }: Asked): Promise<Map<string, ClaimFacts[]>> {
	const rows = await claimRows(db, ids);
	const waiting = rows.flatMap(({ reference, state, submittedAt, versionId }) =>
		state === "submitted" && submittedAt ? [{ reference, submittedAt, versionId }] : [],
	);
	const deadlines = await answerDeadlines(db, waiting);
	const claims = new Map<string, ClaimFacts[]>();
	for (const row of rows) {
		const ofFile = claims.get(row.applicationId) ?? [];
		claims.set(row.applicationId, ofFile);
		ofFile.push({
			reference: row.reference,
			kind: row.kind as ClaimKind,
			state: row.state as ClaimState,
			// As its money page counts: what was never submitted is none.
			number: rows.filter((other) => other.applicationId === row.applicationId && isBefore(other, row)).length + 1,
			amountDong: row.payableDong ?? row.subsidyDong,
			answerDueOn: deadlines.get(row.reference) ?? null,
			said: row.said,
			needsStripe: await needsStripe(db, row),
			payment:
				row.payment === null
					? null
					: {
							state: row.payment as DisbursementState,
							batch: row.batch,
							released: row.releasedAt !== null,
							clock: row.payment === "sent" ? bankClock(row, now, holidays) : null,
							accountMended: await isMended(db, row),
						},
		});
	}
	return claims;
}

function claimRows(db: Kysely<Tables>, applicationIds: readonly string[]) {
	return db
		.selectFrom("claim")
		.innerJoin("application", "application.id", "claim.applicationId")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.innerJoin("programmeVersion", "programmeVersion.id", "submission.programmeVersionId")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.leftJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom("disbursementEvent")
					.select(["disbursementEvent.what", "disbursementEvent.at"])
					.whereRef("disbursementEvent.disbursementId", "=", "disbursement.id")
					.orderBy("disbursementEvent.id", "desc")
					.limit(1)
					.as("last"),
			(join) => join.on(sql.lit(true)),
		)
		.leftJoin("bankAccount", (join) =>
			join.onRef("bankAccount.businessId", "=", "application.businessId").on("bankAccount.replacedAt", "is", null),
		)
		.select(["claim.id", "claim.applicationId", "claim.reference", "claim.kind", "claim.state"])
		.select(["claim.submittedAt", "claim.createdAt"])
		.select(["claim.payableDong", "claim.subsidyDong", "claim.answerReasons as said"])
		.select(["disbursement.state as payment", "disbursement.payeeKind", "sentAt", "paymentBatch.reference as batch"])
		.select(["paymentBatch.releasedAt", "executesOn"])
		.select(["last.what", "last.at as lastAt", "bankAccount.recordedAt"])
		.select("submission.programmeVersionId as versionId")
		.select(sql<string>`coalesce(programme_version.rules->'settings'->>'rail', 'bank-file')`.as("rail"))
		.where("claim.applicationId", "in", [...applicationIds])
		.orderBy("claim.createdAt")
		.orderBy("claim.reference")
		.execute();
}

type Row = Awaited<ReturnType<typeof claimRows>>[number];

function isBefore(other: Row, row: Row): boolean {
	return other.submittedAt !== null && other.id !== row.id && rank(other) < rank(row);
}

function rank({ createdAt, reference }: Row): string {
	return `${createdAt.toISOString()} ${reference}`;
}

/** Stripe pays, and the payee of the claim has no account there that can be paid to. */
async function needsStripe(db: Kysely<Tables>, { id, rail, state, payment }: Row): Promise<boolean> {
	if (rail !== "stripe" || payment !== null || (state !== "submitted" && state !== "verified")) return false;
	return !(await isFilledInAtStripe(db, id));
}

/** What is left there is the city's: to confirm who holds it. */
async function isFilledInAtStripe(db: Kysely<Tables>, claimId: string): Promise<boolean> {
	const payee = await payeeIdentity(db, await claimCaseOf(db, claimId));
	return payee !== null && isFilledIn((await payeeAtStripe(db, payee))?.state);
}

/** It came back and can be sent again: the account was mended since, or was never what was wrong. */
async function isMended(db: Kysely<Tables>, row: Row): Promise<boolean> {
	if (row.payment !== "failed") return false;
	const what = row.what as DisbursementEvent | null;
	if (what === "account-corrected" || isUndone(what ?? undefined)) return true;
	if (row.rail === "stripe") return isFilledInAtStripe(db, row.id);
	return row.payeeKind === "business" && row.recordedAt !== null && row.lastAt !== null && row.recordedAt > row.lastAt;
}

function bankClock({ sentAt, executesOn }: Row, now: Date, holidays: Holidays): AnswerClock | null {
	return (
		sentAt &&
		answerClock({
			submittedOn: withBankSince(sentAt, executesOn),
			today: plainDateAt(now),
			limitWorkingDays: BANK_ANSWER_WORKING_DAYS,
			pauses: [],
			holidays,
		})
	);
}
