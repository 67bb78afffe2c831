import { db } from "#app/house/database.server.ts";
import type { JobHandlers } from "#app/house/jobs.ts";
import { sendMail } from "#app/mail/send-mail.server.ts";
import { mailAboutIdentity } from "./identity-mail.server.ts";

const later = async () => undefined;

/** One line a job; what takes more than a line has a file of its own beside this one. */
export const handlers: JobHandlers = {
	"mail.send": ({ mailId }, now) => sendMail(db, mailId, now),
	"identity.mail": mailAboutIdentity,
	"application.submitted": later,
	"application.changes-requested": later,
	"application.recommended": later,
	"application.approved": later,
	"application.rejected": later,
	"application.withdrawn": later,
	"application.completed": later,
	"agreement.accepted": later,
	"agreement.lapse": later,
	"agreement.remind": later,
	"claim.submitted": later,
	"claim.answered": later,
	"disbursement.changed": later,
	"certificate.issue": later,
};
