import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { withdrawProposalForm } from "#app/identity/proposals/proposal.forms.ts";
import { loadProposal } from "#app/identity/proposals/proposal-page.server.ts";
import { ProposalStep, proposalStepTitle } from "#app/identity/proposals/proposal-step.tsx";
import { withdrawProposal } from "#app/identity/proposals/withdraw-proposal.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";

export const meta: MetaFunction = () => proposalStepTitle("withdraw");

export async function loader({ request, params: { proposalId = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	return { actor, ...(await loadProposal(db, proposalId, now())) };
}

export async function action({ request, params: { proposalId = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "administrator"));
	return submitted(request, withdrawProposalForm, async () => {
		await withdrawProposal(ctx, { proposalId });
		return redirect(`/admin/people/proposals/${proposalId}`, 303);
	});
}

export default function PeopleProposalWithdraw() {
	return <ProposalStep step="withdraw" {...useLoaderData<typeof loader>()} />;
}
