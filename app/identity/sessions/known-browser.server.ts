import { randomBytes } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { publicUrl } from "#app/house/public-url.server.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";

const COOKIE = "browser";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/*
 * A browser that somebody has signed in with is known to that account: tries from it are counted apart from those of
 * strangers, who therefore can't lock anybody out of their own phone. What the cookie holds is a number drawn by lot;
 * only its hash is kept, beside the accounts that it has signed in to.
 */

/** What the browser says of itself; null for one that nobody has signed in with. */
export function readBrowser(request: Request): string | null {
	const cookies = request.headers.get("Cookie") ?? "";
	return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookies)?.[1] ?? null;
}

/** Whether this person has signed in with this browser before. */
export async function knowsBrowser(db: Kysely<Tables>, personId: string, browser: string): Promise<boolean> {
	const row = await db
		.selectFrom("knownBrowser")
		.select("personId")
		.where("personId", "=", personId)
		.where("browserHash", "=", tokenHash(browser))
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Makes this browser known to the person who has just signed in with it, and forgets those unused for a year.
 *
 * @returns the cookie that says which browser it is, and whether it is new to somebody who has used others before.
 */
export async function rememberBrowser(
	trx: Transaction<Tables>,
	request: Request,
	personId: string,
	now: Date,
): Promise<{ cookie: string; isNew: boolean }> {
	const browser = readBrowser(request) ?? randomBytes(32).toString("base64url");
	const forgotten = new Date(now.getTime() - YEAR_SECONDS * 1000);
	await trx.deleteFrom("knownBrowser").where("personId", "=", personId).where("lastUsedAt", "<", forgotten).execute();
	const before = await trx.selectFrom("knownBrowser").select("browserHash").where("personId", "=", personId).execute();
	const hash = tokenHash(browser);
	await trx
		.insertInto("knownBrowser")
		.values({ personId, browserHash: hash, firstUsedAt: now, lastUsedAt: now })
		.onConflict((conflict) => conflict.columns(["personId", "browserHash"]).doUpdateSet({ lastUsedAt: now }))
		.execute();
	const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
	return {
		cookie: `${COOKIE}=${browser}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`,
		isNew: before.length > 0 && !before.some(({ browserHash }) => hash.equals(browserHash)),
	};
}

/** After a new password: whoever had the old one may have made a browser of theirs known. */
export async function forgetBrowsers(trx: Transaction<Tables>, personId: string): Promise<void> {
	await trx.deleteFrom("knownBrowser").where("personId", "=", personId).execute();
}
