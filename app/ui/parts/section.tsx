import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { Compounds } from "./compounds.tsx";

type Props = {
	title: ReactNode;
	/** One line under the title: unit, period, group size. */
	sub?: ReactNode;
	/** A link at the right of the title, most often "how counted". */
	action?: ReactNode;
	/** Name of the place for links to it: `#size-class`. */
	anchor?: string;
	/** The 2 px ink rule under the title; leave it out where a table brings its own. */
	rule?: boolean;
	children: ReactNode;
};

/** A part of a page under an `<h2>`, set off by space and an ink rule, not by a box. */
export function Section({ title, sub, action, anchor, rule = true, children }: Props) {
	const id = useId();
	return (
		<section id={anchor} aria-labelledby={id} className="mt-8 first:mt-0 md:mt-12">
			<div
				className={classNames(
					"flex flex-wrap items-baseline justify-between gap-x-4",
					rule ? "border-ink border-b-2 pb-3" : "pb-2",
				)}
			>
				<h2 id={id} className="type-h2">
					<Compounds of={title} />
				</h2>
				{action ? <div className="text-small">{action}</div> : null}
				{sub ? <p className="max-w-none basis-full text-ink2">{sub}</p> : null}
			</div>
			{children}
		</section>
	);
}
