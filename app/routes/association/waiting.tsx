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
import { WaitingGroups } from "#app/review/desk/waiting-groups.tsx";
import { queueQuery } from "#app/review/review.forms.ts";
import { DeskWaits } from "#app/turn/desk-waits.tsx";
import { deskWaits } from "#app/turn/staff-files.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.review_waiting_title()} – ${m.house_app_name()}` }];

const desk = "association_manager";

/** The queue as the manager of the association reads it: what waits, for whom, and for how long. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, desk);
	const asked = queueQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
	// Nothing is the manager's to review.
	const query = asked.view === "mine" ? { ...asked, view: "open" as const } : asked;
	const queue = await queuePage(db, actor, query, now(), desk);
	const waits = await deskWaits(db, actor, desk, now());
	return {
		query,
		queue,
		waits,
		usual: await waitOfAssociations(db, scopesOf(actor, desk), now()),
		decided: query.view === "decided" ? await decidedFiles(db, actor, query, desk) : null,
		doors: await doorsIn(db, actor, { waits }),
	};
}

export default function Waiting() {
	const { waits, doors: _doors, ...page } = useLoaderData<typeof loader>();
	const whose = (
		<>
			<WaitingGroups groups={page.queue.waiting} />
			<DeskWaits waits={waits} />
		</>
	);
	return <QueueScreen {...page} desk={desk} turns={whose} />;
}
