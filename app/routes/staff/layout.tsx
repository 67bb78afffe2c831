import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useMatches, useRouteLoaderData } from "@remix-run/react";
import { associationName } from "#app/association/association-name.ts";
import { associationNames } from "#app/association/associations.server.ts";
import { holds, scopesOf } from "#app/house/access.ts";
import { db } from "#app/house/database.server.ts";
import { entranceOf } from "#app/identity/entrance.ts";
import { roleName } from "#app/identity/roles/role-name.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { type Doors, DoorsProvider } from "#app/ui/parts/reference-link.tsx";
import { navAt } from "#app/ui/shells/shell-data.ts";
import { StaffShell } from "#app/ui/shells/staff-shell.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

const everyRole = [
	"reviewer",
	"association_manager",
	"programme_officer",
	"finance_officer",
	"auditor",
	"administrator",
] as const;

const city = ["programme_officer", "finance_officer", "auditor", "administrator"];

/** The sections of all desks; a person has those of their roles. */
const sections = [
	{ href: "/review", label: m.house_nav_queue, roles: ["reviewer"] },
	{ href: "/review/claims", label: m.house_nav_claims, roles: ["reviewer"] },
	{ href: "/association", label: m.house_nav_association, roles: ["association_manager"] },
	{ href: "/association/queue", label: m.house_nav_waiting, roles: ["association_manager"] },
	{ href: "/city", label: m.house_nav_overview, roles: ["programme_officer", "auditor", "administrator"] },
	{ href: "/finance", label: m.house_nav_finance, roles: ["finance_officer", "auditor"] },
	{ href: "/city/stops", label: m.house_nav_stops, roles: ["programme_officer", "finance_officer", "auditor"] },
	{ href: "/city/budget", label: m.house_nav_budget, roles: city },
	{
		href: "/city/working-days",
		label: m.house_nav_working_days,
		roles: ["programme_officer", "auditor", "administrator"],
	},
	{ href: "/city/report", label: m.house_nav_report, roles: city },
	{ href: "/audit", label: m.house_nav_audit, roles: ["auditor", "administrator"] },
	{ href: "/admin/people", label: m.house_nav_people, roles: ["administrator"] },
	{ href: "/admin/mails", label: m.house_nav_mails, roles: ["administrator"] },
];

/** The frame of all desks: several roles read a file, each with their own sections around it. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...everyRole);
	return {
		name: actor.name,
		roles: everyRole.filter((role) => holds(actor, role)),
		home: entranceOf(actor),
		associations: await associationNames(db, scopesOf(actor, "reviewer", "association_manager")),
	};
}

export default function StaffLayout() {
	const { name, roles, home, associations } = useLoaderData<typeof loader>();
	const theme = useRouteLoaderData<{ theme: "light" | "dark" | null }>("root")?.theme ?? undefined;
	const { pathname } = useLocation();
	const mine = sections.filter((section) => section.roles.some((role) => roles.some((held) => held === role)));
	const nav = navAt(
		pathname,
		mine.map(({ href, label }) => ({ href, label: label() })),
	);
	const [body, ...others] = associations.map((each) => associationName(each, getLocale()));
	// The names of several do not fit into the head of a page.
	const where = others.length > 0 ? m.house_in_associations({ count: associations.length }) : body;
	const role = [roles[0] && roleName(roles[0]), where].filter(Boolean).join(", ");
	const doors = useMatches().map(({ data }) => (data as { doors?: Doors } | undefined)?.doors);
	return (
		<StaffShell nav={nav} home={home} person={{ name, role }} theme={theme}>
			<DoorsProvider doors={Object.assign({}, ...doors)}>
				<Outlet />
			</DoorsProvider>
		</StaffShell>
	);
}
