import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { correctionPage } from "#app/correction/desk/correction-page.server.ts";
import { CorrectionScreen } from "#app/correction/desk/correction-screen.tsx";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const page = orNotFound(await correctionPage(db, actor, reference));
	return { page, actor, doors: await doorsIn(db, actor, page) };
}

export default function Correction() {
	return <CorrectionScreen {...useLoaderData<typeof loader>()} />;
}
