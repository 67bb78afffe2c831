import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { claimAssessments } from "#app/assessment/claim-assessments.server.ts";
import { readVisitorToken } from "#app/assessment/visitor-token.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { afterSignIn, entranceOf } from "#app/identity/entrance.ts";
import { requireActor } from "#app/identity/session.server.ts";

/** Every way of signing in comes through here: what was answered before moves into the account, then on to the page. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	await claimAssessments(commandContext(actor), { token: readVisitorToken(request) });
	return redirect(afterSignIn(new URL(request.url).search, entranceOf(actor)), 303);
}
