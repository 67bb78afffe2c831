import { randomBytes, randomUUID } from "node:crypto";
import QRCode from "qrcode";
import { appendAudit } from "#app/audit/append.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { countTryInside } from "../limits.server.ts";
import { askForNotice } from "../notice-mail.server.ts";
import { isPassword } from "../passwords/hash-queue.server.ts";
import { personsToSignIn } from "../person-to-sign-in.server.ts";
import { sealFactor } from "../sealed-factors.server.ts";
import type { Session } from "../session.server.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";
import { insertSession, sessionHeaders } from "../sessions/start-session.server.ts";
import { checked } from "../sign-in.server.ts";
import { makeBackupCodes } from "./backup-codes.server.ts";
import type { Picture } from "./key-picture.tsx";
import type { SecondFactorKey } from "./second-factor-set-up.tsx";
import { showFactor } from "./show-factor.server.ts";
import { factorAddress } from "./totp.server.ts";

/** The key for an app: as a picture to scan, and as it is typed. */
export function keyPicture(secret: string, email: string): Picture {
	const { uri, typed } = factorAddress(secret, email);
	const { modules } = QRCode.create(uri, { errorCorrectionLevel: "M" });
	const rows = Array.from({ length: modules.size }, (_, y) =>
		Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) ? `M${x} ${y}h1v1h-1z` : "")).join(""),
	);
	return { size: modules.size, path: rows.join(""), secret: typed };
}

/**
 * Starts setting up the second factor: the picture for the app and the backup codes. It counts once a code has proved that
 * the app has it (`confirmSecondFactor`).
 *
 * @throws Refusal for a wrong password, too many tries, or where a second factor is on already.
 */
export async function startSecondFactor(session: Session, password: string): Promise<SecondFactorKey> {
	const { personId, name, email } = session.actor;
	const person = await personsToSignIn(db).where("person.id", "=", personId).executeTakeFirst();
	const counted = await countTryInside("password", session.id, { id: personId, name });
	if (!(await checked(counted, () => isPassword(email, person?.password ?? null, password)))) {
		await counted.wrong();
		throw new Refusal("identity_refusal_password_again", {}, { field: "password" });
	}
	await counted.right();
	const secret = randomBytes(24).toString("base64url");
	const backupCodes = makeBackupCodes();
	const sealed = { secret: await sealFactor(secret), backupCodes: await sealFactor(JSON.stringify(backupCodes)) };
	await inTransaction(db, async (trx) => {
		const set = await trx
			.insertInto("secondFactor")
			.values({ id: randomUUID(), userId: personId, verified: false, ...sealed })
			.onConflict((conflict) =>
				conflict
					.column("userId")
					.doUpdateSet({ ...sealed, lastStep: null })
					.where("secondFactor.verified", "=", false),
			)
			.executeTakeFirst();
		if (set.numInsertedOrUpdatedRows === 0n) throw new Refusal("identity_refusal_second_factor_on");
	});
	return { ...keyPicture(secret, email), backupCodes };
}

/**
 * Turns the second factor on, once the app shows a right code. This session has shown it, and gets another token; all
 * other sessions of the person end, as they have not.
 *
 * @returns the cookies to set.
 * @throws Refusal for a wrong code, too many tries, where setting up was not started, or was done before.
 */
export async function confirmSecondFactor(request: Request, session: Session, code: string): Promise<Headers> {
	const { personId, name, email } = session.actor;
	const counted = await countTryInside("code", session.id, { id: personId, name });
	const started = await inTransaction(db, async (trx) => {
		const factor = await trx
			.selectFrom("secondFactor")
			.select("verified")
			.where("userId", "=", personId)
			.forUpdate()
			.executeTakeFirst();
		if (!factor) throw new Refusal("identity_refusal_second_factor_start");
		if (factor.verified) throw new Refusal("identity_refusal_second_factor_on");
		if (!(await showFactor(trx, personId, code, now(), "unproved"))) return null;
		await trx.updateTable("secondFactor").set({ verified: true }).where("userId", "=", personId).execute();
		await trx.updateTable("person").set({ twoFactorEnabled: true }).where("id", "=", personId).execute();
		await trx.deleteFrom("personSession").where("id", "=", session.id).execute();
		const person = { personId, name, email, twoFactorEnabled: true };
		const sessionId = await insertSession(trx, request, { person, amr: ["pwd", "otp"] }, now());
		await askForNotice(trx, { kind: "second-factor-on", personId }, now());
		const who = { actor: { ...session.actor, secondFactor: true }, now: now() };
		const subject = { kind: "person", id: personId, label: name };
		await appendAudit(trx, who, { action: "identity.second-factor-set", subject });
		await endSessions(trx, who, { personId, exceptSessionId: sessionId, because: "second-factor-set" });
		return { sessionId };
	});
	if (!started) {
		await counted.wrong();
		throw new Refusal("identity_refusal_wrong_code", {}, { field: "code" });
	}
	await counted.right();
	return sessionHeaders(request, started.sessionId);
}
