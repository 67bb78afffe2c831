import { Link } from "@remix-run/react";
import { Scale } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** Where a rule comes from, as a link under the rule, to a document of its own; never a tooltip. On paper the address is printed too. */
export function LegalSource({ href, children }: { href?: string; children: ReactNode }) {
	return (
		<span className="legal-source">
			<Icon of={Scale} size={16} />
			{href ? (
				<Link to={href} reloadDocument>
					{children}
				</Link>
			) : (
				<span>{children}</span>
			)}
		</span>
	);
}
