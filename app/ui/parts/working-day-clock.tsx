import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type WorkingDay = "past" | "paused" | "today" | "to-come" | "over";

type Props = {
	/** One for each working day, in order. */
	squares: WorkingDay[];
	/** Says the same in words: day, days left, limit, pauses. Always there; the squares only show it. */
	sentence: ReactNode;
	/** `small` in queues, `large` where a few days are the message. */
	size?: "small" | "normal" | "large";
};

/** One square per working day until the answer is due. */
export function WorkingDayClock({ squares, sentence, size = "normal" }: Props) {
	return (
		<div>
			<div aria-hidden="true" className={classNames("squares", size !== "normal" && `squares-${size}`)}>
				{squares.map((day, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the row
					<span key={index} className={`square square-${day}`} />
				))}
			</div>
			<div className={classNames("num", size === "small" ? "text-caption" : "mt-1 text-small")}>{sentence}</div>
		</div>
	);
}
