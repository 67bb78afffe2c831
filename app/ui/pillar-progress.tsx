import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type PillarBar = { name: string; answered: number; questions: number; current?: boolean };

/** One bar for each pillar of the questionnaire, the current one framed in ink; `children` say it in words. */
export function PillarProgress({ pillars, children }: { pillars: PillarBar[]; children: ReactNode }) {
	return (
		<div>
			<div className="pillars" aria-hidden="true">
				{pillars.map((pillar) => (
					<progress
						key={pillar.name}
						className={classNames("progress", pillar.current && "progress-current")}
						value={pillar.answered}
						max={pillar.questions}
					/>
				))}
			</div>
			<p className="mt-2 text-ink2 text-small">{children}</p>
		</div>
	);
}
