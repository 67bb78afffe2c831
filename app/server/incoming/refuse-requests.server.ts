import type { NextFunction, Request, Response } from "express";
import { log } from "#app/house/log.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { m } from "#messages/messages.js";
import { answerPlainly } from "./plain-page.server.ts";
import { hostOf } from "./remix.server.ts";
import { isSanePath } from "./sane-path.ts";

const METHODS = ["GET", "HEAD", "POST"];

/** Longer than any address of ours, and short of what Node takes with all headers (16 KB). */
const MAX_ADDRESS = 8_000;

/** The path as it is meant, or null where a percent sign is not followed by what it must be. */
function decodedPath(request: Request): string | null {
	try {
		return decodeURIComponent(request.path);
	} catch {
		return null;
	}
}

function isHost(host: string): boolean {
	return URL.canParse(`http://${host}/`) && !/[/?#@\\]/.test(host);
}

/** The path as the router gets it: a backslash is a slash to it, and `..` is gone. */
function routedPath(request: Request): string | null {
	const address = `http://donbay${request.originalUrl}`;
	return URL.canParse(address) ? new URL(address).pathname : null;
}

/** No address of ours holds control characters, and PostgreSQL refuses U+0000 where it is looked up: nothing is there. */
function isNowhere(request: Request): boolean {
	const path = decodedPath(request);
	if (path === null || /\p{Control}/u.test(path) || request.originalUrl.includes("%00")) return true;
	const routed = routedPath(request);
	return routed === null || !isSanePath(routed);
}

/** What no browser asks of us is refused in words before any page is asked. */
export function refuseMalformed(request: Request, response: Response, next: NextFunction): void {
	const badly = (status: number, text: string) => answerPlainly(response, status, m.house_bad_request_title(), text);
	if (!METHODS.includes(request.method)) {
		response.setHeader("Allow", METHODS.join(", "));
		badly(405, m.house_bad_method());
	} else if (!request.originalUrl.startsWith("/")) badly(400, m.house_address_unreadable());
	else if (request.originalUrl.length > MAX_ADDRESS) badly(414, m.house_address_too_long());
	else if (!request.headers.host && request.httpVersion !== "1.0") badly(400, m.house_address_unreadable());
	else if (!isHost(hostOf(request))) badly(400, m.house_address_unreadable());
	// How an older version of the framework asked for data; answering it would skip the frame of the page. Asked as the
	// framework asks: Express reads the first thousand parameters only.
	else if (new URLSearchParams(request.originalUrl.replace(/^[^?]*/, "")).has("_data"))
		badly(400, m.house_address_unreadable());
	else if (isNowhere(request)) answerPlainly(response, 404, m.house_not_found_title(), m.house_not_found_text());
	else next();
}

/**
 * Told by other machines, which sign what they send. Whole paths: what follows a part of one may lead elsewhere
 * (`/webhooks/../sign-out`).
 */
const WEBHOOKS = ["/webhooks/stripe"];

/** An origin as browsers write it: scheme, host and port, where that is not the scheme's own. Null for what is none. */
function originOf(text: string): string | null {
	if (!URL.canParse(text)) return null;
	const { origin, protocol } = new URL(text);
	return protocol === "http:" || protocol === "https:" ? origin : null;
}

/**
 * Whether a page of ours sends this: of the address under which people reach the service, or of the one that was asked,
 * with the scheme that a trusted proxy tells. Where people reach it by https, nothing of http on the same host is ours:
 * whoever sits in the network can write such a page.
 */
function isOurOrigin(request: Request, told: string): boolean {
	const origin = originOf(told);
	const ours = originOf(publicUrl());
	if (origin === null || origin === ours) return origin !== null;
	const asked = originOf(`${request.secure ? "https" : "http"}://${hostOf(request)}`);
	return origin === asked && ours !== asked?.replace(/^http:/, "https:");
}

/**
 * Another site cannot make a signed-in person's browser change anything here: neither what the browser says of the site
 * nor the origin may be foreign.
 */
export function refuseCrossSite(request: Request, response: Response, next: NextFunction): void {
	const origin = request.get("origin");
	const site = request.get("sec-fetch-site");
	const isOurs = !origin || isOurOrigin(request, origin);
	const isSame = !site || site === "same-origin" || site === "none";
	if ((isOurs && isSame) || request.method !== "POST" || WEBHOOKS.includes(request.path)) {
		next();
		return;
	}
	// Where this is an administrator's own page, one of these settings is missing.
	log.info({ origin, site, ours: publicUrl() }, "sent by another site; PUBLIC_URL and TRUST_PROXY say which is ours");
	answerPlainly(response, 403, m.house_forbidden_title(), m.house_cross_site());
}

/** An address that is there, asked in a way that it does not take, says which it takes (RFC 9110, 15.5.6). */
export function sayAllowed(_request: Request, response: Response, next: NextFunction): void {
	const { writeHead } = response;
	response.writeHead = ((...args: Parameters<typeof writeHead>) => {
		if (response.statusCode === 405 && !response.hasHeader("Allow")) response.setHeader("Allow", "GET, HEAD");
		return writeHead.apply(response, args);
	}) as typeof writeHead;
	next();
}
