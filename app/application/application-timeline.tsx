import { associationName } from "#app/association/association-name.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Timeline, type TimelineEvent } from "#app/ui/parts/timeline.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { getLocale } from "#messages/runtime.js";
import { isOver } from "./application.states.ts";
import { eventTitle, secondPersonText } from "./application-text.ts";
import type { EventRow, StatusPage } from "./status-page.server.ts";

const trouble = new Set([
	"rejected",
	"lapsed",
	"lapsed-at-closing",
	"given-up",
	"provider-declined",
	"cancelled",
	"claim-refused",
	"claim-returned",
	"payment-failed",
]);

type Props = { page: Pick<StatusPage, "events" | "state" | "association"> };

/** What happened to an application, newest on top, with what was said. */
export function ApplicationTimeline({ page: { events, state, association } }: Props) {
	const locale = getLocale();
	const by = association ? associationName(association, locale) : "";
	return (
		<Timeline
			events={events.map(
				(event, index): TimelineEvent => ({
					id: event.id,
					state: trouble.has(event.what) ? "trouble" : index === 0 && !isOver(state) ? "now" : "done",
					title: eventTitle(event.what, locale),
					when: formatDateTime(event.at, locale),
					dateTime: event.at.toISOString(),
					detail: detailOf(event, by),
					quote: trouble.has(event.what) && reasonsOf(event) ? <Typed text={reasonsOf(event)} /> : undefined,
				}),
			)}
		/>
	);
}

/** Who it was, and the amount. Reviewers appear as their association: it decides, not the person. */
function detailOf({ what, side, actorName, facts }: EventRow, association: string): string {
	const amountDong = facts.approvedDong ?? facts.amountDong ?? facts.allowedDong;
	const who = side === "association" ? association : side === "business" ? actorName : namedBy(facts);
	const amount = typeof amountDong === "bigint" ? formatDong(amountDong, getLocale()) : "";
	const said = trouble.has(what)
		? ""
		: reasonsOf({ facts }) || addressOf(facts) || secondPersonText(facts, getLocale());
	return [[who, amount].filter(Boolean).join(", "), said].filter(Boolean).join(": ");
}

/** A provider has no account: who answered for it, and which it was, are facts of the event. */
function namedBy({ name, provider }: EventRow["facts"]): string {
	return [name, provider].filter((part) => typeof part === "string").join(", ");
}

/** "Công ty Vàm Sông, ban-hang@vamsong.example → sale@vamsong.example". */
function addressOf({ provider, before, toEmail }: EventRow["facts"]): string {
	return before && toEmail ? `${provider}, ${before} → ${toEmail}` : "";
}

function reasonsOf({ facts }: Pick<EventRow, "facts">): string {
	return typeof facts.reasons === "string" ? facts.reasons : "";
}
