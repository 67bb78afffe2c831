import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { whoWants } from "#app/identity/account/wanted-mails.server.ts";
import { peopleWithRole, type Recipient } from "#app/identity/recipients.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { reminderOf } from "#app/recovery/recovery.rules.ts";
import {
	type RecoverySummary,
	recoveryEvent,
	unsafeRecoveries,
	withStanding,
} from "#app/recovery/recovery-facts.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/** A recovery as its mails tell of it, to a person of the business or to an officer. */
async function readRecoveryMail(recovery: RecoverySummary) {
	const { owners, facts } = await readMailCase(recovery.applicationId);
	const common = { recovery: recovery.reference, payment: recovery.payment.reference };
	return {
		owners,
		toBusiness: (to: Recipient) => ({
			...facts(to, `/applications/${recovery.application}/recoveries/${recovery.reference}`),
			...common,
		}),
		toDesk: (to: Recipient) => ({ ...facts(to, `/finance/recoveries/${recovery.reference}`), ...common }),
	};
}

/** What is to be paid back now, and by when, where anything is. */
function nextOf({ standing: { next } }: RecoverySummary) {
	return next ? { next: { amountDong: String(next.amountDong), dueOn: next.dueOn } } : {};
}

async function recoveryOf(recoveryId: string, now: Date): Promise<RecoverySummary> {
	const rows = await unsafeRecoveries(db).where("recovery.id", "=", recoveryId).execute();
	const [recovery] = await withStanding(db, rows, now);
	if (!recovery) throw new Error(`recovery ${recoveryId} is gone`);
	return recovery;
}

/** The notice, the city's decision and each receipt, to the business; its answers, to the finance officers. */
export const tellOfRecovery: JobHandler<"recovery.changed"> = async ({ eventId }, now) => {
	const { recoveryId, what, facts } = await recoveryEvent(db, eventId);
	const recovery = await recoveryOf(recoveryId, now);
	const { owners, toBusiness, toDesk } = await readRecoveryMail(recovery);
	const key = `recovery.changed:${eventId}`;
	const amountDong = String(facts.amountDong ?? recovery.amountDong);
	const { reason, answerBy, dueOn, reasons, receivedOn, leftDong, contest, instalments, said } = facts;
	switch (what) {
		case "confirmed": {
			const notice = { amountDong, reason: String(reason), answerBy: String(answerBy), dueOn: String(dueOn) };
			const props = (to: Recipient) => ({ ...toBusiness(to), ...notice, office: config.PAYER_NAME });
			return mailEach(owners, { key, name: "recovery-notice", props, now });
		}
		case "kept":
		case "lowered":
		case "dropped": {
			// What came back already is not asked for again, and parts have days of their own.
			const { next } = recovery.standing;
			const payBy = next ? { dueOn: next.dueOn, nextDong: String(next.amountDong) } : { dueOn: String(dueOn) };
			const terms = what === "dropped" ? {} : { amountDong, ...payBy };
			const decided = { outcome: what, reason: String(reasons), ...terms };
			const props = (to: Recipient) => ({ ...toBusiness(to), ...decided });
			return mailEach(owners, { key, name: "recovery-decided", props, now });
		}
		case "received":
		case "settled": {
			const received = {
				receivedDong: amountDong,
				receivedOn: String(receivedOn),
				leftDong: String(leftDong),
				...(leftDong === 0n ? {} : nextOf(recovery)),
			};
			const props = (to: Recipient) => ({ ...toBusiness(to), ...received });
			return mailEach(owners, { key, name: "recovery-received", props, now });
		}
		case "receipt-corrected": {
			const corrected = {
				amountDong,
				reason: String(said),
				leftDong: String(recovery.standing.leftDong),
				...nextOf(recovery),
			};
			const props = (to: Recipient) => ({ ...toBusiness(to), ...corrected });
			return mailEach(owners, { key, name: "recovery-receipt-corrected", props, now });
		}
		case "agreed":
		case "contested":
		case "planned": {
			const answered = {
				answer: what,
				amountDong,
				...(what === "contested" ? { words: String(contest) } : {}),
				...(what === "planned" ? { parts: Number(instalments) } : {}),
			};
			const props = (to: Recipient) => ({ ...toDesk(to), ...answered });
			return mailEach(await peopleWithRole(db, "finance_officer"), { key, name: "recovery-answered", props, now });
		}
		default:
			return;
	}
};

/** Every morning: what a business has to answer or to pay soon, or should have paid. Each step is told once. */
export const remindOfRecoveries: JobHandler<"recovery.remind"> = async (_payload, now) => {
	const today = plainDateAt(now);
	const rows = await unsafeRecoveries(db).where("recovery.state", "in", ["notified", "due"]).execute();
	for (const recovery of await withStanding(db, rows, now)) {
		const reminder = reminderOf(recovery, recovery.standing, today);
		if (!reminder) continue;
		const { kind, day, amountDong, step } = reminder;
		const { owners, toBusiness } = await readRecoveryMail(recovery);
		await mailEach(await whoWants(db, "reminders", owners), {
			key: `recovery.remind:${recovery.reference}:${day}:${step}`,
			name: "recovery-reminder",
			props: (to) => ({ ...toBusiness(to), kind, day, amountDong: String(amountDong) }),
			now,
		});
	}
};
