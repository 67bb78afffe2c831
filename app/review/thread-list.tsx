import { Pause } from "lucide-react";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { Thread, ThreadMessage } from "./thread.server.ts";

type Props = { thread: Thread; readerId: string; hrefFor: (page: number) => string };

/** What was said about an application, newest first, a page at a time. */
export function ThreadList({ thread, ...props }: Props) {
	const { messages, first, total, page, pages } = thread;
	if (total === 0) return <EmptyState sentence={m.review_thread_empty()} />;
	const summary = m.review_thread_shown({ first, last: first + messages.length - 1, count: total });
	return (
		<>
			<Messages messages={messages} readerId={props.readerId} />
			{pages > 1 ? <Pagination page={page} pages={pages} hrefFor={props.hrefFor} summary={summary} /> : null}
		</>
	);
}

function Messages({ messages, readerId }: { messages: readonly ThreadMessage[]; readerId: string }) {
	return (
		<ol>
			{messages.map(({ id, authorId, authorName, body, writtenAt, stopsClock }) => (
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
						<Typed text={body} />
					</p>
				</li>
			))}
		</ol>
	);
}
