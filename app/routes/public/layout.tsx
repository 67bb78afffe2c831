import { Outlet, useLocation, useMatches, useRouteLoaderData } from "@remix-run/react";
import { PublicShell } from "#app/ui/shells/public-shell.tsx";
import { navAt, siteOf } from "#app/ui/shells/shell-data.ts";
import { m } from "#messages/messages.js";

type Root = {
	helpEmail: string;
	theme: "light" | "dark" | null;
	person: { name: string; entrance: string } | null;
};

/** A page whose first part runs over the whole width says so with `handle = { fullWidth: true }`. */
type Handle = { fullWidth?: boolean } | undefined;

export default function PublicLayout() {
	const root = useRouteLoaderData<Root>("root");
	const { pathname } = useLocation();
	const fullWidth = useMatches().some((match) => (match.handle as Handle)?.fullWidth);
	const isSigningIn = pathname === "/sign-in/second-factor";
	const publicPages = [
		{ href: "/assess", label: m.house_nav_assess() },
		{ href: "/check", label: m.house_nav_check() },
		{ href: "/verify", label: m.house_nav_verify(), withoutScripts: true },
		{ href: "/open-data", label: m.house_nav_open_data(), withoutScripts: true },
	];
	const nav = isSigningIn ? [] : navAt(pathname, publicPages);
	return (
		<PublicShell
			nav={nav}
			site={siteOf(root)}
			person={root?.person ?? undefined}
			isSigningIn={isSigningIn}
			lead={fullWidth ? <Outlet /> : undefined}
		>
			{fullWidth ? null : <Outlet />}
		</PublicShell>
	);
}
