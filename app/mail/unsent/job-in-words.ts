import { m } from "#messages/messages.js";

/** By the first word of a job's name, which is the room that it is about. */
const about = new Map([
	["identity", m.mail_job_identity],
	["application", m.mail_job_application],
	["message", m.mail_job_application],
	["agreement", m.mail_job_agreement],
	["claim", m.mail_job_claim],
	["claims", m.mail_job_claim],
	["disbursement", m.mail_job_payment],
	["own-share", m.mail_job_stripe],
	["stripe", m.mail_job_stripe],
	["recovery", m.mail_job_recovery],
	["certificate", m.mail_job_certificate],
	["year", m.mail_job_year],
	["books", m.mail_job_nightly],
	["work", m.mail_job_nightly],
	["secrets", m.mail_job_nightly],
]);

/** What a job does, in the words of whoever waits for it. */
export function jobInWords(name: string): string {
	return (about.get(name.split(".")[0] ?? "") ?? m.mail_job_other)();
}
