import { Fragment } from "react";
import { classNames } from "../parts/class-names.ts";

type Step = {
	label: string;
	count: number;
	/** The count as written for the reader. */
	value: string;
	/** Share of the step before, in words. */
	share?: string;
	/** The step that loses most: yellow, bold, and said. */
	worst?: boolean;
};

/** How far each got: left-aligned bars, the count, the share of the step before. */
export function Funnel({ label, steps }: { label: string; steps: Step[] }) {
	const most = Math.max(1, ...steps.map((step) => step.count));
	return (
		<div role="img" aria-label={label} className="funnel">
			{steps.map((step) => {
				// The widest bar leaves room for the words behind it.
				const width = `${(step.count / most) * 64}%`;
				return (
					<Fragment key={step.label}>
						<span className={classNames(step.worst && "font-semibold")}>{step.label}</span>
						<span className="num text-right font-semibold">{step.value}</span>
						<span className="flex min-h-[34px] min-w-0 items-center gap-2">
							<svg aria-hidden="true" width={width} height="24" className="flex-none overflow-visible">
								<rect
									y="1"
									height="22"
									width="100%"
									className={step.worst ? "fill-yellow stroke-ink" : "fill-green"}
									strokeWidth={step.worst ? 1.5 : undefined}
								/>
							</svg>
							{/* On a phone it takes more than one line. */}
							{step.share ? (
								<span className={classNames("min-w-0", step.worst ? "font-semibold" : "num text-ink2")}>
									{step.share}
								</span>
							) : null}
						</span>
					</Fragment>
				);
			})}
		</div>
	);
}
