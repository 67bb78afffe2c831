import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { declineForm } from "#app/funding/budget/budget.forms.ts";
import { ProposalStep, proposalStepTitle } from "#app/funding/budget/proposal-step.tsx";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { closingPage } from "#app/year-closing/closing-page.server.ts";
import { declineClosing } from "#app/year-closing/decline-closing.server.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = ({ params }) => proposalStepTitle("decline", params.reference);

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetManagers);
	return { closing: orNotFound(await closingPage(db, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	return submitted(request, declineForm, async ({ reason }) => {
		await declineClosing(ctx, { reference, reason });
		return redirect(`/city/budget/closings/${reference}`, 303);
	});
}

export default function ClosingDecline() {
	const { closing, actor } = useLoaderData<typeof loader>();
	const locale = getLocale();
	const { year } = closing;
	const programme = locale === "vi" ? closing.programmeVi : closing.programmeEn;
	return (
		<ProposalStep step="decline" proposal={closing} actor={actor} back={`/city/budget/closings/${closing.reference}`}>
			<p>{m.budget_closing_step_what({ year, programme })}</p>
		</ProposalStep>
	);
}
