import { Link } from "@remix-run/react";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** The way back, above the title; says where it leads ("Hồ sơ của tôi"), not just "back". */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
	return (
		<p className="back-link -mt-3 mb-1 -ml-1 flex min-h-11 items-center gap-1">
			<Icon of={ChevronLeft} />
			<Link to={to}>{children}</Link>
		</p>
	);
}
