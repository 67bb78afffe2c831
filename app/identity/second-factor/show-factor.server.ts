import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { askForNotice } from "../notice-mail.server.ts";
import { openFactor, sealFactor } from "../sealed-factors.server.ts";
import { withoutCode } from "./backup-codes.server.ts";
import { stepOf } from "./totp.server.ts";

/** What was shown, in the words of the session (`amr`); `left` says how many backup codes are still good. */
export type ShownFactor = { amr: "otp" } | { amr: "backup"; left: number };

/**
 * Takes a code of the person's app, or one of their backup codes. Each is good once: the row is locked, so of two
 * who show the same code at the same time one is refused.
 *
 * @param code as it was typed.
 * @param wanted whether the factor counts already, or is being set up and must still prove itself (`unproved`).
 * @returns null where it is neither, or was used before.
 */
export async function showFactor(
	trx: Transaction<Tables>,
	personId: string,
	code: string,
	now: Date,
	wanted: "proved" | "unproved" = "proved",
): Promise<ShownFactor | null> {
	const factor = await trx
		.selectFrom("secondFactor")
		.selectAll()
		.where("userId", "=", personId)
		.where("verified", "=", wanted === "proved")
		.forUpdate()
		.executeTakeFirst();
	if (!factor) return null;
	const step = stepOf(await openFactor(factor.secret), code.replace(/\s/g, ""), factor.lastStep, now);
	if (step !== null) {
		await trx.updateTable("secondFactor").set({ lastStep: step }).where("id", "=", factor.id).execute();
		return { amr: "otp" };
	}
	if (wanted === "unproved") return null;
	const left = withoutCode(JSON.parse(await openFactor(factor.backupCodes)), code);
	if (!left) return null;
	const backupCodes = await sealFactor(JSON.stringify(left));
	await trx.updateTable("secondFactor").set({ backupCodes }).where("id", "=", factor.id).execute();
	return { amr: "backup", left: left.length };
}

/** A backup code was used: the person is told by mail, with how many are left. Call it last, as it writes to the log. */
export async function tellOfBackupCode(
	trx: Transaction<Tables>,
	{ personId, ...actor }: Actor,
	left: number,
	now: Date,
): Promise<void> {
	await askForNotice(trx, { kind: "backup-code-used", personId, left }, now);
	const who = { actor: { ...actor, personId, secondFactor: true }, now };
	const subject = { kind: "person", id: personId, label: actor.name };
	await appendAudit(trx, who, { action: "identity.backup-code-used", subject, facts: { left } });
}
