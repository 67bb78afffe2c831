import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { findOwnClaimCase } from "./claim-case.server.ts";

/** What every page of a business's claim starts with: the claim, and the day that it is judged on. */
export async function requireOwnClaim(request: Request, reference = "") {
	const { actor, now } = commandContext(await requireActor(request));
	return { claim: orNotFound(await findOwnClaimCase(db, actor, reference)), today: plainDateAt(now) };
}
