import { formatDong } from "#app/kernel/dong.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** An amount of a file in a list: shown once its reader has declared to have no conflict of interest. */
export function ShownAmount({ closed, amountDong }: { closed: boolean; amountDong: bigint | null }) {
	if (closed) return <>–</>;
	if (amountDong === null) return <span className="text-ink2 text-caption">{m.review_amount_undeclared()}</span>;
	return <>{formatDong(amountDong, getLocale())}</>;
}
