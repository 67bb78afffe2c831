import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HolidayChangeScreen } from "#app/application/working-days/holiday-change-screen.tsx";
import { holidayChangePage } from "#app/application/working-days/working-days-page.server.ts";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.holiday_change_over({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { change: orNotFound(await holidayChangePage(db, reference)), actor };
}

export default function HolidayChange() {
	return <HolidayChangeScreen {...useLoaderData<typeof loader>()} />;
}
