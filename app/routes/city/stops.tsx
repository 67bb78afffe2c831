import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { stopReaders } from "#app/claim/stop/stop.access.ts";
import { StopList } from "#app/desk-finance/stop/stop-list.tsx";
import { stopList } from "#app/desk-finance/stop/stop-page.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_stops_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...stopReaders);
	return { rows: orNotFound(await stopList(db, actor)) };
}

export default function Stops() {
	return <StopList {...useLoaderData<typeof loader>()} />;
}
