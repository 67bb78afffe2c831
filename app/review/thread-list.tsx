import { Pause } from "lucide-react";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkedText } from "#app/ui/reference-link.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ThreadMessage } from "./thread.server.ts";

/** What was said about an application, newest first. */
export function ThreadList({ thread, readerId }: { thread: readonly ThreadMessage[]; readerId: string }) {
	if (thread.length === 0) return <EmptyState sentence={m.review_thread_empty()} />;
	return (
		<ol>
			{thread.map(({ id, authorId, authorName, body, writtenAt, stopsClock }) => (
				<li key={id} className="border-line border-b py-3 last:border-0">
					<p className="flex flex-wrap items-baseline gap-x-2">
						<strong>{authorId === readerId ? m.review_thread_you() : authorName}</strong>
						<time dateTime={writtenAt.toISOString()} className="num text-ink2 text-small">
							{formatDateTime(writtenAt, getLocale())}
						</time>
						{stopsClock ? (
							<Tag tone="yellow" icon={Pause}>
								{m.review_thread_stops_clock()}
							</Tag>
						) : null}
					</p>
					<p className="whitespace-pre-line break-words">
						<LinkedText text={body} />
					</p>
				</li>
			))}
		</ol>
	);
}
