import { Link } from "@remix-run/react";
import type { NavItem } from "./nav-item.ts";

/** Views of one thing, as links with a green underline; `count` says how much waits there. */
export function Tabs({ label, tabs }: { label: string; tabs: (NavItem & { count?: number })[] }) {
	return (
		<nav aria-label={label} className="tabs">
			<ul>
				{tabs.map((tab) => (
					<li key={tab.href}>
						<Link to={tab.href} aria-current={tab.current ? "page" : undefined} preventScrollReset>
							{tab.label}
							{tab.count === undefined ? null : ` (${tab.count})`}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
