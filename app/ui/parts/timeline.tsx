import { Check, Hourglass, type LucideIcon, X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { LinkedText } from "./reference-link.tsx";

export type TimelineEvent = {
	id: string;
	state: "done" | "now" | "trouble" | "to-come";
	/** Says what kind of event it is; without one the state's own icon stands. */
	icon?: LucideIcon;
	title: ReactNode;
	/** The exact time, already formatted; `dateTime` is the same for machines. */
	when?: string;
	dateTime?: string;
	/** Who or what it was about. */
	detail?: ReactNode;
	/** What the other side said, word for word, and what it means for the money. */
	quote?: ReactNode;
};

/** What is still to come has an empty square: a tick would say that it is done. */
const icons: Record<TimelineEvent["state"], LucideIcon | null> = {
	done: Check,
	now: Hourglass,
	trouble: X,
	"to-come": null,
};

type Props = {
	events: TimelineEvent[];
	/** In the order of time, beside each other where there is room. */
	across?: boolean;
};

const linked = (said: ReactNode) => (typeof said === "string" ? <LinkedText text={said} /> : said);

/** What happened, like a parcel's trail: newest (or what is still to come) on top. */
export function Timeline({ events, across }: Props) {
	return (
		<ol className={classNames("timeline", across && "timeline-across")}>
			{events.map((event) => {
				const icon = event.icon ?? icons[event.state];
				return (
					<li
						key={event.id}
						className={`timeline-event timeline-event-${event.state}`}
						aria-current={event.state === "now" ? "step" : undefined}
					>
						<span className="timeline-square">{icon ? <Icon of={icon} size={18} /> : null}</span>
						<div>
							<div className="timeline-title">{event.title}</div>
							{event.when ? (
								<time dateTime={event.dateTime} className="timeline-when num">
									{event.when}
								</time>
							) : null}
							{event.detail ? <div className="text-small">{linked(event.detail)}</div> : null}
							{event.quote ? <div className="timeline-quote">{linked(event.quote)}</div> : null}
						</div>
					</li>
				);
			})}
		</ol>
	);
}
