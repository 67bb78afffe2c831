import { Link } from "@remix-run/react";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../parts/class-names.ts";
import { Icon } from "../parts/icon.tsx";

export type PillarBar = {
	name: string;
	answered: number;
	questions: number;
	current?: boolean;
	/** The address of its first question. */
	to: string;
	/** "Pillar 2: Data, 3 of 6 answered". */
	words: string;
};

type Props = {
	label: string;
	pillars: PillarBar[];
	children: ReactNode;
};

/**
 * One bar for each pillar of the questionnaire, with a way to it and a tick once all of it is answered; the current one
 * framed in ink, which `children` say in words.
 */
export function PillarProgress({ label, pillars, children }: Props) {
	return (
		<div>
			<nav aria-label={label}>
				<ol className="pillars">
					{pillars.map((pillar, index) => (
						<li key={pillar.name}>
							<Link
								to={pillar.to}
								aria-label={pillar.words}
								aria-current={pillar.current ? "step" : undefined}
								className="pillar"
							>
								<progress
									aria-hidden="true"
									className={classNames("progress", pillar.current && "progress-current")}
									value={pillar.answered}
									max={pillar.questions}
								/>
								<span className="pillar-number num">
									{index + 1}
									{pillar.answered === pillar.questions ? <Icon of={Check} size={16} /> : null}
								</span>
							</Link>
						</li>
					))}
				</ol>
			</nav>
			<p className="text-ink2 text-small">{children}</p>
		</div>
	);
}
