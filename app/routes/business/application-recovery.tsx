import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownDoorsIn } from "#app/case-file/doors.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { NoticeScreen } from "#app/recovery/notice/notice-screen.tsx";
import { ownRecovery } from "#app/recovery/notice/own-recovery.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.recovery_own_over({ reference: params.recovery ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const only = { application: params.reference ?? "", reference: params.recovery ?? "" };
	const recovery = orNotFound(await ownRecovery(db, actor, only, now()));
	return { recovery, doors: await ownDoorsIn(db, actor, recovery) };
}

export default function ApplicationRecovery() {
	return <NoticeScreen recovery={useLoaderData<typeof loader>().recovery} />;
}
