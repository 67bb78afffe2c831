import type { ReactNode } from "react";
import { AsTyped } from "../parts/as-typed.tsx";
import type { NavItem } from "../parts/nav-item.ts";
import { UnsentNotice } from "../parts/unsent-notice.tsx";
import { AccountLink } from "./account-link.tsx";
import { PrintFoot } from "./print-foot.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import { SiteHeader } from "./site-header.tsx";
import { SkipLink } from "./skip-link.tsx";
import { type Theme, ThemeChoice } from "./theme-choice.tsx";

type Props = {
	nav: NavItem[];
	person: { name: string; role: string };
	/** Where the mark leads: the first section of this role. */
	home: string;
	theme?: Theme;
	children: ReactNode;
};

/** Frame of the desks: dark green header with the sections, the person and the role; panels on ground, full width. */
export function StaffShell({ nav, person, home, theme, children }: Props) {
	return (
		<div className="desk">
			<SkipLink />
			<SiteHeader
				look="desk"
				home={home}
				nav={nav}
				theme={theme}
				person={
					<>
						<strong className="block">
							<AccountLink name={person.name} />
						</strong>
						{person.role}
					</>
				}
				account={<SignOutButton />}
			/>
			<main id="main" tabIndex={-1} className="px-4 pt-5 pb-8 md:px-6">
				<UnsentNotice />
				{children}
			</main>
			<footer className="px-4 pb-4 text-small md:px-6">
				<AsTyped />
				<div className="hidden md:block">
					<ThemeChoice theme={theme} />
				</div>
			</footer>
			<PrintFoot />
		</div>
	);
}
