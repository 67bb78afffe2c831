import { createHmac, timingSafeEqual } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { config } from "#app/house/config.server.ts";

/** A cookie as better-auth signs it: the value, a dot, the HMAC in base64. */
const SIGNED = /^(.+)\.([A-Za-z0-9+/]{43}=)$/;
const OURS = /^(__Secure-|__Host-)?donbay\./;

function signatureOf(value: string, secret: string): string {
	return createHmac("sha256", secret).update(value).digest("base64");
}

function decoded(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}

/** The cookie signed with the newest secret, if an older one that is still given has signed it; else as it was. */
function signedAnew(cookie: string): string {
	const [newest, ...older] = config.sessionSecrets;
	const at = cookie.indexOf("=");
	const name = cookie.slice(0, at).trim();
	const [, value, signature] = SIGNED.exec((OURS.test(name) && decoded(cookie.slice(at + 1))) || "") ?? [];
	if (!value || !signature) return cookie;
	const isOlder = older.some((secret) =>
		timingSafeEqual(Buffer.from(signatureOf(value, secret.value)), Buffer.from(signature)),
	);
	return isOlder ? `${name}=${encodeURIComponent(`${value}.${signatureOf(value, newest.value)}`)}` : cookie;
}

/**
 * better-auth verifies with the newest secret alone. As long as an older SESSION_SECRET is given, sessions that it signed
 * go on, so that nobody is signed out when it is changed.
 */
export function acceptOlderSignatures(request: Request, _response: Response, next: NextFunction): void {
	const { cookie } = request.headers;
	if (cookie && config.sessionSecrets.length > 1)
		request.headers.cookie = cookie.split("; ").map(signedAnew).join("; ");
	next();
}
