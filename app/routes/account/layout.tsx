import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import { ownBusinessName } from "#app/business/own-business.server.ts";
import { db } from "#app/house/database.server.ts";
import { entranceOf } from "#app/identity/entrance.ts";
import { roleName } from "#app/identity/roles/role-name.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BusinessShell } from "#app/ui/shells/business-shell.tsx";
import { businessSections, navAt, siteOf } from "#app/ui/shells/shell-data.ts";
import { StaffShell } from "#app/ui/shells/staff-shell.tsx";
import { m } from "#messages/messages.js";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	return {
		name: actor.name,
		roles: actor.roles.map(({ role }) => role),
		entrance: entranceOf(actor),
		businessName: await ownBusinessName(db, actor),
	};
}

/** The frame that the person has on their other pages: the desk of staff, or a business's. */
export default function AccountLayout() {
	const { name, roles, entrance, businessName } = useLoaderData<typeof loader>();
	const root = useRouteLoaderData<{ helpEmail: string; theme: "light" | "dark" | null }>("root");
	const { pathname } = useLocation();
	const [role] = roles;
	if (role) {
		const nav = navAt(pathname, [{ href: entrance, label: m.ui_own_work() }]);
		return (
			<StaffShell nav={nav} home={entrance} person={{ name, role: roleName(role) }} theme={root?.theme ?? undefined}>
				<div className="panel account-sheet">
					<Outlet />
				</div>
			</StaffShell>
		);
	}
	return (
		<BusinessShell
			nav={navAt(pathname, businessSections())}
			site={siteOf(root)}
			personName={name}
			businessName={businessName ?? undefined}
		>
			<Outlet />
		</BusinessShell>
	);
}
