import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { peopleWithRole, type Recipient } from "#app/identity/recipients.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { reminderOf } from "#app/recovery/recovery.rules.ts";
import {
	awaitedRecoveries,
	type RecoverySummary,
	recoveryEvent,
	unsafeRecoveries,
	withStanding,
} from "#app/recovery/recovery-facts.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";
import { remindEach } from "./remind.server.ts";

/** A recovery as its mails tell of it, to a person of the business or to an officer, with what is asked of them. */
async function readRecoveryMail(recovery: RecoverySummary, now: Date) {
	const { owners, asking } = await readMailCase(recovery.applicationId, now);
	const { reference: subject, application } = recovery;
	const common = { recovery: subject, payment: recovery.payment.reference };
	const path = `/applications/${application}/recoveries/${subject}`;
	return {
		owners,
		toBusiness: async (to: Recipient) => ({ ...(await asking(to, { kinds: ofBusiness, subject, path })), ...common }),
		toDesk: async (to: Recipient) => ({
			...(await asking(to, {
				...{ as: "finance_officer", kinds: ["contest"], subject },
				path: `/finance/recoveries/${subject}`,
			})),
			...common,
		}),
	};
}

/** What a notice asks of the business, or what it waits for. */
const ofBusiness = ["notice-answer", "pay-back", "contest"] as const;

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
	const { owners, toBusiness, toDesk } = await readRecoveryMail(recovery, now);
	const key = `recovery.changed:${eventId}`;
	const amountDong = String(facts.amountDong ?? recovery.amountDong);
	const { reason, answerBy, dueOn, reasons, receivedOn, leftDong, contest, instalments, said } = facts;
	switch (what) {
		case "confirmed": {
			const notice = { amountDong, reason: String(reason), answerBy: String(answerBy), dueOn: String(dueOn) };
			const props = async (to: Recipient) => ({ ...(await toBusiness(to)), ...notice, office: config.PAYER_NAME });
			return mailEach(owners, { key, name: "recovery-notice", props, now });
		}
		case "kept":
		case "lowered":
		case "dropped": {
			const terms = what === "dropped" ? {} : { amountDong, dueOn: recovery.standing.next?.dueOn ?? String(dueOn) };
			const decided = { outcome: what, reason: String(reasons), ...terms };
			const props = async (to: Recipient) => ({ ...(await toBusiness(to)), ...decided });
			return mailEach(owners, { key, name: "recovery-decided", props, now });
		}
		case "received":
		case "settled": {
			const received = { receivedDong: amountDong, receivedOn: String(receivedOn), leftDong: String(leftDong) };
			const props = async (to: Recipient) => ({ ...(await toBusiness(to)), ...received });
			return mailEach(owners, { key, name: "recovery-received", props, now });
		}
		case "receipt-corrected": {
			const corrected = { amountDong, reason: String(said), leftDong: String(recovery.standing.leftDong) };
			const props = async (to: Recipient) => ({ ...(await toBusiness(to)), ...corrected });
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
			const props = async (to: Recipient) => ({ ...(await toDesk(to)), ...answered });
			return mailEach(await peopleWithRole(db, "finance_officer"), { key, name: "recovery-answered", props, now });
		}
		default:
			return;
	}
};

/** Every morning: what a business has to answer or to pay soon, or should have paid. Each step is told once. */
export const remindOfRecoveries: JobHandler<"recovery.remind"> = async (_payload, now) => {
	const today = plainDateAt(now);
	const rows = await awaitedRecoveries(db);
	for (const recovery of await withStanding(db, rows, now)) {
		const reminder = reminderOf(recovery, recovery.standing, today);
		if (!reminder) continue;
		const key = `recovery.remind:${recovery.reference}:${reminder.day}:${reminder.step}`;
		const sought = { kinds: ["notice-answer", "pay-back"], subject: recovery.reference, step: () => key } as const;
		await remindEach(await readMailCase(recovery.applicationId, now), sought, now);
	}
};
