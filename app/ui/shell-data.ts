import { m } from "#messages/messages.js";
import type { NavItem } from "./nav-item.ts";
import type { Site } from "./site.ts";

/** The links at the foot of every public and business page. */
export function siteOf(root: { helpEmail: string; theme: "light" | "dark" | null } | undefined): Site {
	return {
		footer: [
			{ href: "/how-counted", label: m.house_nav_how_counted() },
			{ href: "/personal-data", label: m.house_nav_personal_data() },
			{ href: "/open-data", label: m.house_nav_open_data() },
		],
		helpEmail: root?.helpEmail ?? "tro-giup@donbay.example",
		theme: root?.theme ?? undefined,
	};
}

/** Marks the entry whose section the reader is in: the one with the longest address that fits. */
export function navAt(pathname: string, items: (NavItem & { also?: string[] })[]): NavItem[] {
	const fittingLength = ({ href, also = [] }: (typeof items)[number]) =>
		Math.max(
			0,
			...[href, ...also]
				.filter((section) => pathname === section || pathname.startsWith(`${section}/`))
				.map((section) => section.length),
		);
	const best = Math.max(...items.map(fittingLength));
	return items.map((item) => {
		const { also: _also, ...entry } = item;
		return { ...entry, current: best > 0 && fittingLength(item) === best };
	});
}
