import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { deskCounts } from "#app/desk-finance/desk-counts.server.ts";
import { batchList } from "#app/disbursement/desk/batch-list.server.ts";
import { BatchListScreen } from "#app/disbursement/desk/batch-list.tsx";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_batches_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	return { batches: orNotFound(await batchList(db, actor)), counts: await deskCounts(db) };
}

export default function FinanceBatches() {
	return <BatchListScreen {...useLoaderData<typeof loader>()} />;
}
