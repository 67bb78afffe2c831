import { publicUrl } from "./public-url.server.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** A year-long cookie for a choice of how pages look; an empty value forgets the choice. Holds nothing about a person. */
export function choiceCookie(name: "locale" | "theme" | "check", value: string): string {
	const age = value === "" ? 0 : YEAR_SECONDS;
	const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
	return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure}`;
}
