import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { claimQueue } from "#app/claim/desk/claim-queue.server.ts";
import { ClaimQueueScreen } from "#app/claim/desk/claim-queue.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_queue_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const view = new URL(request.url).searchParams.get("view") === "answered" ? "answered" : "waiting";
	const queue = await claimQueue(db, actor, view);
	return { queue, today: plainDateAt(now()), doors: await doorsIn(db, actor, queue) };
}

export default function Claims() {
	const { queue, today } = useLoaderData<typeof loader>();
	return <ClaimQueueScreen queue={queue} today={today} />;
}
