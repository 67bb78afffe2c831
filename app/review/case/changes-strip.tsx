import type { ReactNode } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { CaseChange } from "./case-changes.rules.ts";
import { itemName } from "./case-lines.tsx";
import type { OpenCase } from "./case-page.server.ts";

/** After a resubmission: what is different from the submission before, and what the business wrote since it was asked. */
export function ChangesStrip({ page }: { page: OpenCase }) {
	if (!page.since) return null;
	const { at, changes, messages } = page.since;
	const when = formatDateTime(at, getLocale());
	return (
		<section aria-label={m.review_since_label()} className="notice notice-green notice-strip">
			<p className="num font-bold">
				{changes.length === 0
					? m.review_since_nothing({ at: when })
					: m.review_since({ at: when, count: changes.length })}
			</p>
			{changes.map((change, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: what was changed never changes places
				<p key={at} className="num">
					{changeText(page, change)}
				</p>
			))}
			{messages === 0 ? null : (
				<p>
					<a href="#thread">{m.review_since_messages({ count: messages })}</a>
				</p>
			)}
		</section>
	);
}

function changeText(page: OpenCase, change: CaseChange): ReactNode {
	const money = (amountDong: bigint) => formatDong(amountDong, getLocale());
	switch (change.kind) {
		case "line-added":
			return m.review_change_line_added({ item: itemName(page, change.line.supportItemCode) });
		case "line-removed":
			return m.review_change_line_removed({ item: itemName(page, change.line.supportItemCode) });
		case "line-described":
			return m.review_change_line_described({ item: itemName(page, change.line.supportItemCode) });
		case "price":
			return m.review_change_price({
				item: itemName(page, change.line.supportItemCode),
				from: money(change.fromDong),
				to: money(change.line.priceDong),
			});
		case "provider":
			return m.review_change_provider({ from: change.from, to: change.line.providerName });
		case "document-added":
			return (
				<>
					{m.review_change_document_added()}{" "}
					<TextLink to={`/review/${page.reference}?document=${change.document.id}`}>
						{change.document.fileName}
					</TextLink>
				</>
			);
		case "document-removed":
			return m.review_change_document_removed({ file: change.document.fileName });
		case "business":
			return m.review_change_business();
		case "allowed":
			return m.review_change_allowed({ from: money(change.fromDong), to: money(change.toDong) });
	}
}
