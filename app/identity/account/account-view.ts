import type { Role } from "#app/house/access.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { MailKind, WeakSpot } from "./account.rules.ts";

/** A person's own account, as its page shows it. */
export type AccountView = {
	name: string;
	email: string;
	emailConfirmedAt: Date | null;
	/** The address that waits for its confirmation; `over` when its link has run out. */
	waiting: { email: string; mailedAt: Date; expiresAt: Date; over: boolean } | null;
	passwordSetAt: Date | null;
	/** Null without a second factor. */
	secondFactor: { backupCodes: number; lastUsedAt: Date | null } | null;
	/** Roles that make a person staff; a business's people have none. */
	roles: Role[];
	sessions: SessionView[];
	mails: MailsView;
	historyCount: number;
	weakSpot: WeakSpot | null;
};

export type SessionView = {
	id: string;
	/** "Chrome, Android", as the session keeps it. */
	browser: string | null;
	network: string | null;
	signedInAt: Date;
	lastUsedAt: Date;
	/** The session that asks. */
	here: boolean;
};

export type MailsView = {
	locale: Locale;
	/** What there is to choose for this person. */
	kinds: MailKind[];
	wanted: Record<MailKind, boolean>;
};
