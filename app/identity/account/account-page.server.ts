import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Session } from "../session.server.ts";
import { mailKindsOf, weakSpotOf } from "./account.rules.ts";
import type { AccountView, MailsView } from "./account-view.ts";
import { findWaitingAddress } from "./address/address-change.server.ts";
import { countBackupCodes } from "./factor/count-backup-codes.server.ts";
import { ownSessions } from "./own-sessions.server.ts";
import { countHistory } from "./sign-in-history.server.ts";
import { wantedMails } from "./wanted-mails.server.ts";

/** When the address in use was confirmed; null for one of before the log told of it. */
async function confirmedAt(db: Kysely<Tables>, personId: string): Promise<Date | null> {
	const entry = await db
		.selectFrom("auditEntry")
		.select("at")
		.where("subjectKind", "=", "person")
		.where("subjectId", "=", personId)
		.where("action", "in", ["identity.address-confirmed", "identity.address-changed"])
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return entry?.at ?? null;
}

/** The language of a person's mails, and which of those that come to them they want. */
export async function mailsView(
	db: Kysely<Tables>,
	actor: Pick<Actor, "personId" | "roles">,
	inBusiness: boolean,
): Promise<MailsView> {
	const { locale } = await db
		.selectFrom("person")
		.select("locale")
		.where("id", "=", actor.personId)
		.executeTakeFirstOrThrow();
	return {
		locale: locale as Locale,
		kinds: mailKindsOf(actor, inBusiness),
		wanted: await wantedMails(db, actor.personId),
	};
}

/**
 * The page of a person's own account.
 *
 * @param inBusiness whether they belong to a business, which this room knows nothing of.
 */
export async function accountPage(
	db: Kysely<Tables>,
	session: Session,
	inBusiness: boolean,
	now: Date,
): Promise<AccountView> {
	const { personId, name, email, roles } = session.actor;
	const [waiting, credential, backupCodes, sessions] = await Promise.all([
		findWaitingAddress(db, personId),
		db.selectFrom("credential").select("updatedAt").where("userId", "=", personId).executeTakeFirst(),
		countBackupCodes(db, personId),
		ownSessions(db, personId, now),
	]);
	const staff = roles.length > 0;
	const factorShown = await db
		.selectFrom("personSession")
		.select(({ fn }) => fn.max("secondFactorAt").as("at"))
		.where("userId", "=", personId)
		.executeTakeFirst();
	return {
		name,
		email,
		emailConfirmedAt: await confirmedAt(db, personId),
		waiting: waiting && { ...waiting, over: waiting.expiresAt <= now },
		passwordSetAt: credential?.updatedAt ?? null,
		secondFactor: backupCodes === null ? null : { backupCodes, lastUsedAt: factorShown?.at ?? null },
		roles: roles.map(({ role }) => role),
		sessions: sessions
			.map((each) => ({ ...each, here: each.id === session.id }))
			.sort((one, other) => Number(other.here) - Number(one.here)),
		mails: await mailsView(db, session.actor, inBusiness),
		historyCount: await countHistory(db, personId),
		weakSpot: weakSpotOf({ staff, backupCodes, addressWaits: waiting !== null }),
	};
}
