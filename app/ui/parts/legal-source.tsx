import { Link } from "@remix-run/react";
import { Scale } from "lucide-react";
import type { ReactNode } from "react";
import { legalTextUrl } from "#app/kernel/legal-texts.ts";
import { Icon } from "./icon.tsx";

/**
 * Where a rule comes from, as a link under the rule, to a document of its own; never a tooltip. On paper the address is
 * printed too. `bare`, without the icon, where it stands at the right of the rule's own title. Without `href` it leads to the page of the legal text that the words name.
 */
export function LegalSource({ href, bare, children }: { href?: string; bare?: boolean; children: ReactNode }) {
	const to = href ?? (typeof children === "string" ? legalTextUrl(children) : null);
	return (
		<span className="legal-source">
			{bare ? null : <Icon of={Scale} size={16} />}
			{to ? (
				<Link to={to} reloadDocument>
					{children}
				</Link>
			) : (
				<span>{children}</span>
			)}
		</span>
	);
}
