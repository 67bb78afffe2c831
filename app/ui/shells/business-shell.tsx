import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { m } from "#messages/messages.js";
import type { NavItem } from "../parts/nav-item.ts";
import { UnsentNotice } from "../parts/unsent-notice.tsx";
import { AccountLink } from "./account-link.tsx";
import { PrintFoot } from "./print-foot.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import type { Site } from "./site.ts";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import { SkipLink } from "./skip-link.tsx";

type Props = {
	nav: NavItem[];
	site: Site;
	/** Who is signed in. */
	personName?: string;
	/** Name of the business that the pages are about; none before it is entered. */
	businessName?: string;
	/** Where to change to another business, if the person acts for several. */
	switchHref?: string;
	/** Name of the business that a helper fills in for, under a mandate. */
	helping?: string;
	children: ReactNode;
};

/** Frame of a business owner's own pages. */
export function BusinessShell({ nav, site, personName, businessName, switchHref, helping, children }: Props) {
	const business = businessName ? (
		<span className="block font-medium">
			{businessName} {switchHref ? <Link to={switchHref}>{m.ui_switch_business()}</Link> : null}
		</span>
	) : null;
	const person =
		business || personName ? (
			<>
				{business}
				{personName ? <AccountLink name={personName} /> : null}
			</>
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
				<UnsentNotice />
				{children}
			</main>
			<SiteFooter site={site} />
			<PrintFoot />
		</>
	);
}
