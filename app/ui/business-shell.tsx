import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { m } from "#messages/messages.js";
import type { NavItem } from "./nav-item.ts";
import { PrintFoot } from "./print-foot.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import type { Site } from "./site.ts";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import { SkipLink } from "./skip-link.tsx";

type Props = {
	nav: NavItem[];
	site: Site;
	/** Name of the business that the pages are about; none before it is entered. */
	businessName?: string;
	/** Where to change to another business, if the person acts for several. */
	switchHref?: string;
	/** Name of the business that a helper fills in for, under a mandate. */
	helping?: string;
	children: ReactNode;
};

/** Frame of a business owner's own pages. */
export function BusinessShell({ nav, site, businessName, switchHref, helping, children }: Props) {
	const person = businessName ? (
		<span className="font-medium">
			{businessName} {switchHref ? <Link to={switchHref}>{m.ui_switch_business()}</Link> : null}
		</span>
	) : undefined;
	return (
		<>
			<SkipLink />
			<SiteHeader look="paper" home="/" nav={nav} theme={site.theme} person={person} account={<SignOutButton />} />
			{helping ? (
				<div className="mandate-bar">
					<p className="column py-2">{m.ui_helping({ name: helping })}</p>
				</div>
			) : null}
			<main id="main" tabIndex={-1} className="column pt-5 md:pt-6">
				{children}
			</main>
			<SiteFooter site={site} />
			<PrintFoot />
		</>
	);
}
