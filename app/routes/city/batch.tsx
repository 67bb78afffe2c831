import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { batchPage } from "#app/disbursement/desk/batch-page.server.ts";
import { BatchScreen } from "#app/disbursement/desk/batch-screen.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.disbursement_batch_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const page = orNotFound(await batchPage(db, actor, reference));
	const today = plainDateAt(now());
	const onlyWork = new URL(request.url).searchParams.get("only") === "work";
	return { page, actor, today, onlyWork, doors: await doorsIn(db, actor, page.payments) };
}

export default function Batch() {
	return <BatchScreen {...useLoaderData<typeof loader>()} />;
}
