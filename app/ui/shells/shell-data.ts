import { m } from "#messages/messages.js";
import type { NavItem } from "../parts/nav-item.ts";
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

type NavSection = NavItem & { also?: string[] };

/** The sections of a business's own pages. */
export function businessSections(): NavSection[] {
	return [
		{ href: "/business", label: m.house_nav_business() },
		{ href: "/assessments", label: m.house_nav_assessments() },
		{ href: "/applications", label: m.house_nav_applications(), also: ["/claims"] },
		{ href: "/money", label: m.house_nav_money() },
		{ href: "/documents", label: m.house_nav_documents() },
	];
}

/** Marks the entry whose section the reader is in: the one with the longest address that fits. */
export function navAt(pathname: string, items: NavSection[]): NavItem[] {
	const fittingLength = ({ href, also = [] }: NavSection) =>
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
