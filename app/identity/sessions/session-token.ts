import { randomBytes } from "node:crypto";

/**
 * The secret of a new session, with its person's id behind it: the cookie is signed, so a session that was ended still
 * tells whose it was, and to nobody but its own browser.
 */
export function newSessionToken(personId: string): string {
	return `${randomBytes(32).toString("base64url")}~${personId}`;
}

/** Whose session it is, or was; null for a token from before tokens told it. */
export function personOfToken(token: string): string | null {
	const [, personId] = token.split("~");
	return personId || null;
}
