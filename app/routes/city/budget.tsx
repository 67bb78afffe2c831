import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { budgetPage } from "#app/funding/budget/budget-page.server.ts";
import { BudgetScreen } from "#app/funding/budget/budget-screen.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { pendingClosings } from "#app/year-closing/closing-list.server.ts";
import { PendingClosings } from "#app/year-closing/closing-list-screen.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.budget_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { page: await budgetPage(db, plainDateAt(now())), closings: await pendingClosings(db), actor };
}

export default function Budget() {
	const { closings, ...budget } = useLoaderData<typeof loader>();
	return (
		<BudgetScreen {...budget}>
			<PendingClosings closings={closings} />
		</BudgetScreen>
	);
}
