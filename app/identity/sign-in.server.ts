import { appendAudit } from "#app/audit/append.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { forgiveRate, limitRate } from "#app/house/rate-limit.server.ts";
import { Refusal, type RefusalCode } from "#app/house/refusal.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { auth } from "./auth.server.ts";

/*
 * better-auth is called with `asResponse`, and its Set-Cookie headers are passed on by the action: so every step is a
 * plain form post and works without scripts.
 */

type Answer = { headers: Headers; body: Record<string, unknown> };

function cookiesOf(response: Response): Headers {
	const headers = new Headers();
	for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
	return headers;
}

const refusals: Record<string, RefusalCode> = {
	INVALID_EMAIL_OR_PASSWORD: "identity_refusal_wrong_password",
	INVALID_PASSWORD: "identity_refusal_wrong_password",
	EMAIL_NOT_VERIFIED: "identity_refusal_unverified",
	INVALID_CODE: "identity_refusal_wrong_code",
	INVALID_TWO_FACTOR_COOKIE: "identity_refusal_second_factor_expired",
	INVALID_TOKEN: "identity_refusal_reset_link",
	PASSWORD_TOO_SHORT: "identity_refusal_wrong_password",
	TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "identity_refusal_second_factor_expired",
	ACCOUNT_TEMPORARILY_LOCKED: "identity_refusal_second_factor_expired",
};

async function answerOf(response: Response, field?: string): Promise<Answer> {
	const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
	if (response.ok) return { headers: cookiesOf(response), body };
	const code = ownValue(refusals, String(body.code));
	if (!code) throw new Error(`better-auth answered ${response.status} ${String(body.code)}`);
	throw new Refusal(code, {}, field ? { field } : {});
}

async function recordSignIn(email: string, how: string): Promise<void> {
	const person = await db.selectFrom("person").select(["id", "name"]).where("email", "=", email).executeTakeFirst();
	if (!person) return;
	const actor = { personId: person.id, name: person.name, email, roles: [], secondFactor: false };
	await inTransaction(db, (trx) =>
		appendAudit(
			trx,
			{ actor, now: now() },
			{ action: "identity.signed-in", subject: { kind: "person", id: person.id, label: person.name }, facts: { how } },
		),
	);
}

/** Creates an account and sends its confirmation by mail; a known address gets a mail instead, and the page says the same. */
export async function signUp(
	request: Request,
	input: { name: string; email: string; password: string },
): Promise<Headers> {
	await limitRate("mail", input.email);
	const response = await auth().api.signUpEmail({
		body: { ...input, locale: currentLocale() },
		headers: request.headers,
		asResponse: true,
	});
	return (await answerOf(response)).headers;
}

/**
 * Signs in with e-mail and password.
 *
 * @returns the cookies to set, and whether a code is still asked for.
 * @throws Refusal for a wrong password, an unconfirmed address, or too many tries.
 */
export async function signIn(
	request: Request,
	input: { email: string; password: string },
): Promise<{ headers: Headers; needsCode: boolean }> {
	await limitRate("sign-in", input.email);
	const response = await auth().api.signInEmail({ body: input, headers: request.headers, asResponse: true });
	const { headers, body } = await answerOf(response);
	const needsCode = body.twoFactorRedirect === true;
	if (!needsCode) {
		await forgiveRate("sign-in", input.email);
		await recordSignIn(input.email, "password");
	}
	return { headers, needsCode };
}

/** The second step: the code of the authenticator app, for the sign-in whose cookie the request carries. */
export async function signInWithCode(request: Request, code: string): Promise<Headers> {
	const response = await auth().api.verifyTOTP({ body: { code }, headers: request.headers, asResponse: true });
	const { headers, body } = await answerOf(response, "code");
	const user = body.user as { email?: string } | undefined;
	if (user?.email) {
		await forgiveRate("sign-in", user.email);
		await recordSignIn(user.email, "password and code");
	}
	return headers;
}

export async function signOut(request: Request): Promise<Headers> {
	const response = await auth().api.signOut({ headers: request.headers, asResponse: true });
	return cookiesOf(response);
}

/** Follows the link of a confirmation mail: confirms the address and signs in. Null when the link is no good. */
export async function confirmAddress(request: Request, token: string): Promise<Headers | null> {
	const response = await auth().api.verifyEmail({ query: { token }, headers: request.headers, asResponse: true });
	return response.ok ? cookiesOf(response) : null;
}

/** Sends the link for a new password, if there is such an account; says nothing about whether there is. */
export async function askPasswordReset(request: Request, email: string): Promise<void> {
	await limitRate("mail", email);
	await auth().api.requestPasswordReset({ body: { email }, headers: request.headers, asResponse: true });
}

/** @throws Refusal when the link's token is unknown or too old. */
export async function resetPassword(request: Request, input: { token: string; password: string }): Promise<void> {
	const response = await auth().api.resetPassword({
		body: { token: input.token, newPassword: input.password },
		headers: request.headers,
		asResponse: true,
	});
	await answerOf(response);
}

/** Starts setting up the second factor: the address for the QR picture and the backup codes, to be shown once. */
export async function startSecondFactor(
	request: Request,
	password: string,
): Promise<{ totpUri: string; backupCodes: string[] }> {
	const response = await auth().api.enableTwoFactor({ body: { password }, headers: request.headers, asResponse: true });
	const { body } = await answerOf(response, "password");
	return { totpUri: String(body.totpURI), backupCodes: body.backupCodes as string[] };
}

/** Turns the second factor on, once the app shows a right code. */
export async function confirmSecondFactor(request: Request, code: string): Promise<Headers> {
	const response = await auth().api.verifyTOTP({ body: { code }, headers: request.headers, asResponse: true });
	return (await answerOf(response, "code")).headers;
}
