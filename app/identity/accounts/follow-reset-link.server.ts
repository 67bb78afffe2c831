import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockPerson } from "../affected.server.ts";
import { countTry } from "../limits.server.ts";
import { isPassword } from "../passwords/hash-queue.server.ts";
import { actorOf, personsToSignIn } from "../person-to-sign-in.server.ts";
import { auditPeople, tellPeople } from "../proposals/proposals.server.ts";
import { insertSession, sessionHeaders } from "../sessions/start-session.server.ts";
import { checked } from "../sign-in.server.ts";

/** The reset that a link belongs to, as long as it is good. */
function resetOf(token: string, at: Date) {
	return db
		.selectFrom("personProposal")
		.select(["id", "personId"])
		.where("linkHash", "=", tokenHash(token))
		.where("kind", "=", "reset-factor")
		.where("state", "=", "confirmed")
		.where("doneAt", "is", null)
		.where("linkUntil", ">", at);
}

/**
 * Whom two administrators gave a link shows the password too: the lost second factor goes, and a session begins in which a
 * new one is set up. The link is good once.
 *
 * @returns the cookies to set.
 * @throws Refusal for a link that is no good any more, a wrong password, or too many tries.
 */
export async function followResetLink(
	request: Request,
	{ token, password }: { token: string; password: string },
): Promise<Headers> {
	const at = now();
	const reset = await resetOf(token, at).executeTakeFirst();
	if (!reset) throw new Refusal("people_refusal_reset_link");
	const person = await personsToSignIn(db).where("person.id", "=", reset.personId).executeTakeFirst();
	if (!person || person.suspendedAt) throw new Refusal("people_refusal_reset_link");
	const counted = await countTry(request, "password", person.email, person);
	if (!(await checked(counted, () => isPassword(person.email, person.password, password)))) {
		await counted.wrong();
		throw new Refusal("identity_refusal_password_again", {}, { field: "password" });
	}
	const sessionId = await inTransaction(db, async (trx) => {
		const locked = await lockPerson(trx, person.id);
		const still = await personsToSignIn(trx).where("person.id", "=", person.id).executeTakeFirst();
		const done = await trx
			.updateTable("personProposal")
			.set({ doneAt: at })
			.where("id", "=", reset.id)
			.where("state", "=", "confirmed")
			.where("doneAt", "is", null)
			.executeTakeFirst();
		if (done.numUpdatedRows === 0n || locked.suspendedAt || still?.password !== person.password) {
			throw new Refusal("people_refusal_reset_link");
		}
		await trx.deleteFrom("secondFactor").where("userId", "=", person.id).execute();
		await trx.updateTable("person").set({ twoFactorEnabled: false }).where("id", "=", person.id).execute();
		const newcomer = { personId: person.id, name: person.name, email: person.email, twoFactorEnabled: false };
		const session = await insertSession(trx, request, { person: newcomer, amr: ["pwd"] }, at);
		const who = { actor: actorOf(person), now: at };
		await tellPeople(trx, who, { what: "reset-factor:done", id: reset.id });
		await auditPeople(trx, who, person, { action: "identity.reset-factor-done" });
		return session;
	});
	await counted.right();
	return sessionHeaders(request, sessionId);
}
