import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Compounds } from "./compounds.tsx";

const looks = {
	page: "type-h1",
	result: "type-result",
	question: "type-question",
	display: "type-display",
};

type Props = {
	children: ReactNode;
	/** `result` for an outcome or amount, `question` for one question a page, `display` for home only. */
	look?: keyof typeof looks;
	/** One small line above: what kind of thing this is, or whose. */
	over?: ReactNode;
	/** One sentence below: what it means. */
	lead?: ReactNode;
	/** Staff pages: the one action, at the right. */
	action?: ReactNode;
};

/** The page's `<h1>`: the result in words with its number, and its meaning in a sentence. */
export function PageTitle({ children, look = "page", over, lead, action }: Props) {
	return (
		<div
			className={classNames("mb-5 md:mb-6", action !== undefined && "flex flex-wrap items-end justify-between gap-4")}
		>
			<div>
				{over ? <p className="text-ink2">{over}</p> : null}
				<h1 className={looks[look]}>
					<Compounds of={children} />
				</h1>
				{lead ? <p className="page-lead mt-2">{lead}</p> : null}
			</div>
			{action}
		</div>
	);
}
