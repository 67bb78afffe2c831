import { ClockAlert, Hourglass, Inbox, Lock } from "lucide-react";
import type { ApplicationState } from "#app/application/application.states.ts";
import { StateTag } from "#app/application/state-tag.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { Attention } from "../review.rules.ts";

/** What a file calls attention to; its state where it calls for none. */
export function AttentionTag({ attention, state }: { attention: Attention; state: ApplicationState | null }) {
	switch (attention.kind) {
		case "locked":
			return <LockedTag />;
		case "overdue":
			return (
				<Tag tone="red" icon={ClockAlert}>
					{m.review_tag_overdue({ count: attention.overdueDays })}
				</Tag>
			);
		case "due-today":
			return (
				<Tag tone="yellow" icon={Hourglass}>
					{m.review_tag_due_today()}
				</Tag>
			);
		case "new":
			return (
				<Tag tone="outline" icon={Inbox}>
					{m.review_tag_new()}
				</Tag>
			);
		case "none":
			return state ? <StateTag state={state} /> : null;
	}
}

/** A file that its reader is tied to. */
export function LockedTag() {
	return (
		<Tag tone="neutral" icon={Lock}>
			{m.review_tag_locked()}
		</Tag>
	);
}

/** A file that its reader reads and does not change. */
export function ReadOnlyTag() {
	return (
		<Tag tone="neutral" icon={Lock}>
			{m.review_tag_read_only()}
		</Tag>
	);
}
