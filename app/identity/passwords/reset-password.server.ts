import { appendAudit } from "#app/audit/append.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { JobPayload } from "#app/house/jobs.ts";
import { log } from "#app/house/log.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForMailIn } from "../identity-mail.server.ts";
import { countMail, sendResetMail } from "../limits.server.ts";
import { findLink, makeLink, useLink } from "../mail-link.server.ts";
import { actorOf, personsToSignIn } from "../person-to-sign-in.server.ts";
import { rememberBrowser } from "../sessions/known-browser.server.ts";
import { assertStrong, markConfirmed } from "../sign-up.server.ts";
import { hashPassword } from "./hash-queue.server.ts";
import { setPassword } from "./set-password.server.ts";

const MINUTE_MS = 60_000;

/** After that, whoever asked has asked again, or found another way. */
const WAITS_AT_MOST_MS = 120 * MINUTE_MS;

/**
 * Asks for the link to a new password. Whether there is such an account is looked up by the job that answers, so that
 * this takes the same time either way. Nobody's asking closes this to anybody else: for some minutes, all who ask for one
 * address are answered by one mail, and are told the same.
 *
 * @throws Refusal for too many askings from one browser or one network.
 */
export async function askPasswordReset(request: Request, given: string): Promise<void> {
	const email = given.toLowerCase();
	const person = await db.selectFrom("person").select(["id", "name"]).where("email", "=", email).executeTakeFirst();
	const origin = await countMail(request, "reset", email, person);
	const asked = { email, origin, askedAt: now().toISOString() };
	await inTransaction(db, (trx) => enqueue(trx, "identity.reset-asked", asked));
}

/**
 * Answers who asked for a link to a new password, where there is such an account. Where too many of the same carrier, or too
 * many at all, had a mail, this one is sent once it is its turn: an answer to whoever asks would tell who has an account.
 */
export async function answerResetAsked(asked: JobPayload<"identity.reset-asked">, at: Date): Promise<void> {
	const { email, origin, askedAt } = asked;
	const person = await personsToSignIn(db).where("email", "=", email).executeTakeFirst();
	if (!person || person.suspendedAt) return;
	const minutes = await sendResetMail({ address: email, origin }, () => sendResetLink(email, at));
	if (minutes === 0) return;
	const runAt = new Date(at.getTime() + minutes * MINUTE_MS);
	if (runAt.getTime() > new Date(askedAt).getTime() + WAITS_AT_MOST_MS) {
		log.warn(
			{ personId: person.id, carrier: origin?.carrier },
			"a link to a new password was asked for and never sent",
		);
		return;
	}
	const key = `reset:${email}:${origin?.carrier}`;
	await inTransaction(db, (trx) => enqueue(trx, "identity.reset-asked", asked, { runAt, key }));
}

/** Makes the link and asks for its mail, where there is such an account. The link before it is void. */
export async function sendResetLink(email: string, at: Date): Promise<void> {
	await inTransaction(db, async (trx) => {
		const person = await personsToSignIn(trx).where("email", "=", email).executeTakeFirst();
		if (!person || person.suspendedAt) return;
		const token = await makeLink(trx, "reset-password", person.id, at);
		await askForMailIn(trx, { kind: "reset-password", personId: person.id, token }, at);
		const subject = { kind: "person", id: person.id, label: person.name };
		await appendAudit(trx, { actor: { visitor: true }, now: at }, { action: "identity.reset-asked", subject });
	});
}

/**
 * Sets a new password by the newest link of a mail, once. The browser in which it is done becomes known to the account, as
 * its mail was read there; signing in still asks for the second factor. An address that was not confirmed yet is so now.
 *
 * @returns the cookie that makes the browser known.
 * @throws Refusal when the link is unknown, used, too old or not the newest, or the password is weak.
 */
export async function resetPassword(
	request: Request,
	input: { token: string; password: string },
): Promise<{ browserCookie: string }> {
	const link = await findLink(db, "reset-password", input.token, now());
	const person = link && (await personsToSignIn(db).where("person.id", "=", link.personId).executeTakeFirst());
	if (!person || person.suspendedAt) throw new Refusal("identity_refusal_reset_link");
	assertStrong(input.password, [person.name, person.email]);
	const hash = await hashPassword(person.email, input.password);
	return inTransaction(db, async (trx) => {
		if (!(await useLink(trx, "reset-password", input.token, now()))) throw new Refusal("identity_refusal_reset_link");
		const who = { actor: actorOf(person), now: now() };
		if (!person.emailVerified) await markConfirmed(trx, person);
		await setPassword(trx, who, { hash, because: "password-reset" });
		const { cookie } = await rememberBrowser(trx, request, person.id, now());
		return { browserCookie: cookie };
	});
}
