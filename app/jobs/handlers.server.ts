import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { systemContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandlers } from "#app/house/jobs.ts";
import { sendMail } from "#app/mail/send-mail.server.ts";
import { remindToAccept, tellAccepted } from "./agreement-mails.server.ts";
import { offerAndTell, tellMissing, tellRejected } from "./decision-mails.server.ts";
import { mailAboutIdentity } from "./identity-mail.server.ts";

const later = async () => undefined;

/** One line a job; what takes more than a line has a file of its own beside this one. */
export const handlers: JobHandlers = {
	"mail.send": ({ mailId }, now) => sendMail(db, mailId, now),
	"identity.mail": mailAboutIdentity,
	"application.submitted": later,
	"application.changes-requested": tellMissing,
	"application.recommended": later,
	"application.approved": offerAndTell,
	"application.rejected": tellRejected,
	"application.withdrawn": later,
	"application.completed": later,
	"agreement.accepted": tellAccepted,
	"agreement.lapse": async (payload, now) => void (await lapseAgreement(systemContext("jobs", now), payload)),
	"agreement.remind": remindToAccept,
	"claim.submitted": later,
	"claim.answered": later,
	"disbursement.changed": later,
	"certificate.issue": later,
};
