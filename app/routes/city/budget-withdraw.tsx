import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { stepForm } from "#app/funding/budget/budget.forms.ts";
import { budgetChangePage } from "#app/funding/budget/budget-change-page.server.ts";
import { BudgetChangeStep } from "#app/funding/budget/budget-change-step.tsx";
import { proposalStepTitle } from "#app/funding/budget/proposal-step.tsx";
import { withdrawBudgetChange } from "#app/funding/budget/withdraw-budget-change.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

export const meta: MetaFunction = ({ params }) => proposalStepTitle("withdraw", params.reference);

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetManagers);
	return { change: orNotFound(await budgetChangePage(db, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	return submitted(request, stepForm, async () => {
		await withdrawBudgetChange(ctx, { reference });
		return redirect(`/city/budget/${reference}`, 303);
	});
}

export default function BudgetWithdraw() {
	return <BudgetChangeStep step="withdraw" {...useLoaderData<typeof loader>()} />;
}
