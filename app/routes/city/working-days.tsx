import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { workingDaysPage } from "#app/application/working-days/working-days-page.server.ts";
import { WorkingDaysScreen } from "#app/application/working-days/working-days-screen.tsx";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.holiday_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { page: await workingDaysPage(db, now(), new URL(request.url).searchParams.get("year")), actor };
}

export default function WorkingDays() {
	return <WorkingDaysScreen {...useLoaderData<typeof loader>()} />;
}
