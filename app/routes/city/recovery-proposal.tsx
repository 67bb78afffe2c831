import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { answerProposal } from "#app/recovery/answer-proposal.server.ts";
import { ProposalScreen } from "#app/recovery/desk/proposal-screen.tsx";
import { recoveryPage } from "#app/recovery/desk/recovery-page.server.ts";
import { proposalForm } from "#app/recovery/recovery.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.recovery_proposal_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { recovery: orNotFound(await recoveryPage(db, actor, reference, now())) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, proposalForm, async (answered) => {
		await answerProposal(ctx, { reference, ...answered });
		return redirect(`/finance/recoveries/${reference}`, 303);
	});
}

export default function RecoveryProposal() {
	return <ProposalScreen {...useLoaderData<typeof loader>()} />;
}
