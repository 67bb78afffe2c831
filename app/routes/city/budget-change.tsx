import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { budgetChangePage } from "#app/funding/budget/budget-change-page.server.ts";
import { BudgetChangeScreen } from "#app/funding/budget/budget-change-screen.tsx";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { change: orNotFound(await budgetChangePage(db, reference)), actor };
}

export default function BudgetChange() {
	return <BudgetChangeScreen {...useLoaderData<typeof loader>()} />;
}
