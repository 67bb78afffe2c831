import { Link, type LinkProps } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { Icon } from "./icon.tsx";

/**
 * A link that moves the reader. Plain `<Link>` looks the same; this one adds an icon, or a download.
 *
 * @param file The address answers with a file, which the router must leave to the browser.
 */
export function TextLink({ icon, file, children, ...link }: LinkProps & { icon?: LucideIcon; file?: boolean }) {
	if (!icon) {
		return (
			<Link reloadDocument={file} {...link}>
				{children}
			</Link>
		);
	}
	return (
		<span>
			<Icon of={icon} className="mr-1.5 inline align-[-0.25em] text-green" />
			<Link reloadDocument={file} {...link}>
				{children}
			</Link>
		</span>
	);
}
