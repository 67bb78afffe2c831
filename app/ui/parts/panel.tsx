import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

type Props = {
	/** `paper` on a desk's ground; the tinted ones for one thing a page. */
	tone?: "paper" | "green" | "yellow" | "ground";
	/** The 5 px rule on top. */
	rule?: "green" | "yellow" | "red";
	title?: ReactNode;
	sub?: ReactNode;
	/** A link at the right of the title, most often "how counted". */
	action?: ReactNode;
	children: ReactNode;
};

/** A sheet on ground (staff pages), or the one tinted block of a public page. */
export function Panel({ tone = "paper", rule, title, sub, action, children }: Props) {
	const id = useId();
	return (
		<section
			aria-labelledby={title ? id : undefined}
			className={classNames("panel md:p-5", `panel-${tone}`, rule && `panel-rule-${rule}`)}
		>
			{title ? (
				<div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
					<h2 id={id} className="font-bold text-lead">
						{title}
					</h2>
					{action ? <div className="text-small">{action}</div> : null}
					{sub ? <p className="max-w-none basis-full text-ink2 text-small">{sub}</p> : null}
				</div>
			) : null}
			{children}
		</section>
	);
}
