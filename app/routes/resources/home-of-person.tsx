import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { claimAssessments } from "#app/assessment/claim-assessments.server.ts";
import { readVisitorToken } from "#app/assessment/visitor-token.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { entranceOf } from "#app/identity/entrance.ts";
import { requireActor } from "#app/identity/session.server.ts";

/** Leads to the first page of whoever signed in; what they answered before without an account comes along. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	await claimAssessments(commandContext(actor), { token: readVisitorToken(request) });
	return redirect(entranceOf(actor), 303);
}
