import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type Props = {
	tone: "green" | "red" | "yellow";
	icon: LucideIcon;
	title: string;
	children: ReactNode;
};

/** The answer in one glance, over the whole width: word, icon and colour (verification page). */
export function Verdict({ tone, icon: Drawing, title, children }: Props) {
	return (
		<div className={`verdict verdict-${tone}`}>
			<div className="column flex flex-wrap items-start gap-x-4 py-6">
				<span className="verdict-icon">
					<Drawing aria-hidden="true" size={30} strokeWidth={2.5} />
				</span>
				<h1 className="type-h1 flex-1">{title}</h1>
				<div className={classNames("mt-3 basis-full")}>{children}</div>
			</div>
		</div>
	);
}
