import { Link } from "@remix-run/react";
import { m } from "#messages/messages.js";
import { TileStrip } from "../charts/tile-strip.tsx";
import { AsTyped } from "../parts/as-typed.tsx";
import type { Site } from "./site.ts";
import { ThemeChoice } from "./theme-choice.tsx";

/** Foot of public and business pages: tile strip, help line, and links to pages that come without scripts. */
export function SiteFooter({ site }: { site: Site }) {
	return (
		<footer className="site-footer">
			<TileStrip size={12} />
			<div className="column flex flex-col gap-x-8 gap-y-2 py-5 md:flex-row md:flex-wrap md:items-center md:justify-between">
				<p className="max-w-none">
					<strong>{m.ui_help()}</strong> {m.ui_help_line()}{" "}
					<a href={`mailto:${site.helpEmail}`} className="whitespace-nowrap">
						{site.helpEmail}
					</a>
					. {m.ui_help_answer()}
				</p>
				<ul className="flex flex-wrap gap-x-6">
					{site.footer.map((item) => (
						<li key={item.href}>
							<Link to={item.href} reloadDocument className="inline-flex min-h-11 items-center">
								{item.label}
							</Link>
						</li>
					))}
				</ul>
				<AsTyped />
				<div className="hidden basis-full md:block">
					<ThemeChoice theme={site.theme} />
				</div>
			</div>
		</footer>
	);
}
