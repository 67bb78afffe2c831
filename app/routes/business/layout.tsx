import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import { ownBusinessName } from "#app/business/own-business.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { BusinessShell } from "#app/ui/business-shell.tsx";
import { navAt, siteOf } from "#app/ui/shell-data.ts";
import { m } from "#messages/messages.js";

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	return { businessName: await ownBusinessName(db, actor) };
}

export default function BusinessLayout() {
	const { businessName } = useLoaderData<typeof loader>();
	const root = useRouteLoaderData<{ helpEmail: string; theme: "light" | "dark" | null }>("root");
	const { pathname } = useLocation();
	const nav = navAt(pathname, [
		{ href: "/business", label: m.house_nav_business() },
		{ href: "/assessments", label: m.house_nav_assessments() },
		{ href: "/applications", label: m.house_nav_applications(), also: ["/claims"] },
		{ href: "/money", label: m.house_nav_money() },
		{ href: "/documents", label: m.house_nav_documents() },
	]);
	return (
		<BusinessShell nav={nav} site={siteOf(root)} businessName={businessName ?? undefined}>
			<Outlet />
		</BusinessShell>
	);
}
