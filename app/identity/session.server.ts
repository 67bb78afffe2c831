import { redirect } from "@remix-run/node";
import type { Actor, Role } from "#app/house/access.ts";
import { keepForm } from "#app/house/body/kept-form.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";
import { auth } from "./auth.server.ts";
import { senderOf } from "./lapsed-session.server.ts";
import { grantsInForce } from "./roles/roles-in-force.ts";
import { expiryOf, isRecent, isUseStale } from "./sessions/session.rules.ts";

/** What a request has proved: whose session it carries, and what was shown in it. */
export type Session = {
	id: string;
	actor: Actor;
	/** When a password or a code was last shown in it. */
	authTime: Date;
	/** The password was right, but the account has a second factor that this session has not shown: it opens nothing. */
	half: boolean;
};

const sessions = new WeakMap<Request, Promise<Session | null>>();

async function noteUse(sessionId: string, signedInAt: Date, isStaff: boolean, at: Date): Promise<void> {
	await db
		.updateTable("personSession")
		.set({ lastUsedAt: at, expiresAt: expiryOf(isStaff ? "staff" : "business", signedInAt, at) })
		.where("id", "=", sessionId)
		.execute();
}

async function readSession(request: Request): Promise<Session | null> {
	const signed = await auth().api.getSession({ headers: request.headers });
	if (!signed) return null;
	const rows = await db
		.selectFrom("personSession")
		.innerJoin("person", "person.id", "personSession.userId")
		.leftJoin("personRole", (join) =>
			join.onRef("personRole.personId", "=", "person.id").on("personRole.revokedAt", "is", null),
		)
		.select(["person.id as personId", "name", "email", "twoFactorEnabled"])
		.select(["role", "scopeId", "effectiveAt", "confirmsFrom"])
		.select(["authTime", "secondFactorAt", "lastUsedAt", "personSession.createdAt", "expiresAt"])
		.where("personSession.id", "=", signed.session.id)
		.where("suspendedAt", "is", null)
		// Compared with what is read again once a body has come (confirmSession).
		.orderBy("role")
		.orderBy("scopeId")
		.execute();
	const [row] = rows;
	const at = now();
	if (!row || row.expiresAt <= at) return null;
	const roles = grantsInForce(rows, at);
	const shown = row.secondFactorAt !== null;
	const half = row.twoFactorEnabled === true && !shown;
	if (!half && isUseStale(row.lastUsedAt, at)) await noteUse(signed.session.id, row.createdAt, roles.length > 0, at);
	const { personId, name, email, authTime } = row;
	return { id: signed.session.id, actor: { personId, name, email, roles, secondFactor: shown }, authTime, half };
}

/** The session that a request carries, also one whose second factor is still to be shown. Asked once a request. */
export function findSession(request: Request): Promise<Session | null> {
	const known = sessions.get(request);
	if (known) return known;
	const reading = readSession(request);
	sessions.set(request, reading);
	const context = requestContext.getStore();
	if (!context) return reading;
	context.confirmSender = () => confirmSession(request);
	return reading.then((session) => {
		if (session) context.personId = session.actor.personId;
		return session;
	});
}

async function confirmSession(request: Request): Promise<void> {
	const found = await findSession(request);
	if (!found) return;
	const standing = await readSession(request);
	if (!standing) throw redirect(`/sign-in?${new URLSearchParams({ to: pathOf(request), unkept: "yes" })}`, 303);
	const rightsOf = ({ actor, half }: Session) =>
		JSON.stringify([actor.personId, actor.roles, actor.secondFactor, half]);
	if (rightsOf(standing) !== rightsOf(found)) throw new NotFound();
}

/** Who is asking, or null for a visitor: also where the account has a second factor that was not shown yet. */
export async function findActor(request: Request): Promise<Actor | null> {
	const session = await findSession(request);
	return session && !session.half ? session.actor : null;
}

function pathOf(request: Request): string {
	const url = new URL(request.url);
	// Single fetch asks for data under the page's path with `.data` at the end.
	return (
		url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") +
		url.search.replace(/([?&])_routes=[^&]*&?/, "$1").replace(/[?&]$/, "")
	);
}

/** To the page that signs in, and back here with what was posted; the page says so where that could not be kept. */
async function comeBackFrom(page: string, request: Request): Promise<Response> {
	const to = pathOf(request);
	const query = new URLSearchParams({ to });
	const sender = request.method === "POST" ? await senderOf(request) : null;
	if (!sender) return redirect(`${page}?${query}`, 303);
	const kept = await keepForm(new URL(request.url).pathname, request, sender);
	if (!kept) return redirect(`${page}?${query}&unkept=yes`, 303);
	return redirect(`${page}?${query}&kept=${kept.id}`, { status: 303, headers: { "Set-Cookie": kept.setCookie } });
}

/**
 * The session of the signed-in person, for what is about the session itself.
 *
 * @throws a redirect to the sign-in page that comes back here; what was posted is kept and filled in again.
 */
export async function requireSession(request: Request): Promise<Session> {
	const session = await findSession(request);
	if (session && !session.half) return session;
	throw await comeBackFrom(session ? "/sign-in/second-factor" : "/sign-in", request);
}

/** The signed-in person. @throws as `requireSession` does. */
export async function requireActor(request: Request): Promise<Actor> {
	return (await requireSession(request)).actor;
}

/**
 * A person of staff who holds one of the roles and has shown a second factor.
 *
 * @throws a redirect to sign-in or to setting up the second factor; NotFound for anybody else, since staff pages
 * do not disclose that they exist.
 */
export async function requireStaff(request: Request, ...roles: [Role, ...Role[]]): Promise<Actor> {
	const actor = await requireActor(request);
	if (!actor.roles.some((grant) => roles.includes(grant.role))) throw new NotFound();
	if (!actor.secondFactor) throw redirect(`/account/second-factor?to=${encodeURIComponent(pathOf(request))}`, 303);
	return actor;
}

/**
 * Before what a stolen phone or an open desk must not do: the signed-in person has shown their password, or a code where
 * they have a second factor, within the last quarter of an hour. Call it in the action, after the page's own check of who
 * is asking.
 *
 * @throws a redirect to the page that asks for it again and comes back here; what was posted is kept and filled in again.
 */
export async function requireRecent(request: Request): Promise<Session> {
	const session = await requireSession(request);
	if (!isRecent(session.authTime, now())) throw await comeBackFrom("/account/confirm", request);
	return session;
}
