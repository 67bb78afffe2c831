import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { countTryInside } from "./limits.server.ts";
import { isPassword } from "./passwords/hash-queue.server.ts";
import { personsToSignIn } from "./person-to-sign-in.server.ts";
import { showFactor, tellOfBackupCode } from "./second-factor/show-factor.server.ts";
import type { Session } from "./session.server.ts";
import { checked } from "./sign-in.server.ts";

/**
 * A signed-in person shows their password once more, for what asks for it (`requireRecent`).
 *
 * @throws Refusal for a wrong password, or for too many tries in this session.
 */
export async function confirmByPassword(session: Session, password: string): Promise<void> {
	const { personId, name, email } = session.actor;
	const person = await personsToSignIn(db).where("person.id", "=", personId).executeTakeFirst();
	const counted = await countTryInside("password", session.id, { id: personId, name });
	if (!(await checked(counted, () => isPassword(email, person?.password ?? null, password)))) {
		await counted.wrong();
		throw new Refusal("identity_refusal_password_again", {}, { field: "password" });
	}
	await db.updateTable("personSession").set({ authTime: now() }).where("id", "=", session.id).execute();
	await counted.right();
}

/**
 * The same by a code of the app, or a backup code, for who has a second factor.
 *
 * @returns how many backup codes are left, where one was used.
 * @throws Refusal for a wrong code, or for too many tries in this session.
 */
export async function confirmByCode(session: Session, code: string): Promise<number | null> {
	const { personId, name } = session.actor;
	const counted = await countTryInside("code", session.id, { id: personId, name });
	const shown = await inTransaction(db, async (trx) => {
		const factor = await showFactor(trx, personId, code, now());
		if (!factor) return null;
		const at = { authTime: now(), secondFactorAt: now() };
		await trx.updateTable("personSession").set(at).where("id", "=", session.id).execute();
		if (factor.amr === "backup") await tellOfBackupCode(trx, session.actor, factor.left, now());
		return factor;
	});
	if (!shown) {
		await counted.wrong();
		throw new Refusal("identity_refusal_wrong_code", {}, { field: "code" });
	}
	await counted.right();
	return shown.amr === "backup" ? shown.left : null;
}
