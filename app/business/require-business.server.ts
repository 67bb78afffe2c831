import { redirect } from "@remix-run/node";
import type { Actor } from "#app/house/access.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import type { BusinessFacts } from "./business.rules.ts";
import { ownBusiness } from "./own-business.server.ts";

/**
 * The signed-in person and the business that they act for.
 *
 * @throws a redirect to sign-in, or to the page that says how to enter a business.
 */
export async function requireBusiness(request: Request): Promise<{ actor: Actor; business: BusinessFacts }> {
	const actor = await requireActor(request);
	const business = await ownBusiness(db, actor);
	if (!business) throw redirect("/business", 303);
	return { actor, business };
}
