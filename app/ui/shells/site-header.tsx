import { Link, useLocation } from "@remix-run/react";
import { Menu } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "#messages/messages.js";
import { classNames } from "../parts/class-names.ts";
import { Icon } from "../parts/icon.tsx";
import { Mark } from "../parts/mark.tsx";
import type { NavItem } from "../parts/nav-item.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import { type Theme, ThemeChoice } from "./theme-choice.tsx";

type Props = {
	/** `desk` is the dark green header of staff pages, as wide as the window. */
	look: "paper" | "desk";
	home: string;
	nav: NavItem[];
	theme?: Theme;
	/** Who is here, at the right of the header and at the top of the menu. */
	person?: ReactNode;
	/** Sign in or sign out. */
	account: ReactNode;
};

/** Header of all pages. Below 960 px the navigation folds into a native `<details>`, so that it opens without scripts. */
export function SiteHeader({ look, home, nav, theme, person, account }: Props) {
	const { key } = useLocation();
	const desk = look === "desk";
	return (
		<header className={desk ? "desk-header" : "site-header"}>
			<div className={classNames("site-header-row", desk ? "px-4 md:px-6" : "column")}>
				<Link to={home} className="brand">
					<Mark />
					{m.ui_app_name()}
				</Link>
				<NavLinks nav={nav} className="nav-wide" />
				<div className="header-end">
					<div className="header-person">{person}</div>
					<LanguageSwitch />
					<div className="hidden md:block">{account}</div>
					{/* The key folds the menu again after a move within the page. */}
					<details key={key} className="menu">
						<summary>
							<Icon of={Menu} />
							{m.ui_menu()}
						</summary>
						<div className="menu-panel">
							{person ? <div className="border-line border-b py-2 text-small">{person}</div> : null}
							<NavLinks nav={nav} />
							<div className="mt-2">{account}</div>
							<ThemeChoice theme={theme} />
						</div>
					</details>
				</div>
			</div>
		</header>
	);
}

function NavLinks({ nav, className }: { nav: NavItem[]; className?: string }) {
	return (
		<nav aria-label={m.ui_main_navigation()} className={className}>
			<ul>
				{nav.map((item) => (
					<li key={item.href}>
						<Link to={item.href} reloadDocument={item.withoutScripts} aria-current={item.current ? "page" : undefined}>
							{item.label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
