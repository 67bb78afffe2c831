import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import { roleName } from "#app/identity/roles/role-name.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { navAt } from "#app/ui/shell-data.ts";
import { StaffShell } from "#app/ui/staff-shell.tsx";
import { m } from "#messages/messages.js";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "programme_officer", "finance_officer", "auditor", "administrator");
	return { name: actor.name, roles: actor.roles.map((grant) => grant.role) };
}

const sections = [
	{ href: "/city", label: m.house_nav_overview, roles: ["programme_officer", "auditor", "administrator"] },
	{ href: "/finance", label: m.house_nav_finance, roles: ["finance_officer", "auditor"] },
	{
		href: "/city/budget",
		label: m.house_nav_budget,
		roles: ["programme_officer", "finance_officer", "auditor", "administrator"],
	},
	{
		href: "/city/report",
		label: m.house_nav_report,
		roles: ["programme_officer", "finance_officer", "auditor", "administrator"],
	},
	{ href: "/audit", label: m.house_nav_audit, roles: ["auditor", "administrator"] },
	{ href: "/admin/people", label: m.house_nav_people, roles: ["administrator"] },
	{ href: "/admin/mails", label: m.house_nav_mails, roles: ["administrator"] },
];

export default function CityLayout() {
	const { name, roles } = useLoaderData<typeof loader>();
	const theme = useRouteLoaderData<{ theme: "light" | "dark" | null }>("root")?.theme ?? undefined;
	const { pathname } = useLocation();
	const mine = sections
		.filter((section) => section.roles.some((role) => roles.some((held) => held === role)))
		.map(({ href, label }) => ({ href, label: label() }));
	const nav = navAt(pathname, mine);
	const role = roles[0] ? roleName(roles[0]) : "";
	return (
		<StaffShell nav={nav} home={mine[0]?.href ?? "/"} person={{ name, role }} theme={theme}>
			<Outlet />
		</StaffShell>
	);
}
