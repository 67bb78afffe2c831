import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

/** A way in: what it is, and what it costs in time. On home one is filled and one outlined. */
export function Door({ to, title, fact, outline }: { to: string; title: string; fact: string; outline?: boolean }) {
	return (
		<Link to={to} className={classNames("door", outline && "door-outline")}>
			<span>
				<span className="block font-semibold text-lead">{title}</span>
				<span className="block text-small">{fact}</span>
			</span>
			<Icon of={ArrowRight} size={24} className="shrink-0" />
		</Link>
	);
}
