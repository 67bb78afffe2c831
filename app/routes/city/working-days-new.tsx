import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NewHolidayChangeScreen } from "#app/application/working-days/new-holiday-change-screen.tsx";
import { proposeHolidayChange } from "#app/application/working-days/propose-holiday-change.server.ts";
import { holidayChangeForm } from "#app/application/working-days/working-days.forms.ts";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { isPlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.holiday_new_title()} – ${m.house_app_name()}` }];

/** A day in the address is one that is to be ordinary again. */
export async function loader({ request }: LoaderFunctionArgs) {
	await requireStaff(request, ...budgetManagers);
	const day = new URL(request.url).searchParams.get("ordinary") ?? "";
	return { changeId: randomUUID(), ordinary: isPlainDate(day) ? day : null };
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	return submitted(request, holidayChangeForm, async (input) => {
		return redirect(`/city/working-days/${await proposeHolidayChange(ctx, input)}`, 303);
	});
}

export default function WorkingDaysNew() {
	return <NewHolidayChangeScreen {...useLoaderData<typeof loader>()} />;
}
