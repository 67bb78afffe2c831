import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { m } from "#messages/messages.js";
import type { NavItem } from "../parts/nav-item.ts";
import { AccountLink } from "./account-link.tsx";
import { PrintFoot } from "./print-foot.tsx";
import type { Site } from "./site.ts";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import { SkipLink } from "./skip-link.tsx";

type Props = {
	nav: NavItem[];
	site: Site;
	/** Somebody who is signed in, and where their own pages are; without it the header offers to sign in. */
	person?: { name: string; entrance: string };
	/** Half signed in: the password was right, and the code is still asked for. */
	isSigningIn?: boolean;
	/** Parts that run over the whole width (hero, verdict), above the column of `children`. */
	lead?: ReactNode;
	children?: ReactNode;
};

/** Frame of the pages that anyone may read. */
export function PublicShell({ nav, site, person, isSigningIn, lead, children }: Props) {
	const entry = person
		? { href: person.entrance, label: m.ui_own_pages() }
		: { href: "/sign-in", label: isSigningIn ? m.ui_sign_in_otherwise() : m.ui_sign_in() };
	return (
		<>
			<SkipLink />
			<SiteHeader
				look="paper"
				home="/"
				nav={nav}
				theme={site.theme}
				person={person ? <AccountLink name={person.name} /> : undefined}
				account={
					<Link to={entry.href} className="inline-flex min-h-11 items-center">
						{entry.label}
					</Link>
				}
			/>
			<main id="main" tabIndex={-1}>
				{lead}
				{children ? <div className="column pt-5 md:pt-6">{children}</div> : null}
			</main>
			<SiteFooter site={site} />
			<PrintFoot />
		</>
	);
}
