import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetReaders } from "#app/funding/budget/budget.access.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { closingList } from "#app/year-closing/closing-list.server.ts";
import { ClosingListScreen } from "#app/year-closing/closing-list-screen.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.budget_closings_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetReaders);
	return { closings: await closingList(db), actor };
}

export default function Closings() {
	return <ClosingListScreen {...useLoaderData<typeof loader>()} />;
}
