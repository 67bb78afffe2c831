const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long a session lives, in seconds: `unused` since its last page, `longest` since signing in, however much it is
 * used. Staff, who move public money, sign in each working day (NIST SP 800-63B asks for a day at most at its second
 * level, and less without use); a business owner comes back during a week without typing on a small phone.
 */
export const SESSION_SECONDS = {
	staff: { unused: 4 * HOUR, longest: 12 * HOUR },
	business: { unused: 2 * DAY, longest: 7 * DAY },
	/** The password was right, the second factor is still to be shown. */
	half: { unused: 10 * MINUTE, longest: 10 * MINUTE },
} as const;

export type SessionKind = keyof typeof SESSION_SECONDS;

/** How long a shown password or code lets somebody do what asks for it again. */
const RECENT_SECONDS = 15 * MINUTE;

/** Every page would be a write otherwise. */
const USED_SECONDS = 5 * MINUTE;

/** When a session ends that was used now. */
export function expiryOf(kind: SessionKind, signedInAt: Date, now: Date): Date {
	const { unused, longest } = SESSION_SECONDS[kind];
	return new Date(Math.min(now.getTime() + unused * 1000, signedInAt.getTime() + longest * 1000));
}

/** Whether the use of a session is to be written down again. */
export function isUseStale(lastUsedAt: Date, now: Date): boolean {
	return now.getTime() - lastUsedAt.getTime() >= USED_SECONDS * 1000;
}

/** Whether a password or a code was shown so lately that it need not be asked for again. */
export function isRecent(authTime: Date, now: Date): boolean {
	return now.getTime() - authTime.getTime() < RECENT_SECONDS * 1000;
}
