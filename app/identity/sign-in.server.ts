import { appendAudit } from "#app/audit/append.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";

import { Refusal } from "#app/house/refusal.ts";

import { inTransaction } from "#db/transaction.server.ts";
import { auth } from "./auth.server.ts";
import { askForMailIn } from "./identity-mail.server.ts";
import { countMail, countTry, type Try } from "./limits.server.ts";
import { makeLink } from "./mail-link.server.ts";
import { isPassword } from "./passwords/hash-queue.server.ts";
import { type PersonToSignIn, personsToSignIn } from "./person-to-sign-in.server.ts";
import { showFactor, tellOfBackupCode } from "./second-factor/show-factor.server.ts";
import { findSession } from "./session.server.ts";
import { insertSession, sessionHeaders, startSession } from "./sessions/start-session.server.ts";

/*
 * Each step answers with the cookies that the action passes on: so every step is a plain form post and works without
 * scripts.
 */

/** Runs a costly check of a counted try; where it could not be made, nothing was tried. */
export async function checked<Result>(counted: Pick<Try, "takeBack">, check: () => Promise<Result>): Promise<Result> {
	try {
		return await check();
	} catch (error) {
		await counted.takeBack();
		throw error;
	}
}

/** The link once more, to somebody who knows the password; never more often than mails are let through. */
async function sendLinkAgain(request: Request, person: PersonToSignIn): Promise<void> {
	await countMail(request, "confirm", person.email, person);
	await inTransaction(db, async (trx) => {
		const token = await makeLink(trx, "confirm-address", person.id, now());
		await askForMailIn(trx, { kind: "verify-address", personId: person.id, token }, now());
	});
}

/**
 * Signs in with e-mail and password.
 *
 * @returns the cookies to set, and whether a code is still asked for.
 * @throws Refusal for a wrong password, an unconfirmed address, a suspended account, or too many tries; none tells
 * whether there is such an account, but to who knows its password.
 */
export async function signIn(
	request: Request,
	input: { email: string; password: string },
): Promise<{ headers: Headers; needsCode: boolean }> {
	const email = input.email.toLowerCase();
	const person = await personsToSignIn(db).where("email", "=", email).executeTakeFirst();
	const counted = await countTry(request, "password", email, person);
	if (!(await checked(counted, () => isPassword(email, person?.password ?? null, input.password))) || !person) {
		await counted.wrong();
		throw new Refusal("identity_refusal_wrong_password");
	}
	if (person.suspendedAt) throw new Refusal("identity_refusal_suspended");
	if (!person.emailVerified) {
		await sendLinkAgain(request, person);
		throw new Refusal("identity_refusal_unverified");
	}
	const started = await inTransaction(db, async (trx) => {
		const still = await personsToSignIn(trx).where("person.id", "=", person.id).forShare().executeTakeFirst();
		// A new password, or the end of the account, may have come between.
		if (still?.password !== person.password || still?.suspendedAt) throw new Refusal("identity_refusal_wrong_password");
		const start = { person: { ...still, personId: still.id }, amr: ["pwd"] as const };
		if (still.twoFactorEnabled)
			return { sessionId: await insertSession(trx, request, start, now()), browserCookie: null };
		return startSession(trx, request, start, now());
	});
	if (!started.browserCookie) {
		await counted.half();
		return { headers: await sessionHeaders(request, started.sessionId), needsCode: true };
	}
	await counted.right();
	return { headers: await sessionHeaders(request, started.sessionId, started.browserCookie), needsCode: false };
}

/**
 * The second step: the code of the authenticator app, or a backup code, for the half session that the request carries.
 *
 * @returns the cookies to set, and how many backup codes are left where one was used.
 * @throws Refusal for a wrong code, where it took too long, or for too many tries.
 */
export async function signInWithCode(
	request: Request,
	code: string,
): Promise<{ headers: Headers; backupCodesLeft: number | null }> {
	const half = await findSession(request);
	if (!half?.half) throw new Refusal("identity_refusal_second_factor_expired");
	const { personId, name, email } = half.actor;
	const counted = await countTry(request, "code", email, { id: personId, name });
	const started = await inTransaction(db, async (trx) => {
		// Two posts of the same form: the second finds the half session gone.
		const own = trx.selectFrom("personSession").select("id").where("id", "=", half.id).forUpdate();
		if (!(await own.executeTakeFirst())) throw new Refusal("identity_refusal_second_factor_expired");
		const shown = await showFactor(trx, personId, code, now());
		if (!shown) return null;
		await trx.deleteFrom("personSession").where("id", "=", half.id).execute();
		const person = { personId, name, email, twoFactorEnabled: true };
		if (shown.amr === "backup") await tellOfBackupCode(trx, half.actor, shown.left, now());
		const left = shown.amr === "backup" ? shown.left : null;
		return { left, ...(await startSession(trx, request, { person, amr: ["pwd", shown.amr] }, now())) };
	});
	if (!started) {
		await counted.wrong();
		throw new Refusal("identity_refusal_wrong_code", {}, { field: "code" });
	}
	await counted.right();
	const headers = await sessionHeaders(request, started.sessionId, started.browserCookie);
	return { headers, backupCodesLeft: started.left };
}

/** Ends the session that the request carries. */
export async function signOut(request: Request): Promise<Headers> {
	const session = await findSession(request);
	if (session) {
		await inTransaction(db, async (trx) => {
			const ended = await trx.deleteFrom("personSession").where("id", "=", session.id).executeTakeFirst();
			if (session.half || ended.numDeletedRows === 0n) return;
			const { personId, name } = session.actor;
			const subject = { kind: "person", id: personId, label: name };
			await appendAudit(trx, { actor: session.actor, now: now() }, { action: "identity.signed-out", subject });
		});
	}
	const response = await auth().api.forgetCookie({ headers: request.headers, asResponse: true });
	const headers = new Headers();
	for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
	return headers;
}
