import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForMailIn } from "./identity-mail.server.ts";
import { countMail, countTry } from "./limits.server.ts";
import { findLink, makeLink, useLink, voidLinks } from "./mail-link.server.ts";
import { hashPassword, isPassword } from "./passwords/hash-queue.server.ts";
import { isWeakPassword } from "./passwords/weak-password.server.ts";
import { actorOf, personsToSignIn } from "./person-to-sign-in.server.ts";
import { findActor } from "./session.server.ts";
import { sessionHeaders, startSession } from "./sessions/start-session.server.ts";
import { checked } from "./sign-in.server.ts";
import { type Carry, nothingCarried, readCarry, withCarry } from "./sign-up-carry.server.ts";

type SignUp = { name: string; email: string; password: string };

/** @throws Refusal beside the field where a new password is one of the first that are tried. */
export function assertStrong(password: string, about: readonly string[]): void {
	if (isWeakPassword(password, about)) throw new Refusal("identity_refusal_weak_password", {}, { field: "password" });
}

/** The account under this address; made if there is none yet, taken over from an earlier sign-up that nobody confirmed. */
async function openAccount(
	trx: Transaction<Tables>,
	input: SignUp,
	hash: string,
): Promise<{ id: string; isNew: boolean }> {
	const { name, email } = input;
	const account = { name, locale: currentLocale(), updatedAt: now() };
	const made = await trx
		.insertInto("person")
		.values({ id: randomUUID(), email, createdAt: now(), ...account })
		.onConflict((conflict) => conflict.constraint("person_email_once").doNothing())
		.returning("id")
		.executeTakeFirst();
	if (made) {
		await trx
			.insertInto("credential")
			.values({ id: randomUUID(), accountId: made.id, providerId: "credential", userId: made.id, password: hash })
			.execute();
		return { id: made.id, isNew: true };
	}
	const { id, emailVerified } = await trx
		.selectFrom("person")
		.select(["id", "emailVerified"])
		.where("email", "=", email)
		.forUpdate()
		.executeTakeFirstOrThrow();
	if (emailVerified) return { id, isNew: false };
	await trx.updateTable("person").set(account).where("id", "=", id).execute();
	await trx.updateTable("credential").set({ password: hash, updatedAt: now() }).where("userId", "=", id).execute();
	return { id, isNew: true };
}

/**
 * Creates an account and sends its confirmation by mail. Who signed up before with this address and did not confirm it is
 * replaced, name and password, and their link is void: it may have been a stranger. A confirmed account gets a mail that
 * says so. The page says the same each time.
 *
 * @param carry what the visitor had begun: it comes along with the link.
 * @throws Refusal for a weak password, or for too many mails.
 */
export async function signUp(request: Request, given: SignUp, carry: Carry = nothingCarried): Promise<void> {
	const input = { ...given, email: given.email.toLowerCase() };
	assertStrong(input.password, [input.name, input.email]);
	await countMail(request, "sign-up", input.email, undefined);
	const hash = await hashPassword(input.email, input.password);
	await inTransaction(db, async (trx) => {
		const { id, isNew } = await openAccount(trx, input, hash);
		if (isNew) {
			const token = await makeLink(trx, "confirm-address", id, now());
			await askForMailIn(trx, { kind: "verify-address", personId: id, token: withCarry(token, carry) }, now());
		} else {
			await askForMailIn(trx, { kind: "already-registered", personId: id }, now());
		}
	});
}

/**
 * Sends the confirmation of a sign-up once more, with a new link; the one before is void. The page says the same whether
 * or not anybody signed up with this address.
 *
 * @throws Refusal for too many mails.
 */
export async function resendConfirmation(request: Request, givenEmail: string, carry: Carry): Promise<void> {
	const email = givenEmail.toLowerCase();
	await countMail(request, "sign-up", email, undefined);
	await inTransaction(db, async (trx) => {
		const person = await trx
			.selectFrom("person")
			.select("id")
			.where("email", "=", email)
			.where("emailVerified", "=", false)
			.forUpdate()
			.executeTakeFirst();
		if (!person) return;
		const token = await makeLink(trx, "confirm-address", person.id, now());
		await askForMailIn(trx, { kind: "verify-address", personId: person.id, token: withCarry(token, carry) }, now());
	});
}

/** For the page of a confirmation link: the address that it confirms, or null where the link is no good any more. */
export async function addressToConfirm(given: string): Promise<string | null> {
	const link = await findLink(db, "confirm-address", readCarry(given).token, now());
	if (!link) return null;
	const person = await personsToSignIn(db).where("person.id", "=", link.personId).executeTakeFirst();
	return person && !person.emailVerified ? person.email : null;
}

/**
 * Confirms the address of an account by the newest link and the password of the newest sign-up, and signs in. Who reads
 * the mail but did not sign up cannot know that password, so nobody confirms a stranger's; and nobody is signed in as a
 * stranger by following a link.
 *
 * @param bringAlong what is done with what the visitor had begun, now that they have shown that it is theirs
 * @throws Refusal where somebody is signed in, the link is no good, the password is another, or after too many tries.
 */
export async function confirmAddress(
	request: Request,
	{ token: given, password }: { token: string; password: string },
	bringAlong: (actor: Actor, carry: Carry, headers: Headers) => Promise<void> = async () => undefined,
): Promise<Headers> {
	const { token, carry } = readCarry(given);
	const signedIn = await findActor(request);
	if (signedIn) throw new Refusal("identity_refusal_signed_in", { name: signedIn.name });
	const link = await findLink(db, "confirm-address", token, now());
	const person = link && (await personsToSignIn(db).where("person.id", "=", link.personId).executeTakeFirst());
	if (!person) throw new Refusal("identity_refusal_confirm_link");
	const counted = await countTry(request, "password", person.email, person);
	if (!(await checked(counted, () => isPassword(person.email, person.password, password)))) {
		await counted.wrong();
		throw new Refusal("identity_refusal_confirm_password", {}, { field: "password" });
	}
	const started = await inTransaction(db, async (trx) => {
		const still = await personsToSignIn(trx).where("person.id", "=", person.id).forUpdate().executeTakeFirst();
		const used = await useLink(trx, "confirm-address", token, now());
		if (!used || still?.password !== person.password) throw new Refusal("identity_refusal_confirm_link");
		const newcomer = { ...person, personId: person.id };
		await markConfirmed(trx, person);
		return startSession(trx, request, { person: newcomer, amr: ["pwd"] }, now());
	});
	await counted.right();
	const headers = await sessionHeaders(request, started.sessionId, started.browserCookie);
	await bringAlong(actorOf(person), carry, headers);
	return headers;
}

/** Somebody has proved that they read the mail of this address. Links of before are void. */
export async function markConfirmed(
	trx: Transaction<Tables>,
	person: { id: string; name: string; email: string },
): Promise<void> {
	await trx.updateTable("person").set({ emailVerified: true, updatedAt: now() }).where("id", "=", person.id).execute();
	await voidLinks(trx, person.id);
	const subject = { kind: "person", id: person.id, label: person.name };
	await appendAudit(trx, { actor: actorOf(person), now: now() }, { action: "identity.address-confirmed", subject });
}
