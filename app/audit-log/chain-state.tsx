import { formatNumber } from "#app/kernel/number.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AuditPage } from "./audit-page.server.ts";

const problems = {
	changed: m.audit_chain_changed,
	"not-chained": m.audit_chain_not_chained,
	"missing-before": m.audit_chain_missing,
};

/** What the last check of the chain found, by whom and when. */
export function ChainState({ lastCheck }: Pick<AuditPage, "lastCheck">) {
	if (!lastCheck) return <p>{m.audit_chain_never()}</p>;
	const { at, by, check } = lastCheck;
	const locale = getLocale();
	const checked = m.audit_chain_checked({ name: by, time: formatDateTime(at, locale) });
	if (check.breaks.length > 0) {
		return (
			<Notice tone="red" title={m.audit_chain_broken({ count: check.breaks.length })}>
				{checked}
				<ul>
					{check.breaks.map(({ id, problem }) => (
						<li key={id}>{problems[problem]({ id })}</li>
					))}
				</ul>
			</Notice>
		);
	}
	const entries = formatNumber(Number(check.entries), locale);
	return (
		<>
			<Notice tone="green" title={m.audit_chain_whole({ entries })}>
				{checked}
			</Notice>
			<dl className="mt-3">
				<dt className="font-semibold text-small">{m.audit_chain_hash()}</dt>
				<dd className="num break-all text-small">{check.lastHash}</dd>
				<dd className="text-ink2 text-small">{m.audit_chain_hash_hint()}</dd>
			</dl>
		</>
	);
}
