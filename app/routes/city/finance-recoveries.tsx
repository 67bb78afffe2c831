import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { deskCounts } from "#app/desk-finance/desk-counts.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { recoveryList } from "#app/recovery/desk/recovery-list.server.ts";
import { RecoveryListScreen } from "#app/recovery/desk/recovery-list.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.recovery_list_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const recoveries = orNotFound(await recoveryList(db, actor, now()));
	return { recoveries, counts: await deskCounts(db), doors: await doorsIn(db, actor, recoveries) };
}

export default function FinanceRecoveries() {
	return <RecoveryListScreen {...useLoaderData<typeof loader>()} />;
}
