import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { budgetChangeList } from "#app/funding/budget/budget-change-list.server.ts";
import { BudgetChangesScreen } from "#app/funding/budget/budget-changes-screen.tsx";
import { db } from "#app/house/database.server.ts";
import { askedPage } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.budget_changes_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { list: await budgetChangeList(db, askedPage(request)), actor };
}

export default function BudgetChanges() {
	return <BudgetChangesScreen {...useLoaderData<typeof loader>()} />;
}
