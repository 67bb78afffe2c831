import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { judgeNearMatchForm } from "#app/claim/claim.forms.ts";
import { readClaim } from "#app/claim/desk/claim-desk.server.ts";
import { NearMatchScreen } from "#app/claim/desk/near-match-screen.tsx";
import { judgeNearMatch } from "#app/claim/invoice/judge-near-match.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.claim_near_page_title()} ${params.reference} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "", id = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const claim = orNotFound(await readClaim(db, actor, reference));
	// The page of the claim says why it is closed, or leads to the declaration.
	if (claim.access !== "open") throw redirect(`/review/claims/${reference}`);
	const match = orNotFound(claim.nearMatches.find((each) => each.id === id));
	const { businessName, mayAnswer } = claim;
	return { claim: { reference, businessName, mayAnswer }, match };
}

export async function action({ request, params: { reference = "", id = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "reviewer"));
	return submitted(request, judgeNearMatchForm, async ({ reason }) => {
		await judgeNearMatch(ctx, { reference, nearMatchId: id, reason });
		return redirect(`/review/claims/${reference}`, 303);
	});
}

export default function NearMatchPage() {
	return <NearMatchScreen {...useLoaderData<typeof loader>()} />;
}
