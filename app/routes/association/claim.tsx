import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { claimOnDesk } from "#app/claim/desk/claim-desk.server.ts";
import { ClaimDesk } from "#app/claim/desk/claim-desk.tsx";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const claim = orNotFound(await claimOnDesk(db, actor, reference));
	if (claim.access === "undeclared") throw redirect(`/review/${claim.application}/declaration`);
	return { claim };
}

export default function Claim() {
	return <ClaimDesk {...useLoaderData<typeof loader>()} />;
}
