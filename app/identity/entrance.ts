import type { Actor, Role } from "#app/house/access.ts";

const entrances: [Role, string][] = [
	["reviewer", "/review"],
	["association_manager", "/association"],
	["finance_officer", "/finance"],
	["programme_officer", "/city"],
	["auditor", "/audit"],
	["administrator", "/admin/people"],
];

/** The first page of a person's own work: the desk of their role, or their business. */
export function entranceOf(actor: Pick<Actor, "roles">): string {
	return entrances.find(([role]) => actor.roles.some((grant) => grant.role === role))?.[1] ?? "/business";
}

const HERE = "http://here.invalid";
const MAX_PATH = 2_000;

/** Whether a browser, or whoever decodes the path once more, could take it for an address elsewhere. */
function leadsAway(path: string): boolean {
	return /^\/[/\\]/.test(path) || /[\p{Control}\\]/u.test(path);
}

/**
 * A path of this site to come back to; anything else leads home. Keeps sign-in links from leading away. Read as a browser
 * reads it: one drops tabs and line breaks, takes `\` for `/`, and resolves `/..//`.
 */
export function safePath(to: string | null | undefined, otherwise: string): string {
	if (!to?.startsWith("/") || to.length > MAX_PATH || leadsAway(to) || !URL.canParse(to, HERE)) return otherwise;
	const { origin, pathname, search, hash } = new URL(to, HERE);
	if (origin !== HERE || leadsAway(pathname)) return otherwise;
	try {
		if (leadsAway(decodeURIComponent(pathname))) return otherwise;
	} catch {
		return otherwise;
	}
	return pathname + search + hash;
}

/** The page that this one was opened from on the way to something else, as its address says; otherwise the given one. */
export function cameFrom(request: Request, otherwise: string): string {
	return safePath(new URL(request.url).searchParams.get("to"), otherwise);
}

/** Another page of the way in, which still knows where the person was going. */
export function withTo(path: string, query: URLSearchParams): string {
	const to = safePath(query.get("to"), "");
	return to ? `${path}?to=${encodeURIComponent(to)}` : path;
}

/** How many backup codes are left, where the address says so after one was used. */
export function backupCodesLeft(query: string): number | null {
	const left = new URLSearchParams(query).get("left") ?? "";
	return /^\d{1,2}$/.test(left) ? Number(left) : null;
}

/**
 * Where to go once signed in, from the query of the sign-in page: back to the page that asked for it, with the id of
 * the form that was kept or the word that nothing was, or to the person's own first page.
 */
export function afterSignIn(query: string, entrance: string): string {
	const given = new URLSearchParams(query);
	const to = safePath(given.get("to"), entrance);
	const kept = given.get("kept");
	const word = kept ? `kept=${encodeURIComponent(kept)}` : given.has("unkept") ? "unsent=yes" : "";
	return word === "" ? to : `${to}${to.includes("?") ? "&" : "?"}${word}`;
}
