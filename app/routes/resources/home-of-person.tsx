import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { entranceOf } from "#app/identity/entrance.ts";
import { requireActor } from "#app/identity/session.server.ts";

/** Leads to the first page of whoever is signed in. */
export async function loader({ request }: LoaderFunctionArgs) {
	return redirect(entranceOf(await requireActor(request)), 303);
}
