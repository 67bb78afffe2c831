import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { closingPage } from "#app/year-closing/closing-page.server.ts";
import { ClosingScreen } from "#app/year-closing/closing-screen.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { closing: orNotFound(await closingPage(db, reference)), actor, today: plainDateAt(now()) };
}

export default function Closing() {
	return <ClosingScreen {...useLoaderData<typeof loader>()} />;
}
