import { formatDong } from "#app/kernel/dong.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { QueuePlace } from "../desk/queue-place.server.ts";
import type { DecisionKind } from "../review.rules.ts";
import type { OpenCase } from "./case-page.server.ts";
import { SecondPersonReason } from "./second-person-reason.tsx";

const said: Record<DecisionKind, (facts: { amount: string }) => string> = {
	approve: m.review_done_approve,
	approve_in_part: m.review_done_approve,
	reject: m.review_done_reject,
	request_changes: m.review_done_request_changes,
	recommend: m.review_done_recommend,
	return: m.review_done_return,
};

/** What the reviewer has just decided, what follows of it, and the way to the next file. */
export function DecidedNotice({
	page,
	made,
	place,
}: {
	page: OpenCase;
	made: string | null;
	place: QueuePlace | null;
}) {
	const [newest] = page.decisions;
	// A decision that was made since is told by the page itself.
	if (!newest || newest.id !== made) return null;
	const { next } = place ?? { next: null };
	return (
		<div className="mb-4">
			<Notice tone="green" title={said[newest.kind]({ amount: formatDong(newest.approvedDong, getLocale()) })}>
				<SecondPersonReason reason={newest.secondPerson} />
				{next ? (
					<TextLink to={`/review/${next}`}>{m.review_done_next({ reference: next })}</TextLink>
				) : (
					<TextLink to="/review">{m.review_done_no_next()}</TextLink>
				)}
			</Notice>
		</div>
	);
}
