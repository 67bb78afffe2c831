import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { correctionList } from "#app/correction/desk/correction-list.server.ts";
import { CorrectionListScreen } from "#app/correction/desk/correction-list-screen.tsx";
import { deskCounts } from "#app/desk-finance/desk-counts.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.correction_list_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const rows = orNotFound(await correctionList(db, actor));
	return { rows, counts: await deskCounts(db), doors: await doorsIn(db, actor, rows) };
}

export default function Corrections() {
	const { rows, counts } = useLoaderData<typeof loader>();
	return <CorrectionListScreen rows={rows} counts={counts} />;
}
