import type { Express } from "express";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";

const DAY_MS = 86_400_000;
/** RFC 9116 wants less than a year, so that a file that nobody looks after says so. */
const VALID_DAYS = 180;

/** What everybody may read; the rest belongs to somebody, or is a switch, and is nothing to find. */
const PUBLIC_PAGES = ["/$", "/assess$", "/check$", "/how-counted$", "/personal-data$", "/open-data", "/verify$"];
const PUBLIC_FILES = ["/assets/", "/fonts/", "/favicon.svg"];

export function robotsText(): string {
	const allowed = [...PUBLIC_PAGES, ...PUBLIC_FILES].map((path) => `Allow: ${path}`);
	return ["User-agent: *", ...allowed, "Disallow: /", ""].join("\n");
}

/** Whom to tell of a hole, as RFC 9116 has it. */
export function securityText(at: Date): string {
	const expires = new Date(Math.floor(at.getTime() / DAY_MS + VALID_DAYS) * DAY_MS);
	return [
		`Contact: mailto:${config.SECURITY_CONTACT ?? config.HELP_EMAIL}`,
		`Expires: ${expires.toISOString().replace(".000", "")}`,
		"Preferred-Languages: vi, en",
		`Canonical: ${publicUrl()}/.well-known/security.txt`,
		"",
	].join("\n");
}

/** The two files that robots and finders of holes look for. */
export function wellKnown(app: Express): void {
	app.get("/robots.txt", (_request, response) => {
		response.setHeader("Cache-Control", "public, max-age=3600").type("text/plain").send(robotsText());
	});
	app.get("/.well-known/security.txt", (_request, response) => {
		response.setHeader("Cache-Control", "public, max-age=3600").type("text/plain").send(securityText(now()));
	});
}
