import { randomBytes } from "node:crypto";
import type { Actor, Visitor } from "#app/house/access.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { findActor } from "#app/identity/session.server.ts";

const COOKIE = "assessment";
const HALF_A_YEAR_SECONDS = 180 * 24 * 60 * 60;

/** Who keeps an assessment: a person by their account, a visitor by the token in their browser's cookie. */
export type Keeper = { actor: Actor | Visitor; token: string | null };

/** The visitor's token, or null when the request carries none of the right form. */
export function readVisitorToken(request: Request): string | null {
	const cookies = request.headers.get("Cookie") ?? "";
	return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookies)?.[1] ?? null;
}

export function makeVisitorToken(): string {
	return randomBytes(32).toString("base64url");
}

/** The header that keeps the token in the browser; read by the server only. */
export function visitorTokenCookie(token: string): string {
	const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
	return `${COOKIE}=${token}; Path=/; Max-Age=${HALF_A_YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`;
}

/** Who is asking, by session and by cookie. */
export async function keeperOf(request: Request): Promise<Keeper> {
	return { actor: (await findActor(request)) ?? { visitor: true }, token: readVisitorToken(request) };
}
