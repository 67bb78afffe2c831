import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useMatches, useRouteLoaderData } from "@remix-run/react";
import { ownBusinessName } from "#app/business/own-business.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { type Doors, DoorsProvider } from "#app/ui/parts/reference-link.tsx";
import { BusinessShell } from "#app/ui/shells/business-shell.tsx";
import { businessSections, navAt, siteOf } from "#app/ui/shells/shell-data.ts";

type Root = { helpEmail: string; theme: "light" | "dark" | null; person: { name: string } | null };

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	return { businessName: await ownBusinessName(db, actor) };
}

export default function BusinessLayout() {
	const { businessName } = useLoaderData<typeof loader>();
	const root = useRouteLoaderData<Root>("root");
	const { pathname } = useLocation();
	const nav = navAt(pathname, businessSections());
	const doors = useMatches().map(({ data }) => (data as { doors?: Doors } | undefined)?.doors);
	return (
		<BusinessShell
			nav={nav}
			site={siteOf(root)}
			personName={root?.person?.name}
			businessName={businessName ?? undefined}
		>
			<DoorsProvider doors={Object.assign({}, ...doors)}>
				<Outlet />
			</DoorsProvider>
		</BusinessShell>
	);
}
