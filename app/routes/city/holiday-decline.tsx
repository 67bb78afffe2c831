import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { declineHolidayChange } from "#app/application/working-days/decline-holiday-change.server.ts";
import { HolidayChangeStep } from "#app/application/working-days/holiday-change-screen.tsx";
import { findHolidayChange } from "#app/application/working-days/holiday-changes.server.ts";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { declineForm } from "#app/funding/budget/budget.forms.ts";
import { proposalStepTitle } from "#app/funding/budget/proposal-step.tsx";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";

export const meta: MetaFunction = ({ params }) => proposalStepTitle("decline", params.reference);

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetManagers);
	return { change: orNotFound(await findHolidayChange(db, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	return submitted(request, declineForm, async (input) => {
		await declineHolidayChange(ctx, { reference, ...input });
		return redirect(`/city/working-days/${reference}`, 303);
	});
}

export default function HolidayDecline() {
	return <HolidayChangeStep step="decline" {...useLoaderData<typeof loader>()} />;
}
