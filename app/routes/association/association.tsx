import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { associationDesk, STALLED_AFTER } from "#app/review/desk/association-desk.server.ts";
import { AssociationDeskScreen } from "#app/review/desk/association-desk.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.review_desk_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "association_manager");
	return { desk: await associationDesk(db, actor, new Date()), stalledAfter: STALLED_AFTER };
}

export default function Association() {
	return <AssociationDeskScreen {...useLoaderData<typeof loader>()} />;
}
