import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import { associationNames } from "#app/association/associations.server.ts";
import { holds, scopesOf } from "#app/house/access.ts";
import { db } from "#app/house/database.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { navAt } from "#app/ui/shell-data.ts";
import { StaffShell } from "#app/ui/staff-shell.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "reviewer", "association_manager");
	const associations = await associationNames(db, scopesOf(actor, "reviewer", "association_manager"));
	return {
		name: actor.name,
		associations,
		reviewer: holds(actor, "reviewer"),
		manager: holds(actor, "association_manager"),
	};
}

export default function AssociationLayout() {
	const { name, associations, reviewer, manager } = useLoaderData<typeof loader>();
	const theme = useRouteLoaderData<{ theme: "light" | "dark" | null }>("root")?.theme ?? undefined;
	const { pathname } = useLocation();
	const desk = [
		{ href: "/review", label: m.house_nav_queue() },
		{ href: "/review/claims", label: m.house_nav_claims() },
	];
	const nav = navAt(pathname, [
		...(reviewer ? desk : []),
		...(manager ? [{ href: "/association", label: m.house_nav_association() }] : []),
	]);
	const bodies = associations.map((body) => (getLocale() === "vi" ? body.nameVi : body.nameEn)).join(", ");
	const role = reviewer ? m.house_role_reviewer() : m.house_role_association_manager();
	return (
		<StaffShell
			nav={nav}
			home={reviewer ? "/review" : "/association"}
			person={{ name, role: `${role}, ${bodies}` }}
			theme={theme}
		>
			<Outlet />
		</StaffShell>
	);
}
