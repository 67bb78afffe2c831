import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { scopesOf } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { waitOfAssociations } from "#app/report/waiting-days.server.ts";
import { decidedFiles } from "#app/review/desk/decided-files.server.ts";
import { queuePage } from "#app/review/desk/queue-page.server.ts";
import { QueueScreen } from "#app/review/desk/queue-screen.tsx";
import { queueQuery } from "#app/review/review.forms.ts";
import { DeskTurns } from "#app/turn/desk-turns.tsx";
import { DeskWaits } from "#app/turn/desk-waits.tsx";
import { deskTurns, deskWaits } from "#app/turn/staff-files.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.review_queue_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer");
	const query = queueQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
	const queue = await queuePage(db, actor, query, now());
	const turns = await deskTurns(db, actor, "reviewer", now());
	const waits = await deskWaits(db, actor, "reviewer", now());
	return {
		query,
		queue,
		turns,
		waits,
		usual: await waitOfAssociations(db, scopesOf(actor, "reviewer"), now()),
		decided: query.view === "decided" ? await decidedFiles(db, actor, query) : null,
		doors: await doorsIn(db, actor, { turns, waits }),
	};
}

export default function Queue() {
	const { turns, waits, doors: _doors, ...queue } = useLoaderData<typeof loader>();
	return <QueueScreen {...queue} turns={<DeskTurns turns={turns} />} waits={<DeskWaits waits={waits} />} />;
}
