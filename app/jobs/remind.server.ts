import { isDeepStrictEqual } from "node:util";
import { unsafeFindParty } from "#app/agreement/provider/parties.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { whoWants } from "#app/identity/account/wanted-mails.server.ts";
import { leaveUnsent, type UnsentReminder, unsentReminder, writeAnew } from "#app/mail/reminder.server.ts";
import { sendMail } from "#app/mail/send-mail.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { isProviderAwaited, turnsToMail } from "#app/turn/mailed-turn.server.ts";
import type { Sought } from "#app/turn/turn.rules.ts";
import type { TurnKind } from "#app/turn/turns.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { MailProps } from "#emails/render.ts";
import type { MailCase } from "./case-mail.server.ts";

/** Reminds those of a business whose turn it is, and nobody else; each step is told once, by what `step` makes of the turn. */
export async function remindEach(
	{ application, owners, facts, turnFor }: MailCase,
	{ step, ...sought }: Sought & { step: (turn: ShownTurn) => string },
	now: Date,
): Promise<void> {
	for (const to of await whoWants(db, "reminders", owners)) {
		const found = await turnFor(to, { as: "business", ...sought });
		if (!found || !("turn" in found.mailed)) continue;
		const { mailed, shown } = found;
		const { kind, otherWay } = shown;
		const { personId, email, locale } = to;
		await inTransaction(db, (trx) =>
			writeMail(trx, {
				key: `${step(shown)}:${personId}`,
				to: email,
				locale,
				name: "turn-reminder",
				props: {
					...facts(to, mailed.href),
					turn: mailed.turn,
					...(otherWay?.to === "extend" ? { extensionDays: otherWay.days } : {}),
					mayBePaid: kind === "pay-back",
				},
				remindsOf: { applicationId: application.id, kind, subject: shown.subject ?? "", personId },
				now,
			}),
		);
	}
}

/** Sends a mail. A reminder goes only as long as it is its reader's turn, and in the words of the day on which it goes. */
export const sendIfDue: JobHandler<"mail.send"> = async ({ mailId }, now) => {
	const reminder = await unsentReminder(db, mailId);
	if (reminder && !(await isStillDue(mailId, reminder, now))) return leaveUnsent(db, mailId, now);
	await sendMail(db, mailId, now);
};

async function isStillDue(mailId: string, reminder: UnsentReminder, now: Date): Promise<boolean> {
	const { remindsOf, locale, props } = reminder;
	const { applicationId, kind, subject } = remindsOf;
	if ("partyId" in remindsOf) {
		const party = await unsafeFindParty(db, remindsOf.partyId);
		return party?.answer === null && (await isProviderAwaited(db, applicationId, now));
	}
	const { personId } = remindsOf;
	const sought = { as: "business", kinds: [kind as TurnKind], subject } as const;
	const found = await turnsToMail(db, applicationId, now)({ personId, locale }, sought);
	if (!found || !("turn" in found.mailed)) return false;
	const { turn } = found.mailed;
	if (isDeepStrictEqual(turn, props.turn)) return true;
	const words = { ...(props as MailProps<"turn-reminder">), turn };
	await writeAnew(db, mailId, { name: "turn-reminder", props: words, locale });
	return true;
}
