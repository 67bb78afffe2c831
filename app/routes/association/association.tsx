import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { silentFiles } from "#app/claim/ending/silent-files.server.ts";
import { SilentFiles } from "#app/claim/ending/silent-files.tsx";
import { associationDesk, STALLED_AFTER } from "#app/desk-association/association-desk.server.ts";
import { AssociationDeskScreen } from "#app/desk-association/association-desk.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { DeskTurns } from "#app/turn/desk-turns.tsx";
import { DeskWaits } from "#app/turn/desk-waits.tsx";
import { deskTurns, deskWaits } from "#app/turn/staff-files.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.review_desk_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "association_manager");
	const at = now();
	const desk = await associationDesk(db, actor, at);
	const silent = await silentFiles(db, actor, at);
	const turns = await deskTurns(db, actor, "association_manager", at);
	const waits = await deskWaits(db, actor, "association_manager", at);
	return {
		desk,
		turns,
		waits,
		stalledAfter: STALLED_AFTER,
		silent,
		doors: await doorsIn(db, actor, { desk, silent, turns, waits }),
	};
}

export default function Association() {
	const { silent, turns, waits, doors: _doors, ...desk } = useLoaderData<typeof loader>();
	const whose = (
		<>
			<DeskTurns turns={turns} late />
			<DeskWaits waits={waits} />
		</>
	);
	return (
		<AssociationDeskScreen {...desk} turns={whose}>
			<SilentFiles files={silent} />
		</AssociationDeskScreen>
	);
}
