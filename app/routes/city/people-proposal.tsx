import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { loadProposal } from "#app/identity/proposals/proposal-page.server.ts";
import { ProposalScreen } from "#app/identity/proposals/proposal-screen.tsx";
import { requireStaff } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.people_answer_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { proposalId = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	return { actor, ...(await loadProposal(db, proposalId, now())) };
}

export default function PeopleProposal() {
	return <ProposalScreen {...useLoaderData<typeof loader>()} />;
}
