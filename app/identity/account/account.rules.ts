import type { Role } from "#app/house/access.ts";

/** How many backup codes a person is given at once. */
export const BACKUP_CODES = 10;

/** With so few left the account is one lost telephone from being out for good. */
const FEW_BACKUP_CODES = 3;

export type WeakSpot = "no-second-factor" | "few-backup-codes" | "address-waits";

/**
 * The one thing of an account that is to be mended first, or null when all is well. A business need not have a second
 * factor; staff open nothing without.
 */
export function weakSpotOf(account: {
	staff: boolean;
	/** Backup codes left; null without a second factor. */
	backupCodes: number | null;
	addressWaits: boolean;
}): WeakSpot | null {
	if (account.staff && account.backupCodes === null) return "no-second-factor";
	if (account.backupCodes !== null && account.backupCodes <= FEW_BACKUP_CODES) return "few-backup-codes";
	return account.addressWaits ? "address-waits" : null;
}

/** Mails that a person may do without. Official notices are none of them: the day they come has an effect in law. */
export const mailKinds = ["reminders", "messages"] as const;
export type MailKind = (typeof mailKinds)[number];

/** The mails that come to such a person at all; a choice about others would be one about nothing. */
export function mailKindsOf(person: { roles: readonly { role: Role }[] }, inBusiness: boolean): MailKind[] {
	const reviews = person.roles.some(({ role }) => role === "reviewer");
	return mailKinds.filter((kind) => inBusiness || (kind === "messages" && reviews));
}
