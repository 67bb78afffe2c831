import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { readQuery, submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { closingChoices, newClosingPage } from "#app/year-closing/new-closing.server.ts";
import { ClosingChoiceScreen, NewClosingScreen } from "#app/year-closing/new-closing-screen.tsx";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import { closingForm, closingQueryForm } from "#app/year-closing/year-closing.forms.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.budget_closing_new_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireStaff(request, ...budgetManagers);
	const at = now();
	const today = plainDateAt(at);
	const read = readQuery(request, closingQueryForm);
	const programmes = await closingChoices(db, at);
	if (read.ok) {
		const { programme, year } = read.data;
		const { opensOn } = orNotFound(programmes.find(({ id }) => id === programme));
		if (year >= yearOf(opensOn)) {
			const page = orNotFound(await newClosingPage(db, { programme, year, now: at }));
			return data({ page, programmes: [], asked: null, today });
		}
		// The choice offers the years of all programmes, and this one is younger.
		const fieldErrors = { year: m.budget_field_year_before({ first: yearOf(opensOn) }) };
		const given = { programme, year: String(year) };
		return data({ page: null, programmes, asked: { fieldErrors, formError: null, given }, today }, 422);
	}
	const isAsked = new URL(request.url).search !== "";
	const asked = isAsked ? { fieldErrors: read.fieldErrors, formError: null, given: read.given } : null;
	return data({ page: null, programmes, asked, today }, isAsked ? 422 : 200);
}

export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	return submitted(request, closingForm, async (input) => {
		return redirect(`/city/budget/closings/${await proposeClosing(ctx, input)}`, 303);
	});
}

export default function ClosingNew() {
	const { page, ...choice } = useLoaderData<typeof loader>();
	return page ? <NewClosingScreen page={page} /> : <ClosingChoiceScreen {...choice} />;
}
