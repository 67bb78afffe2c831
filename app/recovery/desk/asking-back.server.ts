import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { addDays, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { addWorkingDays } from "#app/kernel/working-days.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { askedOf } from "../asked.server.ts";
import { canAskBack } from "../recovery.access.ts";
import type { RecoveryState } from "../recovery.states.ts";

export type AskingBack = {
	payment: string;
	amountDong: bigint;
	/** What can still be asked back. */
	askableDong: bigint;
	paidOn: PlainDate | null;
	payeeName: string;
	businessName: string;
	application: string;
	/** Notices of this payment that there are already. */
	notices: { reference: string; state: RecoveryState; amountDong: bigint }[];
	ask: ReturnType<typeof canAskBack>;
	/** Where the officer begins. */
	answerBy: PlainDate;
	dueOn: PlainDate;
};

/** The law sets no days: two working weeks to answer, and a month more to pay. The officer may choose others. */
const ANSWER_WORKING_DAYS = 10;
const PAY_DAYS = 30;

/** A payment of which some may be asked back; null where there is none, or for who may not see it. */
export async function askingBack(
	db: Kysely<Tables>,
	actor: Actor,
	payment: string,
	now: Date,
): Promise<AskingBack | null> {
	if (!canSeePayments(actor).allowed) return null;
	const row = await db
		.selectFrom("disbursement")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.select([
			"disbursement.id",
			"disbursement.state",
			"amountDong",
			"paidOn",
			"payeeName",
			"application.id as applicationId",
		])
		.select([submittedName.as("businessName"), "application.reference as application"])
		.where("disbursement.reference", "=", payment)
		.executeTakeFirst();
	if (!row) return null;
	const { id, state, applicationId, ...facts } = row;
	const notices = await db
		.selectFrom("recovery")
		.select(["reference", "state", "amountDong"])
		.where("disbursementId", "=", id)
		.orderBy("madeAt")
		.execute();
	const askableDong = facts.amountDong - (await askedOf(db, id));
	const ownBusiness = await isTied(db, actor.personId, applicationId);
	const answerBy = addWorkingDays(plainDateAt(now), ANSWER_WORKING_DAYS, await readHolidays(db));
	return {
		...facts,
		payment,
		askableDong,
		notices: notices.map((notice) => ({ ...notice, state: notice.state as RecoveryState })),
		ask: canAskBack(actor, { state: state as DisbursementState, askableDong, ownBusiness }),
		answerBy,
		dueOn: addDays(answerBy, PAY_DAYS),
	};
}
