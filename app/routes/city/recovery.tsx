import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { recoveryPage } from "#app/recovery/desk/recovery-page.server.ts";
import { RecoveryScreen } from "#app/recovery/desk/recovery-screen.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	return { recovery: orNotFound(await recoveryPage(db, actor, reference, now())) };
}

export default function Recovery() {
	return <RecoveryScreen {...useLoaderData<typeof loader>()} />;
}
