import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { budgetChangeForm, budgetKindForm } from "#app/funding/budget/budget.forms.ts";
import { newBudgetChangePage, programmeChoices } from "#app/funding/budget/new-budget-change.server.ts";
import { BudgetKindScreen, NewBudgetChangeScreen } from "#app/funding/budget/new-budget-change-screen.tsx";
import { proposeBudgetChange } from "#app/funding/budget/propose-budget-change.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { readQuery, submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.budget_new_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireStaff(request, ...budgetManagers);
	const read = readQuery(request, budgetKindForm);
	if (read.ok) {
		const page = await newBudgetChangePage(db, { ...read.data, now: now() });
		return data({ page: orNotFound(page), programmes: [], asked: null });
	}
	const isAsked = new URL(request.url).search !== "";
	const asked = isAsked ? { fieldErrors: read.fieldErrors, formError: null, given: read.given } : null;
	return data({ page: null, programmes: await programmeChoices(db), asked }, isAsked ? 422 : 200);
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	return submitted(request, budgetChangeForm, async (input) => {
		return redirect(`/city/budget/${await proposeBudgetChange(ctx, input)}`, 303);
	});
}

export default function BudgetNew() {
	const { page, programmes, asked } = useLoaderData<typeof loader>();
	return page ? <NewBudgetChangeScreen page={page} /> : <BudgetKindScreen programmes={programmes} asked={asked} />;
}
