import { redirect } from "@remix-run/node";
import type { Actor, Role } from "#app/house/access.ts";
import { keepForm } from "#app/house/body/kept-form.server.ts";
import { db } from "#app/house/database.server.ts";
import { notFound } from "#app/house/http.server.ts";
import { auth } from "./auth.server.ts";

const actors = new WeakMap<Request, Promise<Actor | null>>();

async function readActor(request: Request): Promise<Actor | null> {
	const session = await auth().api.getSession({ headers: request.headers });
	if (!session) return null;
	const roles = await db
		.selectFrom("personRole")
		.select(["role", "scopeId"])
		.where("personId", "=", session.user.id)
		.where("revokedAt", "is", null)
		.execute();
	return {
		personId: session.user.id,
		name: session.user.name,
		email: session.user.email,
		roles: roles as Actor["roles"],
		// better-auth makes a session for an account with a second factor only after the factor was shown.
		secondFactor: session.user.twoFactorEnabled === true,
	};
}

/** Who is asking, or null for a visitor. Asked once a request. */
export function findActor(request: Request): Promise<Actor | null> {
	const known = actors.get(request);
	if (known) return known;
	const reading = readActor(request);
	actors.set(request, reading);
	return reading;
}

function pathOf(request: Request): string {
	const url = new URL(request.url);
	// Single fetch asks for data under the page's path with `.data` at the end.
	return (
		url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") +
		url.search.replace(/([?&])_routes=[^&]*&?/, "$1").replace(/[?&]$/, "")
	);
}

/**
 * The signed-in person.
 *
 * @throws a redirect to the sign-in page that comes back here; what was posted is kept and filled in again.
 */
export async function requireActor(request: Request): Promise<Actor> {
	const actor = await findActor(request);
	if (actor) return actor;
	const to = pathOf(request);
	const kept = request.method === "POST" ? await keepForm(to, request) : null;
	const query = new URLSearchParams({ to, ...(kept ? { kept } : {}) });
	throw redirect(`/sign-in?${query}`, 303);
}

/**
 * A person of staff who holds one of the roles and has shown a second factor.
 *
 * @throws a redirect to sign-in or to setting up the second factor; a 404 Response for anybody else, since staff pages
 * do not disclose that they exist.
 */
export async function requireStaff(request: Request, ...roles: [Role, ...Role[]]): Promise<Actor> {
	const actor = await requireActor(request);
	if (!actor.roles.some((grant) => roles.includes(grant.role))) throw notFound();
	if (!actor.secondFactor) throw redirect(`/account/second-factor?to=${encodeURIComponent(pathOf(request))}`, 303);
	return actor;
}
